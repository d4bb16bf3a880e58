// The history of a story: a version kept with a note, what has changed since, and the way back of a field, a link, a
// paragraph and the whole, each of which Ctrl+Z takes back.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until, xdotool } from '../desk';
import { Window } from '../pages';

const ESCAPE = '\uE00C';
const ENTER = '\uE007';
const NOTE = 'sebelum dicek bagian hukum';
const PARAGRAPHS = [
  'Harga cabai naik di Pasar Induk.',
  'Pedagang menunggu pasokan dari Garut.',
  'Pembeli mengurangi belanja.',
  'Pemerintah menyiapkan operasi pasar.',
  'Beras tetap stabil.',
  'Minyak goreng turun tipis.',
  'Gula tidak berubah.',
  'Telur naik sedikit.',
];

describe('the history of a story', () => {
  const desk = Desk.at();
  let window: Window;
  let id = '';

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    const file = desk.file('cabai.txt', `${PARAGRAPHS.join('\n\n')}\n`);
    id = (JSON.parse(desk.cli('import', file, '--json')) as { id: string }).id;
    desk.cli('set', id, 'headline=Harga cabai naik');
    window = new Window(await desk.open());
    await until(async () => (await window.blocks()).length === PARAGRAPHS.length, 'the story to open');
    await link('https://contoh.id/pasar');
    await window.saved();
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('a version is kept by hand, and stands in the list with its note', async () => {
    await window.button('inspector.history').click();
    await window.press('Ctrl', 'k');
    await window.browser.$('[role="dialog"]').waitForDisplayed();
    await window.type(window.t('command.keepVersion'));
    await window.option(window.t('command.keepVersion')).click();
    await window.field('history.note').waitForDisplayed();
    await window.type(NOTE);
    await window.press(ENTER);
    await window.browser.$('[role="dialog"]').waitForExist({ reverse: true });
    await until(async () => (await list()).includes(NOTE), 'the version in the list');
    expect(await list()).toContain(window.t('history.reason.noted'));
  });

  test('what has changed since is shown: words, a field, a link, and a paragraph that is gone', async () => {
    await window.headline.click();
    await window.press('Ctrl', 'a');
    await window.type('Harga cabai turun');
    await paragraph(2).click();
    await window.press('\uE010');
    await window.type(' Stok tipis.');
    await selectAll(4);
    await window.press('\uE017');
    await window.press('\uE003');
    await link('https://contoh.id/gudang');
    await window.saved();

    await version(NOTE).click();
    await until(async () => (await changes()).length === 4, 'the comparison');
    const [headline = '', first = '', second = '', removed = ''] = await changes();
    expect(headline).toContain(window.t('editor.headline'));
    expect(first).toContain(window.t('history.attribute.marks'));
    expect(await struckAndUnderlined(1)).toEqual(['pasar', 'gudang']);
    expect(second).toContain('Stok tipis.');
    expect(removed).toContain(PARAGRAPHS[3]);
    expect(await window.browser.$('.comparison ins').getText()).not.toBe('');
    expect(await window.text()).toContain(window.t('history.unchanged', { count: '3' }).split('{')[0]?.trim());
  });

  test('the keys go from change to change, and unfold what is the same', async () => {
    await version(NOTE).click();
    xdotool('key', 'Return');
    await until(() => focusedIn('.comparison'), 'the comparison to have the keys');
    xdotool('key', 'j');
    await until(async () => (await changeInFocus()) === '0', 'the first change');
    xdotool('key', 'j', 'j', 'k');
    await until(async () => (await changeInFocus()) === '1', 'the second change');
    await window.browser.$('.comparison .fold').click();
    await until(async () => (await comparison()).includes(PARAGRAPHS[6] ?? ''), 'the unchanged paragraphs');
  });

  test('a field comes back by itself, and undo takes it back', async () => {
    await restorePart(0);
    await until(() => stored().headline === 'Harga cabai naik', 'the headline to come back');
    await until(async () => (await changes()).length === 3, 'the change to go from the comparison');
    await window.button('app.undo').click();
    await until(() => stored().headline === 'Harga cabai turun', 'the undo');
    await until(async () => (await changes()).length === 4, 'the change in the comparison again');
  });

  test('a removed paragraph comes back where it stood, and so does the target of a link', async () => {
    await restorePart(3);
    await until(async () => (await changes()).length === 3, 'the paragraph to come back');
    await restorePart(1);
    await until(async () => (await changes()).length === 2, 'the link to come back');
    await window.browser.$('.comparison').click();
    await window.press(ESCAPE);
    await until(async () => !(await window.browser.$('.comparison').isExisting()), 'the story again');
    const blocks = await window.blocks();
    expect(blocks[3]).toBe(PARAGRAPHS[3]);
    expect(await window.browser.$('.ProseMirror a').getAttribute('href')).toBe('https://contoh.id/pasar');
    await window.saved();
  });

  test('the whole version comes back, what was there is kept, and undo takes that back, too', async () => {
    const before = await window.blocks();
    await version(NOTE).click();
    await window.named(window.t('history.restore'), 'button').click();
    await until(async () => (await window.blocks()).join('|') === PARAGRAPHS.join('|'), 'the whole version');
    expect(await window.headline.getValue()).toBe('Harga cabai naik');
    await until(async () => (await list()).includes(window.t('history.reason.restored')), 'what was there, kept');
    await window.saved();
    await window.body.click();
    await window.press('Ctrl', 'z');
    await until(async () => (await window.blocks()).join('|') === before.join('|'), 'the text before');
    await until(() => stored().headline === 'Harga cabai turun', 'the text before, on disk');
  });

  test('any two versions are compared, by the keyboard alone', async () => {
    await window.browser.execute(() => document.getElementById('history')?.focus());
    xdotool('key', 'Home', 'Down');
    xdotool('key', 'Return');
    await until(() => focusedIn('.comparison'), 'a comparison with now');
    xdotool('key', 'Escape');
    await until(() => focusedIn('#history'), 'the list to have the keys again');
    xdotool('key', 'Down', 'Return');
    await until(() => focusedIn('.comparison'), 'a comparison with now');
    await window.browser.execute(() => document.getElementById('history')?.focus());
    xdotool('key', 'Up', 'space');
    const [words = ''] = window.t('history.between').split('{');
    await until(async () => (await comparison()).includes(words.trim()), 'two versions beside each other');
    expect(await window.count('#history [aria-selected="true"]')).toBe(2);
    desk.cli('verify');
  });

  /** Puts a link onto the first word of the first paragraph, or changes its target. */
  async function link(address: string) {
    await paragraph(1).click();
    await window.press('\uE011');
    xdotool('key', 'ctrl+shift+Right');
    await window.press('Ctrl', 'Shift', 'k');
    const dialog = window.browser.$('[role="dialog"]');
    await dialog.waitForDisplayed();
    await window.press('Ctrl', 'a');
    await window.type(address);
    await window.press(ENTER);
    await dialog.waitForExist({ reverse: true });
  }

  function paragraph(number: number) {
    return window.browser.$(`.ProseMirror > p:nth-of-type(${number})`);
  }

  async function selectAll(number: number) {
    await paragraph(number).click();
    await window.press('\uE011');
    await window.press('Shift', '\uE010');
  }

  function list(): Promise<string> {
    return window.browser.$('#history').getText();
  }

  function version(words: string) {
    return window.browser.$(`//*[@id="history"]//*[@role="option"][contains(., "${words}")]`);
  }

  function comparison(): Promise<string> {
    return window.browser.$('.comparison').getText();
  }

  function changes(): Promise<string[]> {
    return window.browser.execute(() =>
      [...document.querySelectorAll<HTMLElement>('.comparison [data-change]')].map((change) => change.innerText),
    );
  }

  /** What is gone and what is new in a change. */
  function struckAndUnderlined(change: number): Promise<string[]> {
    return window.browser.execute(
      (where) => [...document.querySelectorAll(`${where} del, ${where} ins`)].map((part) => part.textContent ?? ''),
      `[data-change="${change}"]`,
    );
  }

  function changeInFocus(): Promise<string | undefined> {
    return window.browser.execute(() => (document.activeElement as HTMLElement | null)?.dataset['change']);
  }

  function focusedIn(selector: string): Promise<boolean> {
    return window.browser.execute((where) => document.activeElement?.closest(where) !== null, selector);
  }

  async function restorePart(change: number) {
    await window.browser.$(`[data-change="${change}"] button`).click();
  }

  function stored(): { headline: string } {
    return JSON.parse(desk.cli('show', id, '--json')) as { headline: string };
  }
});
