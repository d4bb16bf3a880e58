// Panes that are folded, put up for a moment, and walked through: the keys are never left with nobody.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until, xdotool } from '../desk';
import { Window } from '../pages';

describe('panes and the keyboard', () => {
  const desk = Desk.at();
  let window: Window;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan', '--sample');
    window = new Window(await desk.open());
    await window.body.waitForDisplayed();
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('the list has the keys at first, and F6 goes round all panes', async () => {
    await focused('pane-list');
    for (const pane of ['pane-editor', 'pane-inspector', 'pane-navigation', 'pane-list']) {
      xdotool('key', 'F6');
      await focused(pane);
    }
  });

  test('a pane that is folded while it has the keys gives them to the editor', async () => {
    xdotool('key', 'alt+2');
    await until(async () => (await window.count('#pane-list')) === 0, 'the list to fold');
    await focused('pane-editor');
    xdotool('key', 'alt+2');
    await until(async () => (await window.count('#pane-list')) === 1, 'the list to come back');
    await focused('pane-editor');
  });

  test('in a narrow window a pane is put up over the others with the keys, and Escape puts it away', async () => {
    await desk.resize(1024, 640);
    await until(async () => (await window.count('#pane-navigation')) === 0, 'the navigation to make room');
    xdotool('key', 'alt+1');
    await focused('pane-navigation');
    xdotool('key', 'Escape');
    await until(async () => (await window.count('#pane-navigation')) === 0, 'the navigation to go');
    await focused('pane-editor');
    await desk.resize(1440, 900);
  });

  test('outside the editor Ctrl and + enlarge the window’s content, Ctrl and 0 bring it back', async () => {
    xdotool('key', 'shift+F6');
    await focused('pane-list');
    const width = () => window.browser.execute(() => innerWidth);
    xdotool('key', 'ctrl+plus');
    await until(async () => (await width()) < 1440, 'the larger content');
    xdotool('key', 'ctrl+0');
    await until(async () => (await width()) === 1440, 'the normal size');
    expect(await window.count('#pane-navigation')).toBe(1);
  });

  async function focused(pane: string) {
    await until(
      () => window.browser.execute((id) => document.activeElement?.closest('[data-pane]')?.id === id, pane),
      `${pane} to have the keys`,
    );
  }
});
