// A story as a paper prints it: its pages in the preview, how it fits, and the file that is made of it.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { copy } from '../fixture';
import { Window } from '../pages';
import { Exits } from '../pagesExits';
import { PrintPane } from '../pagesPrint';

const BROADSHEET = 'Print — broadsheet';
const ESCAPE = '\uE00C';

describe('print in the preview', () => {
  const desk = Desk.at();
  let window: Window;
  let print: PrintPane;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    const { id } = JSON.parse(desk.cli('import', desk.file('naskah.txt', copy.text), '--json')) as { id: string };
    desk.cli('set', id, 'headline=Kedua negara harus jadi sahabat baja', 'slugline=XI-PUTIN', 'kicker=Diplomasi');
    window = new Window(await desk.open());
    print = new PrintPane(window);
    await window.body.waitForDisplayed();
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('a print layout stands in the list, and its pages are drawn', async () => {
    await window.press('Ctrl', 'p');
    await print.layout(BROADSHEET).waitForDisplayed();
    await print.layout(BROADSHEET).click();
    await print.drawn();
    expect(await print.fit()).toMatch(/\d+ lines, [\d.]+ cm Headline 3-36-2 fits/);
    expect(await print.looks(desk, 'print')).toEqual([]);
  });

  test('columns and hole are chosen, and the answer is in lines and centimetres', async () => {
    await print.choose('Hole height (cm)', '9');
    await until(async () => /\d+ lines over \([\d.]+ cm\)/.test(await print.fit()), 'the story to be over');
    await desk.screenshot('print-over');
    await print.choose('Hole height (cm)', '45');
    await until(async () => /[\d.]+ cm free \(\d+ lines\)/.test(await print.fit()), 'the story to fit');
    await print.choose('Columns', '2');
    await until(async () => (await print.fit()).includes('Headline 2-'), 'two columns');
    await print.drawn();
  });

  test('a headline is held against a count that is chosen', async () => {
    await print.choose('Headline points', '60');
    await print.choose('Headline lines', '1');
    await until(async () => /Headline 2-60-1\D.*over/.test(await print.fit()), 'the headline to be over');
    await desk.screenshot('print-count');
    await print.choose('Headline points', '0');
    await print.choose('Headline lines', '0');
    await until(async () => !(await print.fit()).includes('2-60-1'), 'the count of the house again');
  });

  test('a page grows without losing its sharpness', async () => {
    const [before] = await print.pages();
    await window.button('preview.larger').click();
    await until(async () => ((await print.pages())[0]?.width ?? 0) > (before?.width ?? 0), 'a larger page');
    await window.button('preview.smaller').click();
    await until(async () => (await print.pages())[0]?.width === before?.width, 'the page as it was');
  });

  test('it follows the typing', async () => {
    const free = async () => Number(/\((\d+) lines\)/.exec(await print.fit())?.[1] ?? '0');
    const before = await free();
    await window.button('preview.beside').click();
    await window.browser.$('.ProseMirror > p:last-of-type').click();
    await window.press('\uE010');
    await window.type(' Kedua negara akan memperkuat kerja sama perdagangan dan keamanan kawasan, kata juru bicara.');
    await until(async () => (await free()) < before, 'fewer lines to be free');
    await desk.screenshot('print-beside');
    await window.button('preview.beside').click();
  });

  test('what is over is shown in the editor, and a click on a page leads to its paragraph', async () => {
    await print.choose('Hole height (cm)', '12');
    await until(async () => (await print.fit()).includes('over'), 'the story to be over');
    await window.button('preview.beside').click();
    await until(async () => (await print.overset()).length > 0, 'the editor to show what is over');
    expect((await print.overset())[0]).toBeGreaterThan(0);
    await desk.screenshot('print-overset');
    await window.browser.$('figure img').click();
    await until(() => window.body.isFocused(), 'the text to have the focus');
    await window.button('preview.beside').click();
    await print.choose('Hole height (cm)', '0');
    await until(async () => (await print.overset()).length === 0, 'nothing to be over');
  });

  test('it is saved as a PDF where the system’s dialog says', async () => {
    const file = await new Exits(window, desk).save(BROADSHEET, 'preview.save.pdf', 'halaman.pdf');
    expect(await print.fit()).toContain('halaman.pdf');
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('a card is a picture of its own size', async () => {
    await print.layout('Card — 1200×630').click();
    const alone = async () => {
      const [page, ...more] = await print.pages();
      return more.length === 0 && page?.whole === true && page.alt.startsWith('Card');
    };
    await until(alone, 'the card');
    expect(await print.looks(desk, 'card')).toEqual([]);
    await window.press(ESCAPE);
  });

  test('a PDF is exported from the dialog, in the layout that was chosen', async () => {
    await window.press('Ctrl', 'e');
    const dialog = window.browser.$('[role="dialog"]');
    await dialog.waitForDisplayed();
    await window.button('export.kind.html').click();
    await window.button('export.kind.pdf').click();
    await window.button('export.print.archival').waitForDisplayed();
    expect(await window.accessibility()).toEqual([]);
    await desk.screenshot('print-export');
    await window.button('export.go').click();
    await dialog.$('[data-result]').waitForDisplayed();
    await until(async () => (await window.text()).includes('xi-putin.pdf'), 'the file to be named');
    await window.press(ESCAPE);
    await dialog.waitForExist({ reverse: true });
  });
});
