// Many stories at once: a search that leaves as a whole, in forms and layouts, while the window goes on answering; and what the
// window does with the files when they are there.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until, xdotool } from '../desk';
import { Window } from '../pages';
import { Exports } from '../pagesExporting';

const STORIES = 1000;
/** As the window writes it. */
const MANY = STORIES.toLocaleString('en');
const CARD = 'Card — 1200×630';
const PHONE = 'Web article — phone';
const PROOF = 'Proof A4';

describe('a batch', () => {
  const desk = Desk.at();
  let window: Window;
  let exports: Exports;
  let riceId: string;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    const lines = Array.from({ length: STORIES }, (_, number) =>
      JSON.stringify({
        headline: `Harga cabai hari ke-${number + 1}`,
        slugline: `CABAI/${number + 1}`,
        text: 'Harga cabai di pasar induk naik lagi.\nPedagang menunggu pasokan dari Brebes dan Temanggung.'.repeat(6),
      }),
    );
    desk.cli('import', '--jsonl', desk.file('cabai.jsonl', `${lines.join('\n')}\n`));
    const rice = desk.cli('import', desk.file('beras.txt', 'Beras tetap murah.'), '--json');
    riceId = (JSON.parse(rice) as { id: string }).id;
    desk.cli('set', riceId, 'slugline=BERAS');
    folders();
    window = new Window(await desk.open());
    exports = new Exports(window, desk);
    await until(async () => (await window.count('[data-story]')) > 5, 'the list');
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('layouts are chosen beside the forms', async () => {
    await exports.pickFirst(2);
    await exports.open();
    await exports.choose('txt');
    await exports.layouts(PHONE, CARD, PROOF);
    expect(await exports.looks('batch-layouts')).toEqual([]);
    await window.button('export.go').scrollIntoView();
    const said = await exports.go();
    expect(said).toMatch(/^8 files written/);
    const names = exports.files().map((name) => name.replace(/^[^.]*/, ''));
    const each = ['.card-wide.png', '.proof-a4.pdf', '.txt', '.web-phone.html'];
    expect(names.sort()).toEqual(each.flatMap((name) => [name, name]));
    await exports.close();
  });

  test('a search of a thousand leaves with its progress shown, and can be stopped; the window answers meanwhile', async () => {
    await searched('cabai');
    xdotool('key', 'ctrl+a');
    await until(async () => (await window.count('.story.picked')) > 5, 'all of them to be picked');
    await exports.open();
    const title = window.t('export.title').replace('{count} {count:story|stories}', `${MANY} stories`);
    expect(await exports.dialog.getText()).toContain(title);
    await exports.choose('html');
    await exports.layouts(CARD);
    await window.button('export.go').click();
    await until(async () => (await progress()) > 3, 'the export to get on');
    await desk.screenshot('batch-running');
    const focused = () => window.browser.execute(() => document.activeElement?.textContent ?? '');
    for (let times = 0; times < 4; times += 1) {
      const before = await focused();
      await window.press('\uE004');
      await until(async () => (await focused()) !== before, 'a key to be answered');
    }
    const at = await progress();
    expect(at).toBeLessThan(2 * STORIES);
    await until(async () => (await progress()) > at, 'the export to go on under the keys');
    await exports.dialog.$(`button=${window.t('app.cancel')}`).click();
    const result = exports.dialog.$('[data-result]');
    await result.waitForDisplayed();
    const said = await result.getText();
    expect(said).toContain(window.t('export.cancelled'));
    const written = Number(/^([\d,]+) files/.exec(said)?.[1]?.replace(',', '') ?? 0);
    expect(written).toBeGreaterThan(3);
    expect(written).toBeLessThan(2 * STORIES);
    expect(exports.files().filter((name) => /\.(html|png)$/.test(name) && !name.includes('web-phone')).length).toBe(
      // Two cards are there from before.
      written + 2,
    );
    expect(await exports.looks('batch-cancelled')).toEqual([]);
    await exports.close();
  });

  test('and leaves whole, with a sum of what came of it', async () => {
    await exports.open();
    await exports.choose('ninjs');
    const said = await exports.go();
    expect(said).toContain(`${MANY} files written`);
    expect(said).toContain(window.t('export.more', { count: String(STORIES - 100) }).split('{')[0] ?? '');
    expect(exports.files().filter((name) => name.endsWith('.ninjs.json'))).toHaveLength(STORIES);
    await exports.close();
  });

  test('the text of a single file goes to the clipboard, and its folder is opened', async () => {
    await searched('beras');
    await window.browser.$(`[data-story="${riceId}"]`).click();
    await until(async () => (await window.blocks()).join() === 'Beras tetap murah.', 'the story to open');
    await exports.open();
    await exports.choose('md');
    await window.button('export.after.copyToClipboard').click();
    await window.button('export.after.openFolder').click();
    await exports.go();
    const file = exports.paths().find((path) => path.endsWith('beras.md')) ?? '';
    await until(() => clipboard() === readFileSync(file, 'utf8'), 'the text on the clipboard');
    await until(() => existsSync(join(desk.home, 'shown')), 'the folder to be opened');
    expect(readFileSync(join(desk.home, 'shown'), 'utf8')).toContain('/Ekspor/');
    await exports.close();
  });

  test('of several files their paths', async () => {
    await exports.open();
    await exports.choose('nitf', 'ninjs');
    await window.button('export.after.copyToClipboard').click();
    await exports.go();
    const files = exports.paths().filter((path) => /beras\.(nitf\.xml|ninjs\.json)$/.test(path));
    expect(files).toHaveLength(2);
    await until(() => clipboard().split('\n').sort().join() === files.sort().join(), 'the paths on the clipboard');
  });

  test('notices keep clear of the dialog', async () => {
    await desk.resize(1024, 640);
    const copy = exports.dialog.$(`button*=${window.t('export.copyPath')}`);
    // What is said again stands there once.
    await copy.click();
    await copy.click();
    await until(async () => (await window.count('.toast')) === 1, 'the notice');
    const [foot, toast] = await window.browser.execute(() => [
      document.querySelector('[role="dialog"]')?.getBoundingClientRect().bottom ?? 0,
      Math.min(...[...document.querySelectorAll('.toast')].map((one) => one.getBoundingClientRect().top)),
    ]);
    expect(foot).toBeLessThanOrEqual(toast ?? 0);
    await desk.screenshot('batch-notices-1024');
    expect(await window.accessibility()).toEqual([]);
    await desk.resize(1440, 900);
    await exports.close();
  });

  test('in Indonesian, too', async () => {
    await window.command(window.t('command.language.id'));
    window.language = 'id';
    await exports.open();
    await exports.layouts();
    await desk.screenshot('batch-id-layouts');
    await exports.close();
  });

  async function searched(words: string) {
    await window.press('Ctrl', 'Shift', 'f');
    xdotool('key', 'ctrl+a');
    await window.type(words);
    await until(async () => (await window.count('[data-story] mark')) > 0, `stories with “${words}”`);
    await window.browser.execute(() => document.querySelector<HTMLElement>('[role="listbox"][data-first]')?.focus());
  }

  /** Files that are done, as the dialog says. */
  async function progress(): Promise<number> {
    const said = await window.browser.execute(
      () => document.querySelector<HTMLElement>('[role="dialog"] p.progress')?.innerText ?? '',
    );
    return Number(/(\d+) of \d+/.exec(said)?.[1] ?? -1);
  }

  function clipboard(): string {
    return spawnSync('xclip', ['-selection', 'clipboard', '-out'], { encoding: 'utf8' }).stdout;
  }

  /** A file manager that only writes down what it is to show. */
  function folders() {
    const applications = join(desk.home, '.data/applications');
    mkdirSync(applications, { recursive: true });
    mkdirSync(join(desk.home, '.config'), { recursive: true });
    const program = desk.file('show.sh', `#!/bin/sh\necho "$1" > "${join(desk.home, 'shown')}"\n`);
    execFileSync('chmod', ['+x', program]);
    const entry = `[Desktop Entry]\nType=Application\nName=Folders\nExec=${program} %u\nMimeType=inode/directory;\n`;
    desk.file('.data/applications/folders.desktop', entry);
    desk.file('.config/mimeapps.list', '[Default Applications]\ninode/directory=folders.desktop\n');
  }
});
