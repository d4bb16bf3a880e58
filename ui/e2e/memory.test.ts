// Whether memory grows with edits: `npm run e2e -- memory` after a build, on a screen (Xvfb) with xdotool. It prints the
// memory of the web page's process and of the app's own, in megabytes (PSS), after every 5,000 keys, when both have rested.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Desk, until, xdotool } from './desk';
import { Window } from './pages';

const SENTENCE = 'Pemerintah menjaga harga pangan menjelang akhir tahun sambil menunggu panen raya di tiga provinsi. ';
const OUT = process.env['REDAKSI_BENCH_MEMORY'] ?? '';
/** A stage is 5,000 edits: the sentence is typed and taken away again, so that the text does not grow. */
const STAGES = 6;
const TURNS = 25;
/** Milliseconds after which what nobody holds has been collected. */
const REST = 8_000;

test(
  'memory after ten thousand edits',
  async () => {
    const desk = Desk.at();
    desk.cli('init', '--house', 'kontan');
    const paragraphs = Array.from({ length: 12 }, () => SENTENCE.repeat(3).trim());
    desk.cli('import', desk.file('copy.txt', `KONTAN.CO.ID - JAKARTA. ${paragraphs.join('\n')}\n`));
    const window = new Window(await desk.open());
    try {
      await window.browser.$('.ProseMirror > p:nth-of-type(6)').click();
      const told: string[] = [];
      // What is made at the first key stays, however long one writes.
      await window.saved();
      for (let stage = 0; stage < STAGES; stage += 1) {
        for (let turn = 0; turn < TURNS; turn += 1) {
          const before = await written(window);
          xdotool('type', '--delay', '6', SENTENCE);
          await until(async () => (await written(window)) >= before + SENTENCE.length, 'the letters');
          xdotool('key', '--repeat', String(SENTENCE.length), '--delay', '6', 'BackSpace');
          await until(async () => (await written(window)) <= before, 'the letters to go');
        }
        await window.saved();
        await new Promise((rest) => setTimeout(rest, REST));
        const edits = (stage + 1) * TURNS * SENTENCE.length * 2;
        told.push(`| ${String(edits)} | ${pss('WebKitWebProcess', desk)} MB | ${pss('redaksi', desk)} MB |`);
        console.log(told.at(-1));
      }
      const report =
        'Letters typed into a story of 500 words and taken away again, with counts, underlines and autosave on.\n\n' +
        `| edits | the page’s process | the app’s own |\n|--:|--:|--:|\n${told.join('\n')}\n`;
      if (OUT) writeFileSync(OUT, report);
      expect(told).toHaveLength(STAGES);
    } finally {
      await desk.close();
      desk.remove();
    }
  },
  20 * 60_000,
);

function written(window: Window): Promise<number> {
  return window.browser.execute(() => document.querySelector('.ProseMirror')?.textContent.length ?? 0);
}

/** The proportional memory of the window's process of this name. */
function pss(name: string, desk: Desk): string {
  const app = pids(['-f', `redaksi --newsroom ${desk.newsroom}`]).at(-1) ?? '';
  const pid = name === 'redaksi' ? app : (pids(['-P', app, '-f', name])[0] ?? '');
  const kilobytes = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return (Number(kilobytes) / 1024).toFixed(0);
}

function pids(query: string[]): string[] {
  return spawnSync('pgrep', query, { encoding: 'utf8' }).stdout.trim().split('\n');
}
