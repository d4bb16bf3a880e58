// Several stories open at once: tabs, and two stories beside each other. Nothing typed in any of them is lost.

import { renameSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until, xdotool } from '../desk';
import { Window } from '../pages';
import { Tabs } from '../pagesTabs';

const SOURCE = 'Palm oil exports climb as Jakarta eases levy';
const OWN = 'Ekspor sawit naik setelah pungutan diturunkan';
const THIRD = 'Harga cabai turun di Kramat Jati';
const FOURTH = 'Kapal tanker kandas di Selat Malaka';
const LONG = 24;

describe('several stories open at once', () => {
  const desk = Desk.at();
  const ids = new Map<string, string>();
  let window: Window;
  let tabs: Tabs;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    for (const headline of [FOURTH, THIRD, OWN, SOURCE]) ids.set(headline, story(headline));
    await open();
    await tabs.at(SOURCE);
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('stories that are only looked at take each other’s place, and the window stays as it is', async () => {
    for (const headline of [OWN, THIRD]) {
      await tabs.row(headline).click();
      await tabs.at(headline);
    }
    expect(await window.count('[role="tab"][data-tab]')).toBe(0);
    await tabs.row(SOURCE).click();
    await tabs.at(SOURCE);
  });

  test('what is written in stays open; a double click keeps a story, too', async () => {
    await tabs.write(' Satu.');
    await tabs.row(OWN).click();
    await tabs.at(OWN);
    expect(await tabs.names()).toEqual([SOURCE, OWN]);
    await tabs.write(' Dua.');
    await tabs.row(THIRD).click();
    await tabs.at(THIRD);
    await tabs.row(FOURTH).click();
    await tabs.at(FOURTH);
    expect(await tabs.names()).toEqual([SOURCE, OWN, FOURTH]);
    await tabs.row(THIRD).doubleClick();
    await tabs.at(THIRD);
    await tabs.hasKeys();
    await tabs.write(' Tiga.');
    await tabs.row(FOURTH).click();
    await tabs.at(FOURTH);
    expect(await tabs.names()).toEqual([SOURCE, OWN, THIRD, FOURTH]);
    await until(() => has(SOURCE, 'Satu.') && has(OWN, 'Dua.') && has(THIRD, 'Tiga.'), 'all three to be saved');
  });

  test('Ctrl and Tab go through them, and the keys, the caret, the page and undo are where they were', async () => {
    await window.press('Ctrl', '1');
    await tabs.at(SOURCE);
    await tabs.scroll(240);
    await until(async () => (await tabs.scrolled()) === 240, 'the page to be scrolled');
    await tabs.write(' Di tempatnya');
    const place = await tabs.scrolled();
    xdotool('key', 'ctrl+Tab');
    await tabs.at(OWN);
    await tabs.hasKeys();
    xdotool('key', 'ctrl+shift+Tab');
    await tabs.at(SOURCE);
    await tabs.hasKeys();
    expect(await tabs.scrolled()).toBe(place);
    xdotool('type', '--delay', '25', ' lagi.');
    await until(async () => (await tabs.text('left')).includes('Di tempatnya lagi.'), 'the caret at its place');
    xdotool('key', 'ctrl+Tab', 'ctrl+shift+Tab');
    await tabs.at(SOURCE);
    await tabs.hasKeys();
    for (let step = 0; step < 8 && (await tabs.text('left')).includes('Di tempatnya'); step++) xdotool('key', 'ctrl+z');
    await until(async () => !(await tabs.text('left')).includes('Di tempatnya'), 'undo to reach across');
    await window.saved();
  });

  test('the find bar is there again when one comes back', async () => {
    xdotool('key', 'ctrl+f');
    await window.field('find.find').waitForDisplayed();
    xdotool('type', '--delay', '25', 'paragraf');
    await until(async () => (await window.count('.found')) > 0, 'what is found');
    xdotool('key', 'ctrl+Tab');
    await tabs.at(OWN);
    expect(await window.count('.find')).toBe(0);
    xdotool('key', 'ctrl+shift+Tab');
    await tabs.at(SOURCE);
    await until(async () => (await window.count('.found')) > 0, 'what was found');
    expect(await window.field('find.find').getValue()).toBe('paragraf');
    await window.field('find.find').click();
    xdotool('key', 'Escape');
    await until(async () => (await window.count('.find')) === 0, 'the bar to go');
  });

  test('they are arranged by the pointer and by keys, and walked through by keys', async () => {
    await tabs.drag(THIRD, SOURCE);
    await until(async () => (await tabs.names())[0] === THIRD, 'the tab to be first');
    await tabs.tab(THIRD).click();
    await tabs.at(THIRD);
    await window.browser.execute(() => document.querySelector<HTMLElement>('[data-tab][tabindex="0"]')?.focus());
    xdotool('key', 'Right');
    await tabs.at(SOURCE);
    expect(await focusedTab()).toBe(SOURCE);
    xdotool('key', 'shift+Left');
    await until(async () => (await tabs.names())[0] === SOURCE, 'the tab to be first again');
    expect(await focusedTab()).toBe(SOURCE);
    expect(await tabs.names()).toEqual([SOURCE, THIRD, OWN, FOURTH]);
    xdotool('key', 'Return');
    await tabs.hasKeys();
  });

  test('closing saves first and goes back to the story before; the closed one is opened again at its place', async () => {
    await window.press('Ctrl', '3');
    await tabs.at(OWN);
    await tabs.write(' Empat.');
    xdotool('key', 'ctrl+w');
    await tabs.at(SOURCE);
    await until(() => has(OWN, 'Empat.'), 'what was typed last to be saved');
    expect(await tabs.names()).toEqual([SOURCE, THIRD, FOURTH]);
    await tabs.middleClick(FOURTH, desk.windowNamed('.* – Redaksi'));
    await until(async () => (await tabs.names()).length === 2, 'the middle click to close');
    xdotool('key', 'ctrl+shift+t');
    await tabs.at(FOURTH);
    xdotool('key', 'ctrl+shift+t');
    await tabs.at(OWN);
    await tabs.hasKeys();
    expect(await tabs.names()).toEqual([SOURCE, THIRD, OWN, FOURTH]);
    xdotool('type', '--delay', '25', ' Lima.');
    await until(() => has(OWN, 'Empat. Lima.'), 'the caret to be where it was');
  });

  test('a story that cannot be saved says so in its tab, and is not closed', async () => {
    await window.press('Ctrl', '2');
    await tabs.at(THIRD);
    renameSync(desk.newsroom, `${desk.newsroom}.away`);
    await tabs.write(' Enam.');
    await until(async () => (await tabs.kept(THIRD)) === 'failed', 'the tab to say so');
    xdotool('key', 'ctrl+Tab');
    await tabs.at(OWN);
    expect(await tabs.kept(THIRD)).toBe('failed');
    await desk.screenshot('tabs-failed');
    await tabs.middleClick(THIRD, desk.windowNamed('.* – Redaksi'));
    await until(async () => (await window.text()).includes(window.t('save.keepsOpen')), 'why it stays');
    await tabs.at(THIRD);
    renameSync(`${desk.newsroom}.away`, desk.newsroom);
    await until(async () => (await tabs.kept(THIRD)) === 'kept', 'the text to be saved by itself');
    expect(has(THIRD, 'Enam.')).toBe(true);
  });

  test('the next window has the same stories open, at the same places', async () => {
    await window.press('Ctrl', '1');
    await tabs.at(SOURCE);
    await tabs.scroll(300);
    await until(async () => (await tabs.scrolled()) === 300, 'the page to be scrolled');
    xdotool('key', 'ctrl+q');
    await desk.gone();
    await open();
    await tabs.at(SOURCE);
    expect(await tabs.names()).toEqual([SOURCE, THIRD, OWN, FOURTH]);
    await until(async () => (await tabs.scrolled()) === 300, 'the page to be where it was');
    await window.press('Ctrl', '3');
    await tabs.at(OWN);
    await window.browser.execute(() => document.querySelector<HTMLElement>('.ProseMirror')?.focus());
    await tabs.hasKeys();
    xdotool('type', '--delay', '25', ' Tujuh.');
    await until(() => has(OWN, 'Lima. Tujuh.'), 'the caret to be where it was');
  });

  test('two stories stand beside each other; both are written in, and both are saved', async () => {
    await window.press('Ctrl', '1');
    await tabs.at(SOURCE);
    await tabs.hasKeys();
    xdotool('key', 'ctrl+backslash');
    await until(async () => (await tabs.sides()).join() === [SOURCE, OWN].join(), 'the two sides');
    await tabs.hasKeys('right');
    await tabs.write(' Kanan.', 'right');
    await tabs.write(' Kiri.', 'left');
    expect(await tabs.current()).toBe('left');
    await until(() => has(SOURCE, 'Kiri.') && has(OWN, 'Kanan.'), 'both to be saved');
    xdotool('key', 'F6');
    await tabs.hasKeys('right');
    await until(async () => (await tabs.active()) === OWN, 'the tab of the right story');
    // Found in the side where one is, and nowhere else.
    xdotool('key', 'ctrl+f');
    await window.browser.$('#side-right .find').waitForDisplayed();
    expect(await window.count('#side-left .find')).toBe(0);
    xdotool('key', 'Escape');
    await until(async () => (await window.count('.find')) === 0, 'the bar to go');
  });

  test('scrolled together the same paragraphs stand side by side', async () => {
    await window.button('command.scrollTogether').click();
    await tabs.scroll(900, 'left');
    await until(async () => (await tabs.scrolled('right')) > 300, 'the right page to follow');
    const [left, right] = [await tabs.topBlock('left'), await tabs.topBlock('right')];
    expect(left).toBeGreaterThan(2);
    expect(Math.abs(left - right)).toBeLessThanOrEqual(1);
    await window.button('command.scrollTogether').click();
  });

  test('both pages look right: light and dark, wide and narrow, in both languages', async () => {
    for (const theme of ['dark', 'light'] as const) {
      await window.command(window.t('command.theme', { theme: window.t(`theme.${theme}`) }));
      await look(`tabs-pair-${theme}`);
    }
    await desk.resize(1024, 640);
    await look('tabs-pair-light-small');
    await window.command(window.t('command.language.id'));
    window.language = 'id';
    await look('tabs-pair-light-small-id');
    await desk.resize(1440, 900);
    await window.command(window.t('command.language.en'));
    window.language = 'en';
  });

  test('the line between them is moved by keys; Ctrl and \\ bring one story back', async () => {
    const width = () => window.browser.execute(() => document.getElementById('side-left')?.clientWidth ?? 0);
    const before = await width();
    await window.browser.execute(() => document.querySelector<HTMLElement>('.sides > .splitter')?.focus());
    xdotool('key', 'Left', 'Left');
    await until(async () => (await width()) === before - 32, 'the line to move');
    xdotool('key', 'Return');
    await until(async () => Math.abs((await width()) - before) <= 1, 'the line to be in the middle');
    xdotool('key', 'ctrl+backslash');
    await until(async () => (await tabs.sides()).length === 1, 'one story');
    await until(async () => (await window.count('#pane-navigation')) === 1, 'the panes to come back');
    for (const theme of ['dark', 'light'] as const) {
      await window.command(window.t('command.theme', { theme: window.t(`theme.${theme}`) }));
      await look(`tabs-${theme}`);
    }
    await desk.resize(1024, 640);
    await look('tabs-light-small');
    await desk.resize(1440, 900);
  });

  test('with one story open the other side waits for the next', async () => {
    await window.named(window.t('tabs.all'), 'button').click();
    await window.browser.$('.menu').waitForDisplayed();
    await desk.screenshot('tabs-menu');
    await window.browser.$(`//*[@role="menuitem"][contains(., "${window.t('tabs.closeOthers')}")]`).click();
    await until(async () => (await window.count('[role="tab"][data-tab]')) === 0, 'the others to close');
    const [first] = await tabs.sides();
    xdotool('key', 'ctrl+backslash');
    await until(async () => (await window.text()).includes(window.t('pair.empty')), 'the empty side');
    await look('tabs-waiting');
    const other = first === THIRD ? FOURTH : THIRD;
    await tabs.row(other).click();
    await until(async () => (await tabs.sides()).join() === [first, other].join(), 'the story on the empty side');
  });

  async function open(): Promise<void> {
    window = new Window(await desk.open());
    tabs = new Tabs(window);
    await until(async () => (await window.count('[data-story]')) === 4, 'the list');
  }

  function story(headline: string): string {
    const paragraphs = Array.from({ length: LONG }, (_, at) =>
      `Paragraf ${String(at + 1)} tentang ${headline}. `.repeat(3),
    );
    const file = desk.file(`${headline.replaceAll(' ', '-')}.txt`, `${paragraphs.join('\n\n')}\n`);
    const { id } = JSON.parse(desk.cli('import', file, '--json')) as { id: string };
    desk.cli('set', id, `headline=${headline}`);
    return id;
  }

  /** Whether the story in the newsroom says so. */
  function has(headline: string, words: string): boolean {
    return desk.cli('show', ids.get(headline) ?? '', '--json').includes(words);
  }

  function focusedTab(): Promise<string> {
    return window.browser.execute(
      () => document.activeElement?.querySelector<HTMLElement>(':scope > .name')?.innerText ?? '',
    );
  }

  async function look(name: string): Promise<void> {
    await desk.screenshot(name);
    expect(await window.accessibility(), name).toEqual([]);
  }
});
