// What can be taken back and done again outlives the window, also what was suggested in the text and what lies behind that.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { Window } from '../pages';

describe('undo after the window was closed', () => {
  const desk = Desk.at();
  let window: Window;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    desk.cli('import', desk.file('banjir.txt', 'Air sungai surut.\n\nWarga pulang.\n'));
    window = new Window(await desk.open());
    await until(async () => (await blocks()) === 'Air sungai surut. Warga pulang.', 'the story');
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  const blocks = async () => (await window.blocks()).join(' ');
  const marked = () =>
    window.browser.execute(() =>
      ['.inserted', '.deleted'].flatMap((kind) =>
        [...document.querySelectorAll(`.ProseMirror ${kind}`)].map((words) => words.textContent?.trim()),
      ),
    );
  const undo = () => window.press('Ctrl', 'z');
  const redo = () => window.press('Ctrl', 'Shift', 'z');

  /** Long enough for what comes next to be a step of undo by itself. */
  const pause = () => new Promise((done) => setTimeout(done, 700));

  async function again() {
    await window.saved();
    await desk.quit();
    window = new Window(await desk.open(), window.language);
    await window.body.waitForExist();
    await window.body.click();
  }

  test('takes back what was suggested and what was written before it, and does it again', async () => {
    await window.body.click();
    await window.press('Ctrl', '\uE011');
    await window.type('Kemarin ');
    await pause();
    await window.press('Ctrl', 'Shift', 'e');
    await until(async () => (await window.status()).includes(window.t('status.suggesting')), 'the mode');
    await window.press('Ctrl', '\uE010');
    await window.type(' Sekolah dibuka.');
    await until(async () => (await marked()).join() === 'Sekolah dibuka.', 'the first suggestion');
    await pause();
    await window.press('Ctrl', '\uE011');
    await window.type('Sejak ');
    await until(async () => (await marked()).length === 2, 'the second suggestion');
    expect(await blocks()).toBe('Sejak Kemarin Air sungai surut. Warga pulang. Sekolah dibuka.');

    await again();
    await until(async () => (await marked()).length === 2, 'both suggestions');
    await undo();
    await until(async () => (await marked()).join() === 'Sekolah dibuka.', 'the second to be taken back');
    await again();
    await undo();
    await until(
      async () => (await blocks()) === 'Kemarin Air sungai surut. Warga pulang.',
      'the first to be taken back',
    );
    expect(await marked()).toEqual([]);
    // What is taken back while one suggests would be a suggestion, too.
    await window.press('Ctrl', 'Shift', 'e');
    await until(async () => !(await window.status()).includes(window.t('status.suggesting')), 'the end of the mode');
    await undo();
    await until(async () => (await blocks()) === 'Air sungai surut. Warga pulang.', 'what was written before');

    await again();
    for (const there of [0, 1, 2]) {
      await redo();
      await until(async () => (await marked()).length === there, `${String(there)} suggestions again`);
    }
    await until(
      async () => (await blocks()) === 'Sejak Kemarin Air sungai surut. Warga pulang. Sekolah dibuka.',
      'all of it again',
    );
  });
});
