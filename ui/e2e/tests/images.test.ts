// Pictures: what their files say, another one in their place, crops by keyboard, and every kind that a desk is sent.

import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until, xdotool } from '../desk';
import { Window } from '../pages';
import { Pictures } from '../pagesPictures';
import { Page } from '../pagesWriting';

const FILES = resolve(import.meta.dirname, '../../../src-tauri/crates/pictures/tests/pictures');
const file = (name: string) => resolve(FILES, name);

describe('pictures', () => {
  const desk = Desk.at();
  let window: Window;
  let pictures: Pictures;
  let page: Page;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    window = new Window(await desk.open());
    pictures = new Pictures(window);
    page = new Page(window);
    await page.begin();
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('bring their caption, credit, photographer, place and date', async () => {
    await pictures.paste(file('iptc.jpg'), 'image/jpeg');
    expect(await pictures.known()).toEqual({
      caption: 'Nelayan menunggu matahari terbenam di Pantai Losari, Makassar, Jumat (9/5/2025).',
      credit: 'ANTARA FOTO',
      photographer: 'Dewi Sartika Ñuñez',
      place: 'Makassar, Indonesia',
      date: '2025-05-09',
      alt: '',
    });
    // What is drawn is made for the column, not the camera's own.
    expect((await pictures.drawn())[0]).toMatchObject({ width: 1200, height: 800 });
    await window.saved();
    await looks('picture');
  });

  test('are cropped by the keyboard, and the preview shows what was framed', async () => {
    await pictures.crop();
    xdotool('key', 'Tab');
    await until(() => pictures.frame('16:9').isFocused(), 'the frame to have the focus');
    xdotool('key', '--delay', '40', 'minus', 'minus', 'shift+Left', 'Down');
    await until(
      async () => (await pictures.frame('16:9').getAttribute('aria-valuetext')) === said(0, 10, 98),
      'the frame to have gone as the keys say',
    );
    await looks('crop');
    await pictures.choose(window.t('crop.focus'));
    await pictures.focus.waitForDisplayed();
    await looks('focus');
    await pictures.choose('16:9');
    await window.named(window.t('crop.done'), 'button').click();
    await pictures.closed();
    await window.saved();
    await window.press('Ctrl', 'p');
    await until(async () => (await pictures.previewed()).src.includes('part=0,97,980,827'), 'the crop in the preview');
    await until(async () => (await pictures.previewed()).width > 0, 'the preview’s picture');
    const { width, height } = await pictures.previewed();
    expect(width / height).toBeCloseTo(16 / 9, 1);
    await looks('crop-preview');
    await window.press('Ctrl', 'p');
  });

  test('keep what was written when another file takes their place, and the file’s own is a choice', async () => {
    await window.field('editor.picture.credit').click();
    xdotool('key', 'ctrl+a');
    await window.type('ANTARA/Dewi');
    await window.button('picture.replace').click();
    await desk.chooseFile(window.t('picture.replace.choose'), file('xmp.webp'));
    const asked = window.browser.$('[role="dialog"]');
    await asked.waitForDisplayed();
    expect(await pictures.known()).toMatchObject({
      caption: 'Nelayan menunggu matahari terbenam di Pantai Losari, Makassar, Jumat (9/5/2025).',
      credit: 'ANTARA/Dewi',
      // Nobody had written one.
      alt: 'Perahu di pantai',
    });
    await looks('replaced');
    await asked.$(`//label[.//*[normalize-space(.)="${window.t('editor.picture.caption')}"]]`).click();
    await window.button('picture.file.use').click();
    await pictures.closed();
    expect(await pictures.known()).toMatchObject({
      caption: 'Pasar ikan Paotere, Makassar',
      credit: 'ANTARA/Dewi',
      photographer: 'Dewi Sartika Ñuñez',
    });
    await window.saved();
  });

  test('of AVIF are cropped as all are', async () => {
    await page.begin();
    await pictures.paste(file('xmp.avif'), 'image/avif');
    await pictures.crop();
    expect(await window.browser.$$('[role="dialog"] [role="note"]').length, 'nothing says that it leaves whole').toBe(
      0,
    );
    xdotool('key', 'Tab');
    await until(() => pictures.frame('16:9').isFocused(), 'the frame to have the focus');
    xdotool('key', '--delay', '40', 'minus', 'minus');
    await looks('crop-avif');
    await window.named(window.t('crop.done'), 'button').click();
    await pictures.closed();
    await window.saved();
    await window.press('Ctrl', 'p');
    await until(async () => (await pictures.previewed()).src.includes('.avif?w=390&part='), 'the crop in the preview');
    await until(async () => (await pictures.previewed()).width > 0, 'the preview’s picture');
    const { width, height } = await pictures.previewed();
    expect(width / height).toBeCloseTo(16 / 9, 1);
    await looks('crop-avif-preview');
    await window.press('Ctrl', 'p');
  });

  test('are shown whatever they are made of, and three of them become a gallery', async () => {
    await page.begin();
    await pictures.paste(file('iptc.tiff'), 'image/tiff');
    await pictures.paste(file('xmp.avif'), 'image/avif');
    await pictures.paste(file('iptc.jpg'), 'image/jpeg');
    expect((await pictures.drawn()).map(({ width }) => width)).toEqual([300, 600, 1200]);
    expect((await pictures.known(0)).credit).toBe('Reuters');
    expect((await pictures.known(1)).credit).toBe('AFP');
    await looks('kinds');
    // From the first caption to the last.
    await pictures.selectCaptions(0, 2);
    await page.hasBlocks('figure', 'figure', 'figure', 'p');
    xdotool('key', 'alt+Return');
    const turn = window.t('block.turnInto', { name: window.t('block.gallery').replace('…', '') });
    const item = window.browser.$(`//*[@role="menuitem"][contains(., "${turn}")]`);
    await item.waitForDisplayed();
    await item.click();
    await page.hasBlocks('div.gallery', 'p');
    expect((await pictures.known(2)).credit).toBe('ANTARA FOTO');
    await window.saved();
    await looks('gallery');
  });

  const said = (x: number, y: number, width: number) =>
    window.t('crop.frameAt', { x: String(x), y: String(y), width: String(width) });

  /** Pictures in both themes and sizes, and what axe finds. The theme is set on the page: a palette would take the keys. */
  async function looks(name: string) {
    for (const theme of ['light', 'dark']) {
      await window.browser.execute((to: string) => (document.documentElement.dataset['theme'] = to), theme);
      for (const [width, height] of [
        [1440, 900],
        [1024, 640],
      ] as const) {
        await desk.resize(width, height);
        await desk.screenshot(`images-${name}-${theme}-${String(width)}`);
      }
      await desk.resize(1440, 900);
      expect(await window.accessibility(), `${name}, ${theme}`).toEqual([]);
    }
    await window.browser.execute(() => (document.documentElement.dataset['theme'] = 'light'));
  }
});
