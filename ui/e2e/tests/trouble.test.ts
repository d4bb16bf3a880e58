// What may go wrong with the newsroom's file: it is none, it goes away while someone types, and it comes back.

import { readFileSync, renameSync } from 'node:fs';
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
    xdotool('key', 'ctrl+q');
    await desk.gone();
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

    const open = await window.headline.getValue();
    await window.browser.$('[data-story]:not(.open)').click();
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
  });

  function phase(): Promise<string | undefined> {
    return window.browser.execute(() => document.querySelector<HTMLElement>('[data-saved]')?.dataset['saved']);
  }

  /** The status bar, with what is cut off for want of room. */
  function bar(): Promise<string> {
    return window.browser.execute(() => document.querySelector('footer')?.textContent ?? '');
  }
});
