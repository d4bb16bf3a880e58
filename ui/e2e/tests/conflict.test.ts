// Two windows on one newsroom, and one story typed into in both: nobody's text is lost, and a person chooses.

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

  test('typing here all the same keeps both texts; keeping mine wins, and theirs stays a version', async () => {
    await write(here, ' turun');
    const dialog = here.browser.$('[role="dialog"]');
    await dialog.waitForDisplayed();
    const text = await dialog.getText();
    expect(text).toContain('Harga cabai turun');
    expect(text).toContain('Harga cabai naik');
    await here.button('compare.keepMine').click();
    await until(() => headline() === 'Harga cabai turun', 'mine to be kept');
    await here.saved();
    await write(here, ' lagi');
    await until(() => headline() === 'Harga cabai turun lagi', 'typing to go on');
  });

  test('taking theirs brings it onto the screen, and one undo brings mine back', async () => {
    await write(there, ' tajam');
    await there.browser.$('[role="dialog"]').waitForDisplayed();
    await there.button('compare.takeTheirs').click();
    await until(
      async () => (await there.headline.getValue()) === 'Harga cabai turun lagi',
      'their text on this screen',
    );
    await there.headline.click();
    await there.press('Ctrl', 'z');
    await until(async () => (await there.headline.getValue()) === 'Harga cabai naik tajam', 'mine again');
    await until(() => headline() === 'Harga cabai naik tajam', 'mine on disk');
    mine.cli('verify');
  });

  async function write(window: Window, words: string) {
    await window.headline.click();
    await window.press(...END);
    await window.type(words);
  }

  function headline(): string {
    return (JSON.parse(mine.cli('show', id, '--json')) as { headline: string }).headline;
  }

  /** A file of two paragraphs to import. */
  function sourceCopy(): string {
    return mine.file('cabai.txt', 'Harga cabai berubah.\nPedagang menunggu pasokan.\n');
  }
});
