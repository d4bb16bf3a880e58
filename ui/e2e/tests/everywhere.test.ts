// What is looked for is found in everything of a story: its text, captions, what is said of pictures, metadata; and what is
// still to come is listed, and found from there.

import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { Window } from '../pages';
import { Pictures } from '../pagesPictures';
import { FindBar } from '../pagesReplace';

const ESCAPE = '\uE00C';
/** Its caption and place name Makassar. */
const PICTURE = resolve(import.meta.dirname, '../../../src-tauri/crates/pictures/tests/pictures/iptc.jpg');
const TEXT = [
  'Nelayan Makassar menunggu cuaca.',
  'Warga semakassar tidak melaut, kata TKTK.',
  'Hasilnya […] ton di Makassar.',
];

describe('finding in everything of a story', () => {
  const desk = Desk.at();
  let window: Window;
  let bar: FindBar;
  let pictures: Pictures;
  let id = '';

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    const file = desk.file('makassar.txt', TEXT.join('\n'));
    id = (JSON.parse(desk.cli('import', file, '--json')) as { id: string }).id;
    const fields = [
      'headline=Makassar menunggu [cek angka]',
      'tags=Makassar;nelayan',
      'place=Makassar',
      'note=Makassar?',
    ];
    desk.cli('set', id, 'slugline=LOSARI', ...fields);
    window = new Window(await desk.open());
    bar = new FindBar(window);
    pictures = new Pictures(window);
    await until(async () => (await window.headline.getValue()).startsWith('Makassar'), 'the story');
    await window.body.click();
    await window.press('Ctrl', '\uE010');
    await pictures.paste(PICTURE, 'image/jpeg');
    await window.field('editor.picture.alt').click();
    await window.type('Perahu di Makassar');
    await window.saved();
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('captions, what is said of a picture, and metadata are looked through, and named', async () => {
    await window.body.click();
    await window.press('Ctrl', '\uE010');
    await window.press('Ctrl', 'f');
    await bar.find('makassar');
    await bar.says('1 of 10');
    expect(await bar.fields()).toEqual([
      'Headline',
      'Alternative text',
      'Place of the picture',
      'Place',
      'Tags',
      'Note',
    ]);
    await bar.toggle('find.word');
    await bar.says('1 of 9');
    expect(await bar.marked()).not.toContain('semakassar');
    await window.named('Alternative text', 'button').click();
    await until(async () => (await window.count('figure.found-block.current')) === 1, 'the picture to be marked');
    await desk.screenshot('find-everywhere-light-1440x900');
    expect(await window.accessibility()).toEqual([]);
  });

  test('with nothing in its place it goes everywhere at once, and comes back by one undo', async () => {
    const before = await everything();
    await window.press('Ctrl', 'h');
    await bar.replaceWith('');
    await window.button('find.all').click();
    await until(async () => (await window.headline.getValue()) === ' menunggu [cek angka]', 'the headline');
    await bar.says(window.t('find.replaced', { count: '9' }).replace(/\{count:[^|]*\|([^}]*)\}/, '$1'));
    const after = await everything();
    expect(after.blocks).toContain('Nelayan  menunggu cuaca.');
    expect(after.blocks).toContain(TEXT[1]);
    expect(after.picture['caption']).toContain('Pantai Losari, , Jumat');
    expect([after.picture['alt'], after.picture['place']]).toEqual(['Perahu di ', ', Indonesia']);
    expect([after.place, after.note]).toEqual(['', '?']);
    await window.press(ESCAPE);
    await bar.gone();
    await window.body.click();
    await window.press('Ctrl', 'z');
    await until(async () => (await window.headline.getValue()) === before.headline, 'the undo');
    expect(await everything()).toEqual(before);
    await window.saved();
    const stored = JSON.parse(desk.cli('show', id, '--json')) as { tags: string[]; headline: string; body: unknown };
    expect([stored.headline, stored.tags]).toEqual([before.headline, ['Makassar', 'nelayan']]);
    expect(JSON.stringify(stored.body)).toContain('Perahu di Makassar');
  });

  test('what is still to come is listed in its order, and each is found from there', async () => {
    await window.browser.$(`//button[starts-with(normalize-space(.), "${window.t('inspector.check')}")]`).click();
    const markers = ['[cek angka]', 'TKTK', '[…]'];
    const row = (marker: string) => `//li[.//p[contains(., "${marker}")]]`;
    const listed = () => window.browser.$$(markers.map(row).join(' | ')).map((one) => one.getText());
    await until(async () => (await listed()).length === 3, 'three markers');
    const said = await listed();
    for (const [at, marker] of markers.entries()) expect(said[at]).toContain(marker);
    await desk.screenshot('markers-light-1440x900');
    for (const marker of ['TKTK', '[…]']) {
      await window.browser.$(row(marker)).$('button').click();
      await until(
        () => window.browser.execute((words) => document.getSelection()?.toString() === words, marker),
        `${marker} to be selected`,
      );
    }
    await window.browser.$(row('[cek angka]')).$('button').click();
    await until(
      () =>
        window.browser.execute(() => {
          const field = document.activeElement as HTMLTextAreaElement | null;
          return field?.value?.slice(field.selectionStart, field.selectionEnd) === '[cek angka]';
        }),
      'the marker of the headline to be selected',
    );
    // Typed over, it is listed no more.
    await window.type('dua kapal');
    await window.saved();
    await until(async () => (await listed()).length === 2, 'two markers left');
    expect(await window.headline.getValue()).toBe('Makassar menunggu dua kapal');
  });

  /** All that the window shows of what was looked through. */
  async function everything() {
    return {
      headline: await window.headline.getValue(),
      blocks: await window.blocks(),
      picture: await pictures.known(),
      place: await window.browser.$('#inspector-place').getValue(),
      note: await window.browser.$('#inspector-note').getValue(),
    };
  }
});
