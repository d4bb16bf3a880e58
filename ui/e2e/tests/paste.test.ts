// Pasting from the real clipboard: what programs put there, into the real window.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copyAs, copyInForms, copyToClipboard, Desk, until, xdotool } from '../desk';
import { Window } from '../pages';

const CORPUS = join(import.meta.dirname, '../../src/editor/paste/corpus');
const sample = (name: string) => readFileSync(join(CORPUS, name), 'utf8');

/** A red field of 64 by 64 pixels. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABAAQMAAACQp+OdAAAABlBMVEX/AAD///9BHTQRAAAAD0lEQVR42mNgGAWjgHwAAAJAAAHgTR1EAAAAAElFTkSuQmCC',
  'base64',
);

describe('pasting', () => {
  const desk = Desk.at();
  let window: Window;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    window = new Window(await desk.open());
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  beforeEach(async () => {
    await window.press('Ctrl', 'n');
    // Between two stories there is no text on screen at all: that is not the new one yet.
    await until(
      async () =>
        (await window.headline.getValue()) === '' &&
        (await blocks()).join('|') === '' &&
        (await window.count('.ProseMirror > p')) === 1,
      'a new story',
    );
    await window.body.click();
    await until(() => window.body.isFocused(), 'the text to have the focus');
  });

  test('Word: crossheads, lists and emphasis stay; comments, deletions and hard spaces do not', async () => {
    paste('word-article.html');
    await until(async () => (await blocks()).length === 4, 'the paste');
    expect(await blocks()).toEqual([
      'Harga cabai naik menjelang akhir tahun',
      'JAKARTA. Pemerintah menjaga harga pangan menjelang akhir tahun, kata Menteri Perdagangan dalam jumpa pers.',
      'Pasokan berkurang',
      'Harga cabai rawit Rp 90.000 per kilogram; naik dua kali lipat.',
    ]);
    expect(await hrefs()).toEqual(['https://www.kontan.co.id/news/harga?id=7']);
    await window.press('Ctrl', 'a');
    paste('word-lists.html');
    await until(async () => (await window.count('.ProseMirror li li')) === 3, 'the lists');
    expect(await window.count('.ProseMirror ol[start="3"] > li')).toBe(1);
    await desk.screenshot('paste-word-lists');
  });

  test('Google Docs: links lead where they lead, and a notice says what was cleaned', async () => {
    paste('docs-article.html');
    await until(async () => (await window.count('.ProseMirror h2')) === 2, 'the crossheads');
    expect(await hrefs()).toEqual(['https://www.kontan.co.id/cabai?id=7']);
    const notice = window.browser.$('.toast');
    await notice.waitForDisplayed();
    expect(await notice.getText()).toContain('1 tracking link cleaned');
    await desk.screenshot('paste-notice');
    expect(await window.accessibility()).toEqual([]);
  });

  test('LibreOffice: lists in lists and the paragraphs around them', async () => {
    paste('libreOffice-article.html');
    await until(async () => (await window.count('.ProseMirror ul ul > li')) === 2, 'the list');
    expect(await window.count('.ProseMirror blockquote')).toBe(1);
    expect((await blocks()).join('\n')).toContain('lipat dalam sepekan, tertinggi sejak Maret, menurut');
  });

  test('a web page: related links are related links, adverts are none of the story, pictures are not loaded', async () => {
    paste('web-reuters.html');
    await until(async () => (await window.count('.ProseMirror h2')) === 2, 'the crossheads');
    expect((await blocks()).join('\n')).not.toContain('Scroll to continue');
    expect(await window.count('.ProseMirror img')).toBe(0);
    await window.press('Ctrl', 'a');
    paste('web-kompas.html');
    await until(async () => (await window.count('.ProseMirror aside.related')) === 1, 'the related link');
    expect((await blocks()).join('\n')).not.toContain('ADVERTISEMENT');
    await desk.screenshot('paste-web');
  });

  test('one undo takes it back, and one redo brings it again', async () => {
    await window.type('Semula ');
    paste('docs-article.html');
    await until(async () => (await window.count('.ProseMirror h2')) === 2, 'the paste');
    await window.press('Ctrl', 'z');
    await until(async () => (await blocks()).join('|') === 'Semula', 'the undo');
    await window.press('Ctrl', 'Shift', 'z');
    await until(async () => (await window.count('.ProseMirror h2')) === 2, 'the redo');
  });

  test('Ctrl+Shift+V pastes the words and nothing else', async () => {
    copyToClipboard('Satu\nDua­belas');
    xdotool('key', 'ctrl+shift+v');
    await until(async () => (await blocks()).join('|') === 'Satu|Duabelas', 'the words');
  });

  test('a picture on the clipboard goes to the media folder and into the text', async () => {
    copyAs('image/png', PNG);
    xdotool('key', 'ctrl+v');
    await until(async () => (await window.count('.ProseMirror figure img')) === 1, 'the picture');
    await until(
      () =>
        window.browser.execute(
          () => document.querySelector<HTMLImageElement>('.ProseMirror figure img')?.naturalWidth === 64,
        ),
      'the picture to be drawn',
    );
    await desk.screenshot('paste-picture');
  });

  test('a picture of Word, which its markup only names, comes out of the RTF beside it, with its caption', async () => {
    const rtf = `{\\rtf1\\ansi Sebelum gambar.\\par{\\*\\shppict{\\pict\\pngblip ${PNG.toString('hex')}}}\\par}`;
    const letGo = await copyInForms({ 'text/html': sample('word-picture.html'), 'text/rtf': rtf });
    xdotool('key', 'ctrl+v');
    await until(
      () =>
        window.browser.execute(
          () => document.querySelector<HTMLImageElement>('.ProseMirror figure img')?.naturalWidth === 64,
        ),
      'the picture to be drawn',
    );
    expect(await window.browser.$('.ProseMirror figcaption').getText()).toContain('Cabai merah di Pasar Induk.');
    letGo();
  });

  test('what is typed at once behind a paste stands behind it', async () => {
    await window.type('a');
    copyAs('text/html', '<b>tempel</b>');
    xdotool('key', '--delay', '1', 'ctrl+v', 'x');
    await until(async () => (await blocks()).join('') === 'atempelx', 'both');
  });

  /** Puts a sample on the clipboard, as its program would, and pastes it. */
  function paste(name: string) {
    copyAs('text/html', sample(name));
    xdotool('key', 'ctrl+v');
  }

  /** The text of the body: one entry a block. */
  function blocks(): Promise<string[]> {
    return window.blocks();
  }

  function hrefs(): Promise<string[]> {
    return window.browser.execute(() =>
      [...document.querySelectorAll('.ProseMirror a')].map((link) => link.getAttribute('href') ?? ''),
    );
  }
});
