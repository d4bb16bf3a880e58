import { flushSync } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(document, 'fonts');
});

describe('widths of words', () => {
  it('are measured again by whoever measured before the font came in', async () => {
    const fonts = new EventTarget();
    Object.defineProperty(document, 'fonts', { value: fonts, configurable: true });
    let wide = 100;
    const measureText = vi.fn(() => ({ width: wide }));
    const paper = { font: '', measureText } as unknown as CanvasRenderingContext2D;
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(paper as never);
    const { serif } = await import('./typeface.svelte');

    const told: number[] = [];
    const stop = $effect.root(() => {
      const width = $derived(serif(700)('Banjir'));
      $effect(() => void told.push(width));
    });
    flushSync();
    wide = 200;
    expect([serif(700)('Banjir'), measureText.mock.calls.length]).toEqual([0.5, 1]);
    fonts.dispatchEvent(new Event('loadingdone'));
    flushSync();
    expect(told).toEqual([0.5, 1]);
    expect(serif(400)('Banjir')).toBe(1);
    stop();
  });
});
