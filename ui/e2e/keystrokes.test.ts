// From a key to the next frame, in the real window: in an empty newsroom and in a very large one, in turn.
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Desk, xdotool } from './desk';
import { at, meter, metered, middle } from './metering';
import { Window } from './pages';

const LARGE = process.env['REDAKSI_BENCH_LARGE'] ?? '';
const OUT = process.env['REDAKSI_BENCH_OUT'] ?? '';
/** Short ones, and in turn the one first and the other: machines grow slower and faster by minutes. */
const ROUNDS = 10;
const KEYS = 'Pemerintah menjaga harga pangan menjelang akhir tahun sambil menunggu panen raya di tiga provinsi. ';

test(
  'a key takes as long in a newsroom of a million stories as in an empty one',
  async () => {
    const rounds: { empty: number[]; large: number[] }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const [first, second] = round % 2 === 0 ? (['empty', 'large'] as const) : (['large', 'empty'] as const);
      const times = { empty: [] as number[], large: [] as number[] };
      for (const which of [first, second]) times[which] = await typed(which);
      rounds.push(times);
      console.log(
        `${first} first: ${middle(times.empty).toFixed(1)} ms empty, ${middle(times.large).toFixed(1)} ms large`,
      );
    }
    const measures: [string, (all: number[]) => number][] = [
      ['mean of the middle half', middle],
      ['p95', (all) => at(all, 0.95)],
    ];
    const lines = measures.map(([name, measure], index) => {
      const [empty, large] = [
        median(rounds.map((it) => measure(it.empty))),
        median(rounds.map((it) => measure(it.large))),
      ];
      const ratio = median(rounds.map((it) => measure(it.large) / measure(it.empty)));
      const bound = index === 0 ? `≤ 1.1× | ${ratio <= 1.1 ? 'yes' : '**no**'}` : '– | –';
      return `| key to the next frame, ${name} | ${large.toFixed(1)} ms | ${empty.toFixed(1)} ms | ${ratio.toFixed(2)} | ${bound} |`;
    });
    const report =
      `${String(ROUNDS)} rounds of ${String(KEYS.length)} keys in each, ten a second, into a story of 500 words; with autosave and ` +
      'counts on. Medians of the rounds, and of the ratio in each.\n\n' +
      '| what | large newsroom | empty newsroom | ratio | bound | held |\n|---|--:|--:|--:|--:|---|\n' +
      `${lines.join('\n')}\n`;
    console.log(report);
    if (OUT) writeFileSync(OUT, report);
    for (const { empty, large } of rounds)
      expect(Math.min(empty.length, large.length)).toBeGreaterThan(KEYS.length * 0.9);
  },
  20 * 60_000,
);

function median(all: number[]): number {
  const sorted = all.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half) - 1] ?? 0)) / 2;
}

/** Types into a story of 500 words; for each key, the milliseconds until the frame that shows it. */
async function typed(which: 'empty' | 'large'): Promise<number[]> {
  const desk = which === 'large' ? Desk.on(LARGE) : Desk.at();
  if (which === 'empty') desk.cli('init', '--house', 'kontan');
  const paragraphs = Array.from({ length: 12 }, () => KEYS.repeat(3).trim());
  const copy = desk.file('copy.txt', `KONTAN.CO.ID - JAKARTA. ${paragraphs.join('\n')}\n`);
  const { id } = JSON.parse(desk.cli('import', copy, '--json')) as { id: string };
  const window = new Window(await desk.open());
  try {
    await window.browser.$(`[data-story="${id}"]`).click();
    await window.browser.$(`[data-story="${id}"].open`).waitForExist();
    // The newsroom remembers what is open, and a strip of the stories of all rounds would be another window.
    expect(await window.browser.$$('[role="tab"][data-tab]').length, 'open tabs').toBe(0);
    await window.browser.$('.ProseMirror > p:nth-of-type(6)').click();
    await meter(window.browser);
    xdotool('type', '--delay', '100', KEYS);
    await window.saved();
    const times = await metered(window.browser);
    xdotool('key', 'ctrl+w');
    await window.browser.$(`[data-story="${id}"].open`).waitForExist({ reverse: true });
    await new Promise((kept) => setTimeout(kept, 1000));
    return times;
  } finally {
    await desk.close();
    desk.remove();
  }
}
