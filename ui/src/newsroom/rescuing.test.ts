import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Rescue, Rescuing } from './rescuing';
import { type Event, openedAt, QUIET, reduce } from './saver';

/** A place for rescue copies that answers when it is told to, and the saver whose text goes there. */
function place() {
  const state = { file: null as string | null, writes: [] as string[], inFlight: 0, most: 0, works: true };
  let said: Rescue<string> = { path: null, fault: null };
  let saver = openedAt<string, string>(1);
  const slowly = async (work: () => void): Promise<void> => {
    state.inFlight += 1;
    state.most = Math.max(state.most, state.inFlight);
    await new Promise((done) => setTimeout(done, 20));
    state.inFlight -= 1;
    if (!state.works) throw new Error('penuh');
    work();
  };
  const rescuing = new Rescuing<string, string>({
    keep: async (text) => {
      await slowly(() => {
        state.file = text;
        state.writes.push(text);
      });
      return 'salinan';
    },
    drop: () => slowly(() => (state.file = null)),
    fault: String,
    changed: (rescue) => (said = rescue),
  });
  const happen = (...events: Event<string, string>[]) => {
    for (const event of events) {
      saver = reduce(saver, event);
      rescuing.hear(saver);
    }
  };
  const edited = (text: string) => ({ type: 'edited', text, now: Date.now() }) as const;
  const fail = () => happen({ type: 'sent' }, { type: 'failed', cause: 'penuh', now: Date.now() });
  const keep = () => happen({ type: 'sent' }, { type: 'answered', answer: { type: 'kept', revision: 2, at: 'at' } });
  return { state, happen, edited, fail, keep, said: () => said };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the rescue copy', () => {
  it('is not made while saving works', async () => {
    const { state, happen, edited, keep } = place();
    happen(edited('a'));
    keep();
    await vi.advanceTimersByTimeAsync(5000);
    expect(state.writes).toEqual([]);
  });

  it('is written when a save has failed, follows the typing, and goes when a save was kept', async () => {
    const { state, happen, edited, fail, keep, said } = place();
    happen(edited('a'));
    fail();
    await vi.advanceTimersByTimeAsync(20);
    expect([state.file, said()]).toEqual(['a', { path: 'salinan', fault: null }]);
    for (const text of ['ab', 'abc', 'abcd']) {
      happen(edited(text));
      await vi.advanceTimersByTimeAsync(30);
    }
    await vi.advanceTimersByTimeAsync(QUIET);
    expect([state.file, state.writes]).toEqual(['abcd', ['a', 'abcd']]);
    happen({ type: 'sent' });
    await vi.advanceTimersByTimeAsync(QUIET);
    expect(state.file).toBe('abcd');
    keep();
    happen({ type: 'answered', answer: { type: 'kept', revision: 2, at: 'at' } });
    await vi.advanceTimersByTimeAsync(2 * QUIET);
    expect([state.file, said().path, state.most]).toEqual([null, null, 1]);
  });

  it('is written of a save that does not come back, with what is typed meanwhile, and goes with its answer', async () => {
    const { state, happen, edited } = place();
    happen(edited('a'), { type: 'sent' });
    await vi.advanceTimersByTimeAsync(300);
    happen(edited('ab'));
    expect(state.writes).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(state.file).toBe('ab');
    happen(edited('abc'));
    await vi.advanceTimersByTimeAsync(QUIET + 40);
    expect(state.file).toBe('abc');
    happen({ type: 'answered', answer: { type: 'kept', revision: 2, at: 'at' } });
    await vi.advanceTimersByTimeAsync(2 * QUIET);
    expect(state.file).toBeNull();
  });

  it('does not outlive a save that was kept while it was being written', async () => {
    const { state, happen, edited, fail, keep } = place();
    happen(edited('a'));
    fail();
    await vi.advanceTimersByTimeAsync(5);
    keep();
    await vi.advanceTimersByTimeAsync(2 * QUIET);
    expect([state.writes, state.file]).toEqual([['a'], null]);
  });

  it('is tried again with every failing save, and says why it is not there', async () => {
    const { state, happen, edited, fail, said } = place();
    state.works = false;
    happen(edited('a'));
    fail();
    await vi.advanceTimersByTimeAsync(5000);
    expect(said()).toEqual({ path: null, fault: 'Error: penuh' });
    state.works = true;
    fail();
    await vi.advanceTimersByTimeAsync(20);
    expect([state.file, said()]).toEqual(['a', { path: 'salinan', fault: null }]);
  });
});
