import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { houses } from '../newsroom/houses.svelte';
import { sampleSession } from '../newsroom/sampleSession';

afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(document, 'fonts');
});

it('lines of a headline in print are counted again once its font has come in', async () => {
  const fonts = new EventTarget();
  Object.defineProperty(document, 'fonts', { value: fonts, configurable: true });
  let letter = 50;
  const measureText = (word: string) => ({ width: word.length * letter });
  const paper = { font: '', measureText } as unknown as CanvasRenderingContext2D;
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(paper as never);
  const print = {
    column: 45,
    gutter: 4,
    size: 90,
    leading: 105,
    headlineColumns: 3,
    headlinePoints: 36,
    headlineLines: 2,
  };
  houses.all = [{ id: 'kontan', print, headlineLimit: 70 } as (typeof houses.all)[number]];
  // Both hear of fonts from when they are read on.
  const { default: HeadlineCounts } = await import('./HeadlineCounts.svelte');

  const session = sampleSession([], { headline: 'Harga beras naik' });
  const counts = mount(HeadlineCounts, { target: document.body, props: { session, id: 'counts' } });
  flushSync();
  const before = document.body.textContent;
  expect(before).toMatch(/3-36-2\D+1/);
  letter = 200;
  fonts.dispatchEvent(new Event('loadingdone'));
  flushSync();
  expect(document.body.textContent).toMatch(/3-36-2\D+2/);
  await unmount(counts);
});
