// Two windows on one newsroom, and one story typed into in both: nobody's text is lost, and a person chooses.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { Window } from '../pages';

const END = ['Ctrl', '\uE010'] as const;

describe('two windows on one newsroom', () => {
  const mine = Desk.at();
  const theirs = Desk.at(mine.home);
  let here: Window;
  let there: Window;
  let id = '';

  beforeAll(async () => {
    mine.cli('init', '--house', 'kontan');
    id = (JSON.parse(mine.cli('import', sourceCopy(), '--json')) as { id: string }).id;
    mine.cli('set', id, 'headline=Harga cabai');
    here = new Window(await mine.open());
    there = new Window(await theirs.open());
    for (const window of [here, there]) {
      await until(
        async () => (await window.headline.isExisting()) && (await window.headline.getValue()) === 'Harga cabai',
        'the story in both windows',
      );
    }
  });

  afterAll(async () => {
    await theirs.close();
    await mine.close();
    mine.remove();
  });

  test('what is typed there is announced here, and changes nothing on this screen by itself', async () => {
    await write(there, ' naik');
    await there.saved();
    await here.named(here.t('notice.show'), 'button').waitForDisplayed();
    expect(await here.headline.getValue()).toBe('Harga cabai');
  });

  test('typing into the same field here all the same asks; keeping mine wins, and theirs stays a version', async () => {
    await write(here, ' turun');
    const dialog = here.browser.$('[role="dialog"]');
    await dialog.waitForDisplayed();
    const text = await dialog.getText();
    expect(text).toContain('Harga cabai turun');
    expect(text).toContain('Harga cabai naik');
    expect(await here.button('merge.apply').isEnabled()).toBe(false);
    await choose(here, 'mine');
    await until(() => headline() === 'Harga cabai turun', 'mine to be kept');
    await here.saved();
    await write(here, ' lagi');
    await until(() => headline() === 'Harga cabai turun lagi', 'typing to go on');
  });

  test('taking theirs brings it onto the screen, and one undo brings mine back', async () => {
    await write(there, ' tajam');
    await choose(there, 'theirs');
    await until(
      async () => (await there.headline.getValue()) === 'Harga cabai turun lagi',
      'their text on this screen',
    );
    await there.headline.click();
    await there.press('Ctrl', 'z');
    await until(async () => (await there.headline.getValue()) === 'Harga cabai naik tajam', 'mine again');
    await until(() => headline() === 'Harga cabai naik tajam', 'mine on disk');
    await there.saved();
  });

  test('a newer text comes onto the screen by one click where nothing was written here', async () => {
    await here.named(here.t('notice.show'), 'button').click();
    await until(async () => (await here.headline.getValue()) === 'Harga cabai naik tajam', 'their text on this screen');
  });

  test('changes of different places merge by one click, and one undo takes that back', async () => {
    await write(there, ' di Solo');
    await there.saved();
    await here.named(here.t('notice.show'), 'button').waitForDisplayed();
    await here.body.click();
    await here.press(...END);
    await here.type(' Begitulah.');
    await here.button('notice.merge').waitForDisplayed();
    expect(await here.count('[role="dialog"]'), 'nobody has to choose').toBe(0);
    await here.button('notice.merge').click();
    const ours = 'Pedagang menunggu pasokan. Begitulah.';
    await until(() => body().endsWith(ours) && headline() === 'Harga cabai naik tajam di Solo', 'the merge on disk');
    expect([await here.headline.getValue(), (await here.blocks()).at(-1)]).toEqual([headline(), ours]);
    await here.saved();
    await here.press('Ctrl', 'z');
    await until(async () => (await here.headline.getValue()) === 'Harga cabai naik tajam', 'the text before the merge');
    expect((await here.blocks()).at(-1)).toBe(ours);
    await here.press('Ctrl', 'Shift', 'z');
    await until(() => headline() === 'Harga cabai naik tajam di Solo', 'the merge again');
    await here.saved();
  });

  test('a story that was handed over and brought back with a conflict waits for someone to choose', async () => {
    const office = Desk.at();
    office.cli('init', '--house', 'kontan');
    const out = join(office.home, 'serah');
    const handed = mine.cli('export', id, '--format', 'story', '--out', out).trim();
    office.cli('import', handed);
    office.cli('set', id, 'headline=Cabai langka', 'tags=cabai');
    const back = office.cli('export', id, '--format', 'story', '--out', join(out, 'kembali')).trim();
    mine.cli('set', id, 'headline=Cabai mahal');
    expect(mine.cli('import', back)).toContain('Open it to choose');
    await here.named(here.t('notice.show'), 'button').click();
    await until(async () => (await here.headline.getValue()) === 'Cabai mahal', 'the newest text here');
    await here.button('notice.mergeBack').click();
    await here.browser.$('[role="dialog"]').waitForDisplayed();
    await choose(here, 'both');
    await until(() => headline() === 'Cabai mahal / Cabai langka', 'both headlines on disk');
    expect(tags(), 'what nobody had to choose about').toEqual(['cabai']);
    await here.button('notice.mergeBack').waitForExist({ reverse: true });
    office.remove();
    mine.cli('verify');
  });

  test('a window that is closed without a choice asks again when the story is next opened', async () => {
    await theirs.close();
    mine.cli('set', id, 'headline=Cabai dari pasar');
    await here.named(here.t('notice.show'), 'button').waitForDisplayed();
    await write(here, ' rawit');
    await here.browser.$('[role="dialog"]').waitForDisplayed();
    await here.press('Escape');
    await here.button('notice.choose').waitForDisplayed();
    await mine.quit();

    here = new Window(await mine.open());
    await here.button('notice.mergeBack').waitForDisplayed();
    expect(await here.headline.getValue()).toBe('Cabai dari pasar');
    await mine.screenshot('waits');
    await here.button('notice.mergeBack').click();
    await choose(here, 'theirs');
    await until(() => headline() === 'Cabai mahal / Cabai langka rawit', 'the text that waited');
    await here.button('notice.mergeBack').waitForExist({ reverse: true });
    await here.saved();
    mine.cli('verify');
  });

  /** Makes the one choice that the dialog asks for. */
  async function choose(window: Window, choice: 'mine' | 'theirs' | 'both') {
    const dialog = window.browser.$('[role="dialog"]');
    await dialog.waitForDisplayed();
    await dialog.$(`input[value="${choice}"]`).click();
    await window.button('merge.apply').click();
    await dialog.waitForExist({ reverse: true });
  }

  async function write(window: Window, words: string) {
    await window.headline.click();
    await window.press(...END);
    await window.type(words);
  }

  const show = () => JSON.parse(mine.cli('show', id, '--json')) as { headline: string; tags: string[] };
  const headline = () => show().headline;
  const tags = () => show().tags;
  const body = () => mine.cli('show', id).trim();

  /** A file of two paragraphs to import. */
  function sourceCopy(): string {
    return mine.file('cabai.txt', 'Harga cabai berubah.\nPedagang menunggu pasokan.\n');
  }
});
