// From a key to the next frame, in the real window: in an empty newsroom and in a very large one, in turn.
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Desk, xdotool } from './desk';
import { at, meter, metered, middle } from './metering';
import { Window } from './pages';

const LARGE = process.env['REDAKSI_BENCH_LARGE'] ?? '';
const OUT = process.env['REDAKSI_BENCH_OUT'] ?? '';
const ROUNDS = 3;
const SENTENCE = 'Pemerintah menjaga harga pangan menjelang akhir tahun sambil menunggu panen raya di tiga provinsi. ';
const KEYS = SENTENCE.repeat(3);

test(
  'a key takes as long in a newsroom of a million stories as in an empty one',
  async () => {
    const times: Record<'empty' | 'large', number[]> = { empty: [], large: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      times.empty.push(...(await typed(Desk.at(), true)));
      times.large.push(...(await typed(Desk.on(LARGE), false)));
    }
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
  const copy = desk.file('copy.txt', `KONTAN.CO.ID - JAKARTA. ${paragraphs.join('\n')}\n`);
  const { id } = JSON.parse(desk.cli('import', copy, '--json')) as { id: string };
  const window = new Window(await desk.open());
  try {
    // The newsroom remembers what was open last: that is the story of the round before, which is longer by now.
    await window.browser.$(`[data-story="${id}"]`).click();
    await window.browser.$(`[data-story="${id}"].open`).waitForExist();
    await window.browser.$('.ProseMirror > p:nth-of-type(6)').click();
    await meter(window.browser);
    xdotool('type', '--delay', '100', KEYS);
    await window.saved();
    return await metered(window.browser);
  } finally {
    await desk.close();
    desk.remove();
  }
}
