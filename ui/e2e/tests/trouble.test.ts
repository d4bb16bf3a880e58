// What may go wrong with the newsroom's file: it is none, it goes away while someone types, and it comes back.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until, xdotool } from '../desk';
import { Window } from '../pages';

describe('a file that is not a newsroom', () => {
  const desk = Desk.at();
  const text = 'Ini catatan rapat, bukan ruang redaksi.\n';

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('is named, left as it is, and the keyboard finds a way on', async () => {
    desk.file('desk.redaksi', text);
    const window = new Window(await desk.open());
    const said = await window.text();
    expect(said).toContain(window.t('failure.notANewsroom', { thing: desk.newsroom }));
    expect(await window.button('command.openNewsroom').isFocused()).toBe(true);
    expect(readFileSync(desk.newsroom, 'utf8')).toBe(text);
    await desk.quit();
  });
});

describe('a newsroom that goes away while someone types', () => {
  const desk = Desk.at();
  let window: Window;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan', '--sample');
    window = new Window(await desk.open());
    await window.body.waitForDisplayed();
    await until(async () => (await window.count('[data-story]')) > 1, 'the list');
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('says so, with a way out, and keeps the story open', async () => {
    renameSync(desk.newsroom, `${desk.newsroom}.away`);
    await window.browser.$('.ProseMirror > p').click();
    await window.type('Tanpa berkas. ');
    await until(async () => (await phase()) === 'failed', 'the failure');
    const reason = window.t('failure.newsroomMissing', { thing: desk.newsroom });
    await until(async () => (await bar()).includes(window.t('save.failed', { reason })), 'the reason');
    // Said once, although the look at the file finds the same.
    await new Promise((done) => setTimeout(done, 1500));
    expect((await bar()).split(reason)).toHaveLength(2);
    await window.button('remedy.saveRescueCopy').waitForDisplayed();
    // Its place may be that of a disk taken out, so the copy is with the user.
    const copies = join(desk.home, '.data/redaksi/rescue');
    await until(() => existsSync(copies) && rescued(copies).includes('Tanpa berkas. '), 'the rescue copy');
    await until(async () => (await window.text()).includes(copies), 'where the copy is');

    // One can go to other stories; this one says so in its tab, and is not closed before it is saved.
    const open = await window.headline.getValue();
    await window.browser.$('[data-story]:not(.open)').click();
    await until(async () => (await window.headline.getValue()) !== open, 'the other story');
    await window.browser.$('[data-tab][data-kept="failed"]').click();
    await until(async () => (await window.headline.getValue()) === open, 'the story again');
    xdotool('key', 'ctrl+w');
    await until(async () => (await window.text()).includes(window.t('save.keepsOpen')), 'why it stays');
    expect(await window.headline.getValue()).toBe(open);
  });

  test('a window that is closed then asks first', async () => {
    xdotool('key', 'ctrl+q');
    const dialog = window.browser.$('[role="dialog"]');
    await dialog.waitForDisplayed();
    expect(await dialog.getText()).toContain(window.t('save.heldTitle'));
    xdotool('key', 'Escape');
    await dialog.waitForExist({ reverse: true });
  });

  test('once it is back, saving goes on by itself, and nothing is missing', async () => {
    renameSync(`${desk.newsroom}.away`, desk.newsroom);
    await until(async () => (await phase()) === 'clean', 'the text to be saved by itself');
    expect(await bar()).not.toContain(desk.newsroom);
    const story = JSON.parse(desk.cli('list', '--limit', '1', '--json')) as { id: string };
    expect(desk.cli('show', story.id, '--json')).toContain('Tanpa berkas. ');
    desk.cli('verify');
    await until(() => !existsSync(join(desk.home, '.data/redaksi/rescue')), 'the rescue copy to go');
  });

  test('a window that dies while nothing can be saved offers the text at the next start', async () => {
    const before = (await window.blocks())[0] ?? '';
    renameSync(desk.newsroom, `${desk.newsroom}.away`);
    await window.browser.$('.ProseMirror > p').click();
    await window.type('Ditulis sebelum mati. ');
    const copies = join(desk.home, '.data/redaksi/rescue');
    await until(() => existsSync(copies) && rescued(copies).includes('Ditulis sebelum mati. '), 'the rescue copy');
    await desk.kill();
    renameSync(`${desk.newsroom}.away`, desk.newsroom);

    window = new Window(await desk.open({ width: 1024, height: 640 }));
    await until(async () => (await window.text()).includes(start(window.t('notice.rescued'))), 'the offer');
    expect((await window.blocks())[0], 'it is never silently the story').toBe(before);
    expect(existsSync(copies)).toBe(false);
    await everyLook(window, desk, 'rescued');
    await window.button('notice.compare').click();
    await window.button('compare.takeTheirs').click();
    await until(async () => (await window.blocks())[0]?.includes('Ditulis sebelum mati. ') ?? false, 'the text');
    await window.saved();
    expect(await window.text()).not.toContain(start(window.t('notice.rescued')));
    const story = JSON.parse(desk.cli('list', '--limit', '1', '--json')) as { id: string };
    expect(desk.cli('show', story.id, '--json')).toContain('Ditulis sebelum mati. ');
    desk.cli('verify');
  });

  const phase = () => phaseOf(window);
  const bar = () => barOf(window);
});

/** A small disk of its own. Only root may have one. */
function disk(): { place: string; remount(how: 'ro' | 'rw'): void; remove(): void } {
  const place = mkdtempSync(join(tmpdir(), 'redaksi-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', place]);
  return {
    place,
    remount: (how) => void execFileSync('mount', ['-o', `remount,${how}`, place]),
    remove: () => {
      execFileSync('umount', ['--lazy', place]);
      rmSync(place, { recursive: true, force: true });
    },
  };
}

const isRoot = process.getuid?.() === 0;

describe.skipIf(!isRoot)('a disk that fills up while someone types', () => {
  let small: ReturnType<typeof disk>;
  let desk: Desk;
  let filler: string;
  let window: Window;

  beforeAll(async () => {
    small = disk();
    desk = Desk.at(undefined, small.place);
    filler = join(small.place, 'penuh');
    desk.cli('init', '--house', 'kontan', '--sample');
    window = new Window(await desk.open({ width: 1024, height: 640 }));
    await window.body.waitForDisplayed();
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
    small.remove();
  });

  test('says so, and where the text is', async () => {
    expect(() => writeFileSync(filler, Buffer.alloc(16 << 20))).toThrow('ENOSPC');
    await window.browser.$('.ProseMirror > p').click();
    await until(async () => {
      await window.type('Cakram penuh. ');
      return (await phaseOf(window)) === 'failed';
    }, 'the failure');
    const reason = window.t('failure.diskFull', { thing: desk.newsroom });
    await until(async () => (await barOf(window)).includes(window.t('save.failed', { reason })), 'the reason');
    // There is no room beside the newsroom, either.
    const copies = join(desk.home, '.data/redaksi/rescue');
    const [text] = await window.blocks();
    await until(() => existsSync(copies) && rescued(copies).includes(text ?? ''), 'the very text');
    await until(async () => (await window.text()).includes(copies), 'where the copy is');
    await everyLook(window, desk, 'disk-full');
  });

  test('saves by itself once there is room, and takes the copy away', async () => {
    rmSync(filler);
    await until(async () => (await phaseOf(window)) === 'clean', 'the text to be saved by itself');
    await until(() => !existsSync(join(desk.home, '.data/redaksi/rescue')), 'the rescue copy to go');
    const story = JSON.parse(desk.cli('list', '--limit', '1', '--json')) as { id: string };
    expect(desk.cli('show', story.id, '--json')).toContain('Cakram penuh. ');
    desk.cli('verify');
  });
});

describe.skipIf(!isRoot)('a newsroom in a place that is only for reading', () => {
  let shelf: ReturnType<typeof disk>;
  let desk: Desk;
  let window: Window;
  const copies = () => join(desk.home, '.data/redaksi/rescue');

  beforeAll(async () => {
    shelf = disk();
    desk = Desk.at(undefined, shelf.place);
    desk.cli('init', '--house', 'kontan', '--sample');
    shelf.remount('ro');
    window = new Window(await desk.open({ width: 1024, height: 640 }));
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
    shelf.remove();
  });

  test('opens all the same, and says what it is', async () => {
    await window.body.waitForDisplayed();
    expect(await barOf(window)).toContain(window.t('status.readOnly'));
  });

  test('keeps what is typed in a copy, and says why it is not saved', async () => {
    await window.browser.$('.ProseMirror > p').click();
    await window.type('Hanya baca. ');
    const reason = window.t('failure.newsroomReadOnly', { thing: desk.newsroom });
    await until(async () => (await barOf(window)).includes(window.t('save.failed', { reason })), 'the reason');
    const [text] = await window.blocks();
    await until(() => existsSync(copies()) && rescued(copies()).includes(text ?? ''), 'the very text');
    await until(async () => (await window.text()).includes(copies()), 'where the copy is');
    await everyLook(window, desk, 'read-only');
  });

  test('saves by itself once it may be written to, and takes the copy away', async () => {
    shelf.remount('rw');
    await until(async () => (await phaseOf(window)) === 'clean', 'the text to be saved by itself');
    await until(() => !existsSync(copies()), 'the rescue copy to go');
    await until(async () => !(await barOf(window)).includes(window.t('status.readOnly')), 'the bar to say no more');
    const story = JSON.parse(desk.cli('list', '--limit', '1', '--json')) as { id: string };
    expect(desk.cli('show', story.id, '--json')).toContain('Hanya baca. ');
    desk.cli('verify');
  });
});

/** What the rescue copies in a folder say. */
function rescued(folder: string): string {
  // What is still being written is no copy yet: a kill takes it away.
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

function phaseOf({ browser }: Window): Promise<string | undefined> {
  return browser.execute(() => document.querySelector<HTMLElement>('[data-saved]')?.dataset['saved']);
}

/** The status bar, with what is cut off for want of room. */
function barOf({ browser }: Window): Promise<string> {
  return browser.execute(() => document.querySelector('footer')?.textContent ?? '');
}

/** A message up to its first value. */
function start(message: string): string {
  return message.split('{')[0] ?? message;
}

/** Pictures in both themes, and in the other language at the other size; axe in each. */
async function everyLook(window: Window, desk: Desk, name: string): Promise<void> {
  const look = async (as: string) => {
    await desk.screenshot(`trouble-${name}-${as}`);
    expect(await window.accessibility(), as).toEqual([]);
  };
  for (const theme of ['dark', 'light']) {
    await window.command(window.t('command.theme', { theme: window.t(`theme.${theme}`) }));
    await look(theme);
  }
  await window.command(window.t('command.language.id'));
  window.language = 'id';
  await desk.resize(1440, 900);
  await look('light-id');
}
