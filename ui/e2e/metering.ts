// How long a key takes to the frame that shows it, measured in the page by the same few lines wherever it is asked.
import type { Browser } from './desk';

/** The page, with the times of its keystrokes. */
type Metered = typeof globalThis & { keystrokes: number[] };

/**
 * From here on the page notes, for each key, the milliseconds until the frame that shows it: until the first task that the
 * page gets after it. A message to the page itself is one; those of a `MessageChannel` go by way of another process.
 */
export async function meter(browser: Browser): Promise<void> {
  await browser.execute(() => {
    const page = globalThis as unknown as Metered;
    page.keystrokes = [];
    const shown: number[] = [];
    addEventListener(
      'message',
      (event) => {
        if (event.data !== 'drawn') return;
        event.stopImmediatePropagation();
        page.keystrokes.push(performance.now() - (shown.shift() ?? 0));
      },
      true,
    );
    addEventListener(
      'keydown',
      () => {
        const pressed = performance.now();
        requestAnimationFrame(() => {
          shown.push(pressed);
          postMessage('drawn', '*');
        });
      },
      true,
    );
  });
}

export function metered(browser: Browser): Promise<number[]> {
  return browser.execute(() => (globalThis as unknown as Metered).keystrokes);
}

export function at(times: number[], part: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** The web view's clock ticks in milliseconds: the mean of the middle half tells more than the median would. */
export function middle(times: number[]): number {
  const sorted = times.toSorted((one, other) => one - other);
  const half = sorted.slice(Math.floor(sorted.length / 4), Math.ceil((sorted.length * 3) / 4));
  return half.reduce((sum, time) => sum + time, 0) / half.length;
}
