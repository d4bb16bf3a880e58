import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Measuring } from './measuring.svelte';
import { paragraph, sampleSession } from './sampleSession';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('how long a story is', () => {
  it('is told of the accepted and of the original text while something is suggested, a moment behind the typing', async () => {
    const session = sampleSession(['Air naik.', 'Warga pergi.'].map(paragraph));
    const measuring = new Measuring(session);
    const stop = measuring.follow();
    expect(measuring.original).toBeNull();
    session.suggestions.toggle(true);
    session.apply(session.state.tr.insertText(' sungai', 4));
    expect([measuring.lengths.words, measuring.original]).toEqual([4, null]);
    await vi.advanceTimersByTimeAsync(40);
    expect(measuring.lengths).toEqual({ words: 5, characters: 28, letters: 25 });
    expect(measuring.original).toEqual({ words: 4, characters: 21, letters: 19 });
    session.suggestions.resolve(session.suggestions.all, 'accept');
    await vi.advanceTimersByTimeAsync(40);
    expect([measuring.lengths.words, measuring.original]).toEqual([5, null]);
    stop();
  });
});
