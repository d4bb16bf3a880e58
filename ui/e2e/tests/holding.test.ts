// Newsrooms that are somebody else’s just then: of a newer Redaksi, or held by another program.

import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until, xdotool } from '../desk';
import { Window } from '../pages';

/** Another program at a newsroom's file. */
const OTHER = ['/usr/bin/python3', join(import.meta.dirname, '../other.py')] as const;

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

describe('a newsroom of a newer Redaksi', () => {
  const desk = Desk.at();

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('is named, and not a byte of it is changed', async () => {
    desk.cli('init', '--house', 'kontan', '--sample');
    execFileSync(OTHER[0], [OTHER[1], 'renew', desk.newsroom]);
    const before = hashOf(desk.newsroom);
    const window = new Window(await desk.open());
    await until(
      async () => (await window.text()).includes(window.t('failure.newsroomNewer', { thing: desk.newsroom })),
      'why it is not opened',
    );
    await desk.quit();
    expect(hashOf(desk.newsroom)).toBe(before);
    expect(() => desk.cli('list')).toThrow(/newer Redaksi|Redaksi yang lebih baru/);
    expect(hashOf(desk.newsroom)).toBe(before);
  });
});

describe('a newsroom that another program holds', () => {
  const desk = Desk.at();
  let window: Window;
  let holder: ChildProcessWithoutNullStreams;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan', '--sample');
    window = new Window(await desk.open());
    await window.body.waitForDisplayed();
    await until(async () => (await window.count('[data-story]')) > 1, 'the list');
  });

  afterAll(async () => {
    holder.kill('SIGKILL');
    await desk.close();
    desk.remove();
  });

  test('has the text in a rescue copy within a moment, long before the save is given up', async () => {
    await hold();
    await window.browser.$('.ProseMirror > p').click();
    await window.type('Ditahan program lain. ');
    const copies = desk.newsroom.replace(/\.redaksi$/, '.rescue');
    await until(() => rescued(copies).includes('Ditahan program lain. '), 'the rescue copy');
    expect(await phase(), 'the save is still on its way').not.toBe('failed');
  });

  test('says so once the save fails, and takes no typing away', async () => {
    await until(async () => (await phase()) === 'failed', 'the failure');
    const reason = window.t('failure.newsroomBusy', { thing: desk.newsroom });
    await until(async () => (await bar()).includes(reason), 'the reason');
    await window.type('Tetap mengetik. ');
    expect((await window.blocks())[0]).toContain('Tetap mengetik. ');
  });

  test('saves by itself when it is let go, and takes the copy away', async () => {
    holder.kill('SIGKILL');
    await until(async () => (await phase()) === 'clean', 'the text to be saved');
    const story = JSON.parse(desk.cli('list', '--limit', '1', '--json')) as { id: string };
    expect(desk.cli('show', story.id, '--json')).toContain('Tetap mengetik. ');
    await until(() => rescued(desk.newsroom.replace(/\.redaksi$/, '.rescue')) === '', 'the rescue copy to go');
  });

  test('a text that cannot be saved goes to a file of one’s choice', async () => {
    await hold();
    await window.type('Ke berkas lain. ');
    await until(async () => (await phase()) === 'failed', 'the failure');
    await window.button('notice.saveCopy').click();
    const path = join(desk.home, 'salinan.json');
    await desk.nameFile(window.t('rescue.title'), path);
    await until(() => existsSync(path) && readFileSync(path, 'utf8').includes('Ke berkas lain. '), 'the file');
    xdotool('key', 'Escape');
  });

  async function hold() {
    holder = spawn(OTHER[0], [OTHER[1], 'hold', desk.newsroom]);
    let held = '';
    holder.stdout.on('data', (data) => (held += String(data)));
    await until(() => held.includes('held'), 'the lock');
  }

  const phase = () =>
    window.browser.execute(() => document.querySelector<HTMLElement>('[data-saved]')?.dataset['saved']);
  const bar = () => window.browser.execute(() => document.querySelector('footer')?.textContent ?? '');
});

/** What the rescue copies in a folder say. */
function rescued(folder: string): string {
  if (!existsSync(folder)) return '';
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
}
