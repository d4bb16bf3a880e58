// Damage that shows itself while a newsroom is open: in a large one, which is looked through after it was opened, and
// under a text that cannot be saved any more. And a backup that is asked for in time.

import { closeSync, existsSync, openSync, readdirSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { Window } from '../pages';

const PAGE = 4096;
/** Above the size up to which a newsroom is looked through before it opens. */
const LARGE = 40 << 20;

describe('a large newsroom', () => {
  const desk = Desk.at();
  let window: Window;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan', '--sample');
    const long = (words: string) => `${words} `.repeat(1500);
    const file = desk.file('arsip.txt', `Naskah lama.\n${long('awal')}\nPenanda di tengah. ${long('akhir')}\n`);
    const { id } = JSON.parse(desk.cli('import', file, '--json')) as { id: string };
    // In no list, so that nothing reads it before it is looked for.
    desk.cli('set', id, 'stage=spiked');
    window = new Window(await desk.open());
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('is backed up as soon as someone says so', async () => {
    const before = backups().length;
    await window.command(window.t('command.backUp'));
    await until(() => backups().length === before + 1, 'the backup');
    const [made] = window.t('backup.made').split('{');
    await until(async () => (await window.text()).includes(made ?? '-'), 'what became of it');
    expect(desk.cli('backups')).toContain('UTC');
    await desk.quit();
  });

  test('opens at once, and says that it is damaged as soon as that is found', async () => {
    damage(desk.newsroom, 'Penanda di tengah');
    truncateSync(desk.newsroom, LARGE);
    window = new Window(await desk.open());
    await until(async () => (await window.count('[data-story]')) > 0, 'the list');
    const words = window.t('failure.newsroomDamaged', { thing: desk.newsroom });
    await until(async () => (await bar()).includes(words), 'the damage to be found');
    for (const theme of ['light', 'dark']) {
      await window.browser.execute((name) => (document.documentElement.dataset['theme'] = name), theme);
      await desk.screenshot(`damaged-while-open-${theme}`);
      expect(await window.accessibility(), theme).toEqual([]);
    }
    await window.button('command.repair').click();
    await window.button('repair.open').waitForDisplayed();
    expect(await window.text()).toContain(words);
  });

  /** The status bar, with what is cut off for want of room. */
  const bar = () => window.browser.execute(() => document.querySelector('footer')?.textContent ?? '');

  const backups = () => {
    const folder = join(desk.home, 'desk.backups');
    return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.redaksi')) : [];
  };
});

describe('a text that cannot be saved into a damaged newsroom', () => {
  const desk = Desk.at();
  let window: Window;
  let id = '';

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan', '--sample');
    id = (JSON.parse(desk.cli('list', '--limit', '1', '--json')) as { id: string }).id;
    desk.cli('set', id, 'headline=Sebelum rusak');
    desk.cli('backup');
    window = new Window(await desk.open());
    await until(async () => (await window.headline.getValue()) === 'Sebelum rusak', 'the story');
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('is put aside when the newsroom is repaired, and offered when it is open again', async () => {
    // Another program's change: what the window has read of the file it reads again.
    desk.cli('import', desk.file('lain.txt', 'Naskah lain dari program lain.\n'));
    damage(desk.newsroom, 'Sebelum rusak', 'last');
    await window.headline.click();
    await window.press('End');
    await window.type(', sesudah rusak');
    const copies = join(desk.home, 'desk.rescue');
    await until(() => existsSync(copies) && readdirSync(copies).length > 0, 'the rescue copy');
    await window.button('command.repair').waitForDisplayed();
    await desk.screenshot('damaged-unsaved');
    await window.button('command.repair').click();
    await window.button('repair.open').waitForDisplayed();
    await window.button('repair.open').click();
    // Where the damaged file is, is said at the bottom, over the dialog to come.
    const said = window.browser.$(`[aria-label="${window.t('app.notices')}"]`);
    await said.$(`button[aria-label="${window.t('app.close')}"]`).click();
    await window.browser.$(`[data-story="${id}"]`).click();
    const [offered] = window.t('notice.rescued').split('{');
    await until(async () => (await window.text()).includes(offered ?? '-'), 'the text to be offered');
    expect(existsSync(copies), 'the copy is in the newsroom').toBe(false);
    await desk.screenshot('repaired-unsaved');
    await window.button('notice.compare').click();
    await window.button('compare.takeTheirs').click();
    const headline = () => (JSON.parse(desk.cli('show', id, '--json')) as { headline: string }).headline;
    await until(() => headline() === 'Sebelum rusak, sesudah rusak', 'the text to be saved');
    desk.cli('verify');
  });
});

describe('a newsroom that is damaged when it is opened again', () => {
  const desk = Desk.at();
  let window: Window;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan', '--sample');
    window = new Window(await desk.open());
    await window.command(window.t('command.language.id'));
    window.language = 'id';
    await window.command(window.t('command.theme', { theme: window.t('theme.dark') }));
    await desk.quit();
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('is told of in the language that was chosen in it, although nothing in it can be read', async () => {
    const file = openSync(desk.newsroom, 'r+');
    writeSync(file, Buffer.alloc(PAGE, 0xff), 0, PAGE, PAGE);
    closeSync(file);
    window = new Window(await desk.open(), 'id');
    await window.button('repair.open').waitForDisplayed();
    expect(await window.text()).toContain(window.t('failure.newsroomDamaged', { thing: desk.newsroom }));
    const dressed = () => {
      const { lang, dataset } = document.documentElement;
      return [lang, dataset['theme']];
    };
    expect(await window.browser.execute(dressed)).toEqual(['id', 'dark']);
    await desk.screenshot('damaged-at-start-id-dark');
    await desk.resize(1024, 640);
    await desk.screenshot('damaged-at-start-id-dark-1024x640');
    expect(await window.accessibility()).toEqual([]);
  });
});

/**
 * Overwrites the pages that have these words, as a bad disk would, under whoever has the file open. The last of them is
 * the story's own; those before are of indices, of the journal, or nobody's any more.
 */
function damage(file: string, words: string, which: 'all' | 'last' = 'all'): void {
  const bytes = readFileSync(file);
  const open = openSync(file, 'r+');
  let at = which === 'all' ? bytes.indexOf(words) : bytes.lastIndexOf(words);
  if (at < PAGE) throw new Error(`“${words}” is not in ${file}`);
  for (; at >= 0; at = bytes.indexOf(words, at + 1)) {
    writeSync(open, Buffer.alloc(PAGE, 0xff), 0, PAGE, Math.floor(at / PAGE) * PAGE);
  }
  closeSync(open);
}
