// Whether memory grows with edits: `npm run e2e -- memory` after a build, on a screen (Xvfb) with xdotool. After every 5,000
// edits, when all has rested, it reads the memory of the web page's process and of the app's own that no file stands for.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openBare } from './bare/opening';
import { type Browser, Desk, until, xdotool } from './desk';
import { Window } from './pages';

const SENTENCE = 'Pemerintah menjaga harga pangan menjelang akhir tahun sambil menunggu panen raya di tiga provinsi. ';
const PARAGRAPHS = Array.from({ length: 12 }, () => SENTENCE.repeat(3).trim());
const OUT = process.env['REDAKSI_BENCH_MEMORY'] ?? '';
/** A stage is 5,000 edits: the sentence is typed and taken away again, so that the text does not grow. */
const STAGES = 6;
const TURNS = 25;
/** Milliseconds after which the newest garbage has been collected. */
const REST = 8_000;
/** How much more a page may hold at the end than after 10,000 edits. */
const BOUND = 1.1;

/**
 * Redaksi; Redaksi where each collection of garbage is a whole one, so that no more is counted than what is held, because
 * the web view leaves old garbage lying until it has grown to some tens of megabytes; and a bare ProseMirror page.
 */
const RUNS = ['redaksi', 'held', 'bare'] as const;
type Run = (typeof RUNS)[number];

/** Megabytes at the end of a stage. */
interface Stage {
  page: number;
  app: number;
}

test(
  'the page holds no more after 30,000 edits than after 10,000',
  async () => {
    const told: Record<Run, Stage[]> = { redaksi: [], held: [], bare: [] };
    for (const run of RUNS) told[run] = await typedIn(run);
    const report = drawn(told);
    console.log(report);
    if (OUT) writeFileSync(OUT, report);
    for (const run of RUNS) expect(told[run]).toHaveLength(STAGES);
  },
  40 * 60_000,
);

async function typedIn(run: Run): Promise<Stage[]> {
  const desk = Desk.at();
  desk.cli('init', '--house', 'kontan');
  desk.cli('import', desk.file('copy.txt', `KONTAN.CO.ID - JAKARTA. ${PARAGRAPHS.join('\n')}\n`));
  if (run === 'held') process.env['JSC_useGenerationalGC'] = '0';
  const window = new Window(await desk.open());
  delete process.env['JSC_useGenerationalGC'];
  const { browser } = window;
  const stages: Stage[] = [];
  try {
    await window.body.waitForExist();
    if (run === 'bare') await openBare(browser, PARAGRAPHS);
    await browser.$('.ProseMirror > p:nth-of-type(6)').click();
    while (stages.length < STAGES) {
      for (let turn = 0; turn < TURNS; turn += 1) await typeAndDelete(browser);
      if (run !== 'bare') await window.saved();
      await new Promise((rest) => setTimeout(rest, REST));
      stages.push({ page: megabytes('WebKitWebProcess', desk), app: megabytes('redaksi', desk) });
    }
    return stages;
  } finally {
    await desk.close();
    desk.remove();
  }
}

async function typeAndDelete(browser: Browser): Promise<void> {
  const written = () => browser.execute(() => document.querySelector('.ProseMirror')?.textContent.length ?? 0);
  const before = await written();
  xdotool('type', '--delay', '6', SENTENCE);
  await until(async () => (await written()) >= before + SENTENCE.length, 'the letters');
  xdotool('key', '--repeat', String(SENTENCE.length), '--delay', '6', 'BackSpace');
  await until(async () => (await written()) <= before, 'the letters to go');
}

function drawn(told: Record<Run, Stage[]>): string {
  const rows = told.redaksi.map(({ page, app }, stage) => {
    const [held, bare] = [told.held[stage], told.bare[stage]];
    const cells = [page, held?.page, app, bare?.page, bare?.app].map((cell) => `${(cell ?? NaN).toFixed(0)} MB`);
    return `| ${[(stage + 1) * TURNS * SENTENCE.length * 2, ...cells].join(' | ')} |`;
  });
  const [, second, ...later] = told.held;
  const most = Math.max(...later.map(({ page }) => page)) / (second?.page ?? 0);
  return (
    'Letters typed into a story of 500 words and taken away again, with counts, underlines and autosave on; memory that no ' +
    'file stands for.\n\n' +
    '| edits | the page | what it holds | the app | a bare ProseMirror page | the app then |\n|--:|--:|--:|--:|--:|--:|\n' +
    `${rows.join('\n')}\n\nWhat the page holds at most, beside what it holds after the second of these lines: ` +
    `${most.toFixed(2)} (bound ${String(BOUND)}${most <= BOUND ? ', held' : ', **not held**'}).\n`
  );
}

/** The memory of the window's process of this name that no file stands for. */
function megabytes(name: string, desk: Desk): number {
  const app = pids(['-f', `redaksi --newsroom ${desk.newsroom}`]).at(-1) ?? '';
  const pid = name === 'redaksi' ? app : (pids(['-P', app, '-f', name])[0] ?? '');
  return Number(/^Pss_Anon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024;
}

function pids(query: string[]): string[] {
  return spawnSync('pgrep', query, { encoding: 'utf8' }).stdout.trim().split('\n');
}
