// The dateline and the credit line are edited where they are printed, and one command gives them another house's form.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { Window } from '../pages';

const DOWN = '\uE015';
const ENTER = '\uE007';
const ESCAPE = '\uE00C';

describe('what the house prints', () => {
  const desk = Desk.at();
  let window: Window;

  beforeAll(async () => {
    desk.cli('init', '--house', 'reuters');
    const wire = desk.file(
      'wire.txt',
      'MOSCOW (Reuters) - Rubles rose against the dollar on Thursday.\n\nTraders said so.\n',
    );
    desk.cli('import', wire);
    window = new Window(await desk.open());
    await until(async () => (await window.dateline()) === 'MOSCOW (Reuters) -', 'the dateline');
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('one command turns an agency’s dateline into the house’s own, and one undo takes it back', async () => {
    await window.command(window.t('command.house', { name: 'Kontan' }));
    await until(async () => (await window.dateline()) === 'KONTAN.CO.ID - MOSKOW.', 'the house’s form');
    expect(await window.field('field.source').getValue()).toBe('Reuters');
    await window.body.click();
    await window.press('Ctrl', 'z');
    await until(async () => (await window.dateline()) === 'MOSCOW (Reuters) -', 'the agency’s form');
    await window.press('Ctrl', 'Shift', 'z');
    await until(async () => (await window.dateline()) === 'KONTAN.CO.ID - MOSKOW.', 'the house’s form again');
  });

  test('a click on the printed dateline edits it, with places of the gazetteer', async () => {
    await window.clickDateline();
    const sheet = window.named(window.t('editor.dateline.edit'), 'div');
    await sheet.waitForDisplayed();
    await until(async () => window.browser.execute(() => document.activeElement?.tagName === 'INPUT'), 'the focus');
    await desk.screenshot('dateline-light');
    await window.type('jenew');
    await until(async () => (await sheet.getText()).includes('Jenewa'), 'the place to be offered');
    await window.press(DOWN);
    await window.press(ENTER);
    await until(async () => (await window.dateline()) === 'KONTAN.CO.ID - JENEWA.', 'the line to follow');
    expect(await window.accessibility()).toEqual([]);
    await window.press(ENTER);
    await sheet.waitForExist({ reverse: true });
    await until(
      async () => window.browser.execute(() => document.activeElement?.classList.contains('ProseMirror') === true),
      'the text to have the focus',
    );
  });

  test('the credit line is edited in its place', async () => {
    await window.browser.$('[data-printed="credit"]').click();
    const sheet = window.named(window.t('editor.credit.edit'), 'div');
    await sheet.waitForDisplayed();
    await until(async () => window.browser.execute(() => document.activeElement?.tagName === 'INPUT'), 'the focus');
    await window.type('AFP');
    await until(
      async () => (await window.browser.$('[data-printed="credit"]').getText()).includes('AFP'),
      'the line to follow',
    );
    await desk.screenshot('credit-light');
    await window.press(ESCAPE);
    await sheet.waitForExist({ reverse: true });
    await window.saved();
    const [story] = JSON.parse(`[${desk.cli('list', '--json').trim()}]`) as { id: string }[];
    const shown = JSON.parse(desk.cli('show', story?.id ?? '', '--json')) as { source: string; house: string };
    expect([shown.house, shown.source]).toEqual(['kontan', 'AFP']);
  });

  test('a house that signs at the end prints its line there', async () => {
    await window.command(window.t('command.house', { name: 'CNN Indonesia' }));
    await until(async () => (await window.dateline()) === 'Jenewa, CNN Indonesia --', 'the form');
    const below = await window.browser.execute(() => {
      const [line, text] = ['[data-printed="credit"]', '.ProseMirror'].map((one) => document.querySelector(one));
      return (line?.getBoundingClientRect().top ?? 0) >= (text?.getBoundingClientRect().bottom ?? 0);
    });
    expect(below).toBe(true);
    await desk.screenshot('credit-below-light');
    await window.command(window.t('command.theme', { theme: window.t('theme.dark') }));
    await desk.resize(1024, 640);
    await window.clickDateline();
    await window.named(window.t('editor.dateline.edit'), 'div').waitForDisplayed();
    expect(await window.accessibility()).toEqual([]);
    await desk.screenshot('dateline-dark-1024');
    await window.press(ESCAPE);
  });

  test('the sign-off is completed whole, or by its last initials, from those of the newsroom', async () => {
    const signed = ['dis/ugo', 'dis/ugo', 'rst/gbr'];
    for (const [at, signOff] of signed.entries()) {
      const file = desk.file(`lain-${String(at)}.txt`, `Naskah lain ${String(at)}.`);
      const { id } = JSON.parse(desk.cli('import', file, '--json')) as { id: string };
      desk.cli('set', id, `signOff=${signOff}`);
    }
    await window.browser.$('[data-printed="credit"]').click();
    const sheet = window.named(window.t('editor.credit.edit'), 'div');
    await sheet.waitForDisplayed();
    const label = `//label[normalize-space(.)="${window.t('field.signOff')}"]`;
    const field = sheet.$(`.//input[@id=${label}/@for]`);
    await field.click();
    await window.press(DOWN);
    await until(async () => (await offered()).join() === 'dis/ugo,rst/gbr', 'the sign-offs, the most used first');
    await window.type('evn/u');
    await until(async () => (await offered()).join() === 'evn/ugo', 'the initials');
    expect(await window.accessibility()).toEqual([]);
    await desk.screenshot('sign-off-dark-1024');
    await window.press(DOWN);
    await window.press(ENTER);
    expect(await field.getValue()).toBe('evn/ugo');
    await until(
      async () => (await window.browser.$('[data-printed="credit"]').getText()).includes('evn/ugo'),
      'the line to follow',
    );
    await window.press(ENTER);
    await sheet.waitForExist({ reverse: true });
    await window.saved();

    await desk.resize(1440, 900);
    await window.command(window.t('command.theme', { theme: window.t('theme.light') }));
    const row = window.browser.$('#inspector-signOff');
    await row.click();
    await window.press('Ctrl', 'a');
    await window.type('rs');
    await until(async () => (await offered()).join() === 'rst/gbr', 'the same beside the story');
    await desk.screenshot('sign-off-light-1440');
    await window.press(DOWN);
    await window.press(ENTER);
    expect(await row.getValue()).toBe('rst/gbr');
  });

  /** What a field offers beneath it. */
  function offered(): Promise<string[]> {
    return window.browser.execute(() =>
      [...document.querySelectorAll('ul:popover-open [role="option"]')].map(
        (option) => option.textContent?.trim() ?? '',
      ),
    );
  }
});
