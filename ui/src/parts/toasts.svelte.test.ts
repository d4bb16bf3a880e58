import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toasts } from './toasts.svelte';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a toast that an effect shows', () => {
  it('is shown once, and stays away when it was dismissed', () => {
    const stop = $effect.root(() => {
      $effect(() => {
        toasts.show('Naskah tetap terbuka.');
        toasts.problem('Cakram penuh.');
      });
    });
    flushSync();
    expect(toasts.shown.map(({ words }) => words)).toEqual(['Naskah tetap terbuka.', 'Cakram penuh.']);
    for (const { id } of toasts.shown) toasts.dismiss(id);
    flushSync();
    expect(toasts.shown).toEqual([]);
    stop();
  });
});

describe('a word', () => {
  it('that is said again stands there once, as the newest', () => {
    toasts.show('Lokasi disalin.');
    toasts.show('Tersimpan.');
    vi.advanceTimersByTime(7_000);
    const again = toasts.show('Lokasi disalin.');
    expect(toasts.shown.map(({ words }) => words)).toEqual(['Tersimpan.', 'Lokasi disalin.']);
    vi.advanceTimersByTime(7_000);
    expect(toasts.shown.map(({ id }) => id)).toEqual([again]);
    vi.advanceTimersByTime(1_000);
    expect(toasts.shown).toEqual([]);
  });
});
