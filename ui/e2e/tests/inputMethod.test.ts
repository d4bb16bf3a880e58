// A word that is put together before it is written: GTK's own input method takes a character's number behind Ctrl+Shift+U,
// shows it underlined as it grows, and writes the character. Whatever larger input methods do comes by the same way.

import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Desk, until, xdotool } from '../desk';
import { Window } from '../pages';

describe('an input method in the real window', () => {
  const desk = Desk.at();
  let window: Window;

  beforeAll(async () => {
    execFileSync('setxkbmap', ['us']);
    desk.cli('init', '--house', 'kontan');
    window = new Window(await desk.open());
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  beforeEach(async () => {
    await window.press('Ctrl', 'n');
    await until(async () => (await body()) === '' && (await window.headline.getValue()) === '', 'a new story');
  });

  const body = async () => (await window.blocks()).join('\n');
  const headline = () => window.headline.getValue();
  const key = (...keys: string[]) => xdotool('key', '--delay', '60', ...keys);
  const begin = () => key('ctrl+shift+u', '2', '0', 'a', 'c');

  /** Long enough for what comes next to be a step of undo by itself. */
  const pause = () => new Promise((done) => setTimeout(done, 700));

  function stored(): { headline: string; text: string } {
    const { id } = JSON.parse(desk.cli('list', '--limit', '1', '--json')) as { id: string };
    const story = JSON.parse(desk.cli('show', id, '--json')) as {
      headline: string;
      body: { content: { content?: { text: string }[] }[] };
    };
    const text = story.body.content.map(({ content }) => (content ?? []).map(({ text }) => text).join('')).join('\n');
    return { headline: story.headline, text };
  }

  test('the word stands in the text while it is made, outlives a save, and is one step of undo', async () => {
    await window.body.click();
    xdotool('type', '--delay', '25', 'Harga ikan');
    key('ctrl+Left');
    await pause();
    begin();
    await until(async () => (await body()) === 'Harga u20acikan', 'what is being made to be shown');
    await until(() => stored().text === 'Harga u20acikan', 'it to be saved as it stands');
    for (const theme of ['dark', 'light']) {
      await window.browser.execute((name) => (document.documentElement.dataset['theme'] = name), theme);
      await desk.screenshot(`composing-${theme}`);
    }
    expect(await body()).toBe('Harga u20acikan');
    key('space');
    await until(async () => (await body()) === 'Harga €ikan', 'the character');
    await pause();
    xdotool('type', '--delay', '25', '20 ');
    await until(async () => (await body()) === 'Harga €20 ikan', 'what is typed behind it');
    await until(() => stored().text === 'Harga €20 ikan', 'it to be saved');
    key('ctrl+z');
    await until(async () => (await body()) === 'Harga €ikan', 'the letters to be taken back');
    key('ctrl+z');
    await until(async () => (await body()) === 'Harga ikan', 'the word to be taken back');
    key('ctrl+shift+z');
    await until(async () => (await body()) === 'Harga €ikan', 'the word to come again');
  });

  test('one that is given up leaves nothing, not even a step of undo', async () => {
    await window.body.click();
    xdotool('type', '--delay', '25', 'Rp');
    await pause();
    begin();
    await until(async () => (await body()) === 'Rpu20ac', 'what is being made to be shown');
    await pause();
    key('Escape');
    await until(async () => (await body()) === 'Rp', 'it to be gone');
    await pause();
    xdotool('type', '--delay', '25', ' 20');
    await until(() => stored().text === 'Rp 20', 'what is typed after it');
    key('ctrl+z');
    await until(async () => (await body()) === 'Rp', 'what was typed after it to be taken back');
    key('ctrl+z');
    await until(async () => (await body()) === '', 'what was typed before it to be taken back');
    key('ctrl+shift+z', 'ctrl+shift+z');
    await until(async () => (await body()) === 'Rp 20', 'all of it again');
  });

  test('one that is given up in the headline leaves nothing, either', async () => {
    await window.headline.click();
    xdotool('type', '--delay', '25', 'Kurs');
    await pause();
    begin();
    await until(async () => (await headline()) === 'Kursu20ac', 'what is being made to be shown');
    await pause();
    key('Escape');
    await until(async () => (await headline()) === 'Kurs', 'it to be gone');
    await pause();
    key('ctrl+z');
    await until(async () => (await headline()) === '', 'what was typed before it to be taken back');
  });

  test('a click into another field leaves it where it was made, once, and takes the letters that come', async () => {
    await window.body.click();
    xdotool('type', '--delay', '25', 'Rp');
    await pause();
    begin();
    await until(async () => (await body()) === 'Rpu20ac', 'what is being made to be shown');
    await window.headline.click();
    xdotool('type', '--delay', '25', 'Kurs');
    await until(async () => (await headline()) === 'Kurs', 'the letters in the headline');
    await until(() => stored().headline === 'Kurs', 'them to be saved');
    expect([await body(), stored().text]).toEqual(['Rpu20ac', 'Rpu20ac']);
    key('ctrl+z', 'ctrl+z');
    await until(async () => (await body()) === 'Rp' && (await headline()) === '', 'both to be taken back');
  });

  test('while suggesting it is one suggestion', async () => {
    await window.body.click();
    xdotool('type', '--delay', '25', 'Harga 20');
    await until(() => stored().text === 'Harga 20', 'the text to be saved');
    key('ctrl+shift+e');
    await until(async () => (await window.status()).includes(window.t('status.suggesting')), 'the mode');
    key('Left', 'Left');
    begin();
    await until(async () => (await body()) === 'Harga u20ac20', 'what is being made to be shown');
    await until(() => stored().text === 'Harga u20ac20', 'it to be saved as it stands');
    key('space');
    await until(async () => (await body()) === 'Harga €20', 'the character');
    await until(async () => (await window.count('.ProseMirror .inserted')) === 1, 'the suggestion');
    expect(await window.browser.$('.ProseMirror .inserted').getText()).toBe('€');
    await until(() => stored().text === 'Harga €20', 'it to be saved');
  });

  test('in the headline it is shown, saved, and one step of undo, too', async () => {
    await window.headline.click();
    xdotool('type', '--delay', '25', 'Kurs ');
    await pause();
    begin();
    await until(async () => (await headline()) === 'Kurs u20ac', 'what is being made to be shown');
    await until(() => stored().headline === 'Kurs u20ac', 'it to be saved as it stands');
    await pause();
    key('space');
    await until(async () => (await headline()) === 'Kurs €', 'the character');
    await until(() => stored().headline === 'Kurs €', 'it to be saved');
    key('ctrl+z');
    await until(async () => (await headline()) === 'Kurs ', 'the word to be taken back');
    key('ctrl+z');
    await until(async () => (await headline()) === '', 'the letters to be taken back');
  });
});
