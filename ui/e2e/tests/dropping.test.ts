// Files dragged from a file manager onto the window, through the X server's own drag and drop.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { Window } from '../pages';

const END = '\uE010';
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

  test('a story that a colleague brings back goes into the open one; what both have changed is asked about', async () => {
    const file = desk.file('beras.txt', 'Harga beras naik.\nBulog membuka gudang.\nPedagang menunggu.\n');
    const { id } = JSON.parse(desk.cli('import', file, '--json')) as { id: string };
    desk.cli('set', id, 'headline=Harga beras');
    const handed = desk.cli('export', id, '--format', 'story', '--out', join(desk.home, 'serah')).trim();
    const away = readFileSync(handed, 'utf8');
    await window.command('Harga beras');
    await until(async () => (await window.headline.getValue()) === 'Harga beras', 'the story');
    await window.browser.$('.ProseMirror > p:first-of-type').click();
    await window.press(END);
    await window.type(' Lagi.');
    const back = away.replace('Bulog membuka gudang', 'Bulog menutup gudang');
    await desk.dropFiles([desk.file('beras.redaksi-story', back)], { x: 700, y: 400 });
    const merged = ['Harga beras naik. Lagi.', 'Bulog menutup gudang.', 'Pedagang menunggu.'];
    await until(async () => (await window.blocks()).join() === merged.join(), 'both changes');
    await window.saved();
    const other = away.replace('Harga beras naik', 'Harga beras turun').replace('"Harga beras"', '"Beras murah"');
    await window.headline.click();
    await window.press(END);
    await window.type(' naik');
    await desk.dropFiles([desk.file('beras-2.redaksi-story', other)], { x: 700, y: 400 });
    await window.button('notice.mergeBack').waitForDisplayed();
    expect(await window.headline.getValue()).toBe('Harga beras naik');
    expect(await window.blocks()).toEqual(merged);
  });
});
