// Files dragged from a file manager onto the window, through the X server's own drag and drop.

import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { Window } from '../pages';

/** What its file says of it is known. */
const LOSARI = resolve(import.meta.dirname, '../../../src-tauri/crates/pictures/tests/pictures/iptc.jpg');

describe('files that are dropped', () => {
  const desk = Desk.at();
  let window: Window;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    desk.cli('import', desk.file('cabai.txt', 'Harga cabai berubah.\nPedagang menunggu pasokan.\n'));
    window = new Window(await desk.open());
    await window.body.waitForDisplayed();
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('a picture comes below the paragraph where it was let go of, with what its file says of it, and one undo takes it out', async () => {
    const at = await window.browser.execute(() => {
      const box = document.querySelector('.ProseMirror > p:first-of-type')?.getBoundingClientRect();
      return { x: (box?.left ?? 0) + 2, y: (box?.top ?? 0) + 6 };
    });
    await desk.dropFiles([LOSARI], at);
    await until(async () => (await window.count('.ProseMirror figure img')) === 1, 'the picture');
    const blocks = await window.blocks();
    expect(blocks.map((block) => /Harga cabai|Pantai Losari|Pedagang/.exec(block)?.[0])).toEqual([
      'Harga cabai',
      'Pantai Losari',
      'Pedagang',
    ]);
    await window.saved();
    await window.body.click();
    await window.press('Ctrl', 'z');
    await until(async () => (await window.count('.ProseMirror figure img')) === 0, 'the picture to go');
    await window.saved();
  });

  test('copy becomes a story of its own', async () => {
    const copy = desk.file('ikan.txt', 'Harga ikan turun di Pasar Minggu.\n');
    await desk.dropFiles([copy], { x: 700, y: 400 });
    await until(async () => (await window.blocks()).join().includes('Pasar Minggu'), 'the story of the dropped file');
  });
});
