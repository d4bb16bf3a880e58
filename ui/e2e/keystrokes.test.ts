// From a key to the next frame, in the real window: in an empty newsroom and in a very large one, in turn.
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Desk, xdotool } from './desk';
import { Window } from './pages';

const LARGE = process.env['REDAKSI_BENCH_LARGE'] ?? '';
const OUT = process.env['REDAKSI_BENCH_OUT'] ?? '';
const ROUNDS = 3;
const SENTENCE = 'Pemerintah menjaga harga pangan menjelang akhir tahun sambil menunggu panen raya di tiga provinsi. ';
const KEYS = SENTENCE.repeat(3);
/** The page, with the times of its keystrokes. */
type Metered = typeof globalThis & { keystrokes: number[] };

test(
  'a key takes as long in a newsroom of a million stories as in an empty one',
  async () => {
    const times: Record<'empty' | 'large', number[]> = { empty: [], large: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      times.empty.push(...(await typed(Desk.at(), true)));
      times.large.push(...(await typed(Desk.on(LARGE), false)));
    }
    // The web view's clock ticks in milliseconds: the mean of the middle half tells more than the median would.
    const measures: [string, (all: number[]) => number][] = [
      ['mean of the middle half', middle],
      ['p95', (all) => at(all, 0.95)],
      ['p99', (all) => at(all, 0.99)],
    ];
    const lines = measures.map(([name, measure], index) => {
      const [empty, large] = [measure(times.empty), measure(times.large)];
      const bound = index === 0 ? `≤ 1.1× | ${large / empty <= 1.1 ? 'yes' : '**no**'}` : '– | –';
      const ratio = (large / empty).toFixed(2);
      return `| key to the next frame, ${name} | ${large.toFixed(1)} ms | ${empty.toFixed(1)} ms | ${ratio} | ${bound} |`;
    });
    const report =
      `${times.large.length} keys each, ten a second, into a story of 500 words; with autosave and counts on.\n\n` +
      '| what | large newsroom | empty newsroom | ratio | bound | held |\n|---|--:|--:|--:|--:|---|\n' +
      `${lines.join('\n')}\n`;
    console.log(report);
    if (OUT) writeFileSync(OUT, report);
    expect(times.large.length).toBeGreaterThan(KEYS.length * ROUNDS * 0.9);
  },
  15 * 60_000,
);

/** Types into a story of 500 words; for each key, the milliseconds until the frame that shows it. */
async function typed(desk: Desk, make: boolean): Promise<number[]> {
  if (make) desk.cli('init', '--house', 'kontan');
  const paragraphs = Array.from({ length: 12 }, () => SENTENCE.repeat(3).trim());
  desk.cli('import', desk.file('copy.txt', `KONTAN.CO.ID - JAKARTA. ${paragraphs.join('\n')}\n`));
  const window = new Window(await desk.open());
  try {
    await window.browser.$('.ProseMirror > p:nth-of-type(6)').click();
    await window.browser.execute(() => {
      const page = globalThis as unknown as Metered;
      page.keystrokes = [];
      addEventListener(
        'keydown',
        () => {
          const pressed = performance.now();
          // After the frame is drawn, the first task that the page gets.
          const drawn = new MessageChannel();
          drawn.port1.onmessage = () => page.keystrokes.push(performance.now() - pressed);
          requestAnimationFrame(() => drawn.port2.postMessage(null));
        },
        true,
      );
    });
    xdotool('type', '--delay', '100', KEYS);
    await window.saved();
    return await window.browser.execute(() => (globalThis as unknown as Metered).keystrokes);
  } finally {
    await desk.close();
    desk.remove();
  }
}

function at(times: number[], part: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function middle(times: number[]): number {
  const sorted = times.toSorted((one, other) => one - other);
  const half = sorted.slice(Math.floor(sorted.length / 4), Math.ceil((sorted.length * 3) / 4));
  return half.reduce((sum, time) => sum + time, 0) / half.length;
}
