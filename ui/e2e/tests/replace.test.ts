// Finding and replacing: in the story that is open, and in the stories of a search; and how long a story is to become.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { Window } from '../pages';
import { FindBar, Lengths, ReplaceDialog } from '../pagesReplace';

const ENTER = '\uE007';
const ESCAPE = '\uE00C';

describe('finding and replacing', () => {
  const desk = Desk.at();
  let window: Window;
  let bar: FindBar;
  let id: string;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    const text = [
      'Presiden Rusia Vladimir Putin tiba di Moskow, 8/5/2025.',
      'Media rusia menulis TKTK soal kunjungan itu.',
      'Rusia-Tiongkok sepakat.',
    ].join('\n');
    id = imported('putin.txt', text);
    desk.cli('set', id, 'headline=Rusia sambut Xi Jinping', 'slugline=RUSIA/XI', 'tags=Rusia;Tiongkok', 'source=RIA');
    const other = imported('gas.txt', 'Gas Rusia mengalir lagi.\nHarga gas turun.');
    desk.cli('set', other, 'headline=Gas dari Rusia', 'slugline=GAS');
    const browser = await desk.open();
    window = new Window(browser);
    bar = new FindBar(window);
    if ((await browser.execute(() => document.documentElement.lang)) !== 'en') {
      window.language = 'id';
      await window.command(window.t('command.language.en'));
      window.language = 'en';
    }
    await window.command('Rusia sambut');
    await until(async () => (await window.headline.getValue()).startsWith('Rusia sambut'), 'the story to open');
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  function imported(name: string, text: string): string {
    return (JSON.parse(desk.cli('import', desk.file(name, text), '--json')) as { id: string }).id;
  }

  test('what is looked for is marked in text and fields, and counted', async () => {
    await window.body.click();
    await window.press('Ctrl', 'f');
    await bar.find('rusia');
    await bar.says('1 of 6');
    expect(await bar.marked()).toEqual(['Rusia', 'rusia', 'Rusia', 'Rusia']);
    expect(await bar.fields()).toEqual(['Headline', 'Slugline', 'Tags']);
    await window.press(ENTER);
    await bar.says('2 of 6');
    await window.press('Shift', ENTER);
    await bar.says('1 of 6');
    await bar.toggle('find.case');
    await bar.says('1 of 1');
    await bar.toggle('find.case');
    await bar.says('1 of 6');
    await desk.screenshot('find-light-1440x900');
    expect(await window.accessibility()).toEqual([]);
  });

  test('all of it is replaced in headline, text and metadata, and one undo brings all back', async () => {
    await window.press('Ctrl', 'h');
    await bar.replaceWith('Federasi Rusia');
    await desk.screenshot('replace-light-1440x900');
    await window.button('find.all').click();
    await until(async () => (await window.headline.getValue()) === 'Federasi Rusia sambut Xi Jinping', 'the headline');
    expect(await window.blocks()).toEqual([
      'Presiden Federasi Rusia Vladimir Putin tiba di Moskow, 8/5/2025.',
      'Media Federasi Rusia menulis TKTK soal kunjungan itu.',
      'Federasi Rusia-Tiongkok sepakat.',
    ]);
    expect(await window.field('field.slugline').getValue()).toBe('Federasi Rusia/XI');
    expect(await window.text()).toContain('6 matches replaced');
    await window.body.click();
    await window.press('Ctrl', 'z');
    await until(async () => (await window.headline.getValue()) === 'Rusia sambut Xi Jinping', 'the undo');
    expect((await window.blocks())[2]).toBe('Rusia-Tiongkok sepakat.');
    expect(await window.field('field.slugline').getValue()).toBe('RUSIA/XI');
    await until(
      async () => !(await window.text()).includes('6 matches replaced'),
      'the bar to say what is found again',
    );
  });

  test('groups of a pattern change places, and a pattern that is none says so in its place', async () => {
    await window.press('Ctrl', 'h');
    await bar.find('(\\d+)/(\\d+)/(\\d{4}');
    await bar.toggle('find.regex');
    const fault = () => window.t('find.fault.groupUnclosed', { at: '13' });
    await until(async () => (await bar.fault()).includes(fault()), 'the fault');
    await window.command(window.t('command.language.id'));
    window.language = 'id';
    await until(async () => (await bar.fault()).includes(fault()), 'the fault in the other language');
    expect(await window.looks(desk, 'replace-fault')).toEqual([]);
    await window.command(window.t('command.language.en'));
    window.language = 'en';
    await bar.find('(\\d+)/(\\d+)/(\\d{4})');
    await bar.replaceWith('$3-$2-$1');
    await bar.says('1 of 1');
    await window.button('find.one').click();
    await until(async () => (await window.blocks())[0]?.endsWith('Moskow, 2025-5-8.') ?? false, 'the date');
    await bar.says(window.t('find.none'));
    await bar.toggle('find.regex');
  });

  test('Escape closes the bar and leaves the match selected, to be typed over', async () => {
    await bar.find('sepakat');
    await bar.says('1 of 1');
    await window.press(ENTER);
    await window.press(ESCAPE);
    await bar.gone();
    await window.type('setuju');
    await until(async () => (await window.blocks())[2] === 'Rusia-Tiongkok setuju.', 'the typing to replace the match');
    await window.saved();
  });

  test('a replacement left over from before is no fault while it is folded away', async () => {
    await window.body.click();
    await window.press('Ctrl', 'f');
    await bar.find('(setuju)\\.');
    await bar.toggle('find.regex');
    await bar.says('1 of 1');
    expect(await bar.fault()).toBe('');
    await bar.toggle('find.regex');
    await window.press(ESCAPE);
    await bar.gone();
  });

  test('what is still to come is listed, and a click goes there', async () => {
    await window.named('Check 1', 'button').isExisting();
    await window.browser.$(`//button[starts-with(normalize-space(.), "${window.t('inspector.check')}")]`).click();
    const finding = window.browser.$('//li[contains(., "TKTK")]');
    await finding.waitForDisplayed();
    await finding.$('button').click();
    await until(
      () => window.browser.execute(() => document.getSelection()?.toString() === 'TKTK'),
      'the marker to be selected',
    );
    await window.browser.$(`//button[normalize-space(.)="${window.t('inspector.story')}"]`).click();
  });

  test('a target length says what is missing, as one types', async () => {
    const lengths = new Lengths(window);
    await lengths.open();
    await lengths.setTarget('25', 'length.unit.words');
    await until(async () => /\d+ words short/.test(await lengths.said()), 'what is missing');
    await desk.screenshot('lengths-light-1440x900');
    expect(await window.accessibility()).toEqual([]);
    await window.press(ESCAPE);
    const before = Number(/(\d+) words short/.exec(await lengths.said())?.[1]);
    await window.body.click();
    await window.type(' dua kata');
    await until(async () => (await lengths.said()).includes(`${before - 2} words short`), 'the count to follow');
    await window.saved();
    expect(desk.cli('show', id)).toContain('25 words');
    await window.headline.click();
    await until(async () => (await window.text()).includes('flit-j'), 'the counts of the headline');
    await desk.screenshot('headline-counts-light-1440x900');
  });

  test('the stories of a search: every change is shown first, and the deed is taken back whole', async () => {
    await window.press('Ctrl', 'Shift', 'f');
    await window.field('list.search').waitForDisplayed();
    await window.type('rusia');
    const button = window.button('command.replaceIn');
    await button.waitForDisplayed();
    const place = await button.getLocation();
    await until(async () => (await window.count('[role="option"][data-story]')) === 2, 'both stories');
    await window.button('search.facets.year').waitForDisplayed();
    // What is found is spread a moment later, when a hand may be on its way.
    expect(await button.getLocation()).toEqual(place);
    await button.click();
    const dialog = new ReplaceDialog(window);
    await dialog.ask('(Rusia)', '$2', 'find.regex');
    expect(await dialog.fault()).toContain(window.t('find.fault.groupMissing', { piece: '2' }));
    await dialog.untick('find.regex');
    await dialog.look('Rusia', 'RF', 'find.word');
    expect(await dialog.changes()).toContain('Gas RusiaRF mengalir lagi.');
    await desk.screenshot('replace-in-light-1440x900');
    expect(await window.accessibility()).toEqual([]);
    await dialog.leaveOut('Gas RusiaRF mengalir lagi.');
    await dialog.replace();
    await until(
      async () => (await window.text()).includes('RF sambut') || shown('GAS').headline === 'Gas dari RF',
      'the deed',
    );
    expect(shown('GAS').headline).toBe('Gas dari RF');
    expect(shown('GAS').text).toContain('Gas Rusia mengalir lagi.');
    // The open story was saved before and has not gone on: it follows.
    await until(async () => (await window.headline.getValue()) === 'RF sambut Xi Jinping', 'the newer text');
    await window.button('app.undo').click();
    await until(() => shown('GAS').headline === 'Gas dari Rusia', 'the deed to be undone');
    await until(async () => (await window.headline.getValue()) === 'Rusia sambut Xi Jinping', 'the text of before');
    await window.saved();
  });

  test('of a text with suggestions both lengths are said; what is found in it is counted apart and stays', async () => {
    const suggested = imported('uap.txt', 'Uap Rusia naik.\nHarga uap turun.');
    desk.cli('set', suggested, 'headline=Uap dari Rusia', 'slugline=UAP');
    await window.command('Uap dari');
    await until(async () => (await window.headline.getValue()) === 'Uap dari Rusia', 'the story');
    await window.body.click();
    await window.press('Ctrl', 'Shift', 'e');
    await until(async () => (await window.status()).includes(window.t('status.suggesting')), 'the mode');
    await window.press('Ctrl', '\uE010');
    await window.type(' Lagi.');
    await window.saved();
    const lengths = new Lengths(window);
    expect(await lengths.said()).toContain('7 words');
    await lengths.open();
    expect(await window.text()).toMatch(/Suggestions are counted as accepted\. Original text: \d+ characters, 6 words/);
    await desk.screenshot('lengths-original-light-1440x900');
    await window.press(ESCAPE);
    await window.press('Ctrl', 'Shift', 'f');
    await window.button('command.replaceIn').waitForDisplayed();
    await window.button('command.replaceIn').click();
    const dialog = new ReplaceDialog(window);
    await dialog.look('Rusia', 'RF', 'find.word');
    expect(await dialog.held()).toEqual(['Uap RusiaRF naik.']);
    const said = await dialog.said();
    expect(said).toContain('10 matches in 3 stories');
    expect(said).toContain('1 where something is suggested stays until that is decided on');
    const marked = (await dialog.stories()).filter((story) => story.endsWith('suggestions to decide on first'));
    expect(marked.map((story) => story.split(' ')[0]?.toUpperCase())).toEqual(['UAP']);
    for (const theme of ['dark', 'light']) {
      await window.browser.execute((name) => (document.documentElement.dataset['theme'] = name), theme);
      await desk.screenshot(`replace-held-${theme}-1440x900`);
      expect(await window.accessibility()).toEqual([]);
    }
    await dialog.replace();
    await until(() => shown('UAP').headline === 'Uap dari RF', 'the deed');
    expect(shown('UAP').text).toContain('Uap Rusia naik.');
    expect(shown('GAS').text).toContain('Gas RF mengalir lagi.');
    expect(shown('RF').text).toContain('Presiden RF Vladimir Putin');
  });

  /** What the newsroom says of a story, by the beginning of its slugline. */
  function shown(slugline: string): { headline: string; text: string } {
    const rows = desk.cli('list', '--json').trim().split('\n');
    const row = rows
      .map((line) => JSON.parse(line) as { id: string; slugline: string; headline: string })
      .find((story) => story.slugline.startsWith(slugline));
    return { headline: row?.headline ?? '', text: row ? desk.cli('show', row.id) : '' };
  }
});
