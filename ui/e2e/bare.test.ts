// From a key to the next frame, beside a bare ProseMirror page in the same web view, in turn: `npm run e2e -- bare` after a
// build, on a screen (Xvfb) with xdotool. It prints, and fails nothing but what could not be measured.
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openBare } from './bare/opening';
import { type Browser, Desk, until, xdotool } from './desk';
import { at, meter, metered, middle } from './metering';
import { Window } from './pages';

const OUT = process.env['REDAKSI_BENCH_BARE'] ?? '';
const ROUNDS = Number(process.env['REDAKSI_BENCH_ROUNDS'] ?? 3);
const SENTENCE = 'Pemerintah menjaga harga pangan menjelang akhir tahun sambil menunggu panen raya di tiga provinsi. ';
const KEYS = SENTENCE.repeat(3);
const PARAGRAPH = SENTENCE.repeat(3).trim();
/** Words, and how many paragraphs of 42 they are. */
const SIZES = [
  { words: 500, paragraphs: 12 },
  { words: 20_000, paragraphs: 476 },
] as const;
type Times = Record<'redaksi' | 'bare', number[]>;

test(
  'a key takes hardly longer than in a bare ProseMirror page',
  async () => {
    const lines: string[] = [];
    for (const { words, paragraphs } of SIZES) {
      const times: Times = { redaksi: [], bare: [] };
      for (let round = 0; round < ROUNDS; round += 1) {
        const both = await typedInBoth(Array.from({ length: paragraphs }, () => PARAGRAPH));
        times.redaksi.push(...both.redaksi);
        times.bare.push(...both.bare);
      }
      lines.push(...report(words, times));
      expect(times.redaksi.length).toBeGreaterThan(KEYS.length * ROUNDS * 0.9);
      expect(times.bare.length).toBeGreaterThan(KEYS.length * ROUNDS * 0.9);
    }
    const told =
      `${String(KEYS.length * ROUNDS)} keys each, ten a second; Redaksi with counts, underlines, autosave and the preview ` +
      'beside, the other page with paragraphs, undo and the ordinary keys only, in the same web view and type.\n\n' +
      '| key to the next frame | words | Redaksi | bare ProseMirror | ratio | bound | held |\n|---|--:|--:|--:|--:|--:|---|\n' +
      `${lines.join('\n')}\n`;
    console.log(told);
    if (OUT) writeFileSync(OUT, told);
  },
  30 * 60_000,
);

function report(words: number, { redaksi, bare }: Times): string[] {
  const measures: [string, (all: number[]) => number, number | null][] = [
    ['mean of the middle half', middle, 1.2],
    ['p95', (all) => at(all, 0.95), null],
    ['p99', (all) => at(all, 0.99), 1.3],
  ];
  return measures.map(([name, measure, bound]) => {
    const [mine, other] = [measure(redaksi), measure(bare)];
    const held = bound === null ? '– | –' : `≤ ${String(bound)}× | ${mine / other <= bound ? 'yes' : '**no**'}`;
    return `| ${name} | ${String(words)} | ${mine.toFixed(1)} ms | ${other.toFixed(1)} ms | ${(mine / other).toFixed(2)} | ${held} |`;
  });
}

/** Types into a story of these paragraphs, then, where the web view stands, into the bare page with the same. */
async function typedInBoth(paragraphs: string[]): Promise<Times> {
  const desk = Desk.at();
  desk.cli('init', '--house', 'kontan');
  desk.cli('import', desk.file('copy.txt', `KONTAN.CO.ID - JAKARTA. ${paragraphs.join('\n')}\n`));
  const window = new Window(await desk.open());
  const { browser } = window;
  try {
    await window.press('Ctrl', 'p');
    await until(async () => (await window.previews()).length > 0, 'the preview');
    await window.named(window.t('preview.beside')).click();
    const redaksi = await typed(browser);
    // A text that cannot be saved would be measured without saving.
    await window.saved();
    await openBare(browser, paragraphs);
    return { redaksi, bare: await typed(browser) };
  } finally {
    await desk.close();
    desk.remove();
  }
}

async function typed(browser: Browser): Promise<number[]> {
  await browser.$('.ProseMirror > p:nth-of-type(6)').click();
  await meter(browser);
  const before = await written(browser);
  xdotool('type', '--delay', '100', KEYS);
  await until(async () => (await written(browser)) >= before + KEYS.length, 'the text that was typed');
  return metered(browser);
}

/** How many letters the text has. */
function written(browser: Browser): Promise<number> {
  return browser.execute(() => document.querySelector('.ProseMirror')?.textContent.length ?? 0);
}
