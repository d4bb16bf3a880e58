// A picture on its way from the disk into the text, the preview and the exported page.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { Window } from '../pages';

/** One red pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64',
);

describe('a picture', () => {
  const desk = Desk.at();
  let window: Window;
  let file = '';

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    desk.cli('import', desk.file('cabai.txt', 'Harga cabai berubah.\nPedagang menunggu pasokan.\n'));
    file = desk.file('foto.png', PNG);
    window = new Window(await desk.open());
    await window.body.waitForDisplayed();
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('is chosen in the system’s own dialog, and its caption is typed at once', async () => {
    await window.browser.$('.ProseMirror > p').click();
    await window.named(window.t('toolbar.image'), 'button').click();
    await desk.chooseFile(window.t('editor.picture.choose'), file);
    await until(async () => (await window.count('.ProseMirror figure img')) === 1, 'the picture');
    await window.type('Cabai di Pasar Induk.');
    await until(
      () =>
        window.browser.execute(() => {
          const picture = document.querySelector<HTMLImageElement>('.ProseMirror figure img');
          return picture?.complete === true && picture.naturalWidth === 1;
        }),
      'the picture to be drawn',
    );
    expect((await window.blocks()).join('\n')).toContain('Cabai di Pasar Induk.');
  });

  test('has credit and alternative text, and Enter goes on below it', async () => {
    await window.field('editor.picture.credit').click();
    await window.type('Redaksi/Sari');
    await window.field('editor.picture.alt').click();
    await window.type('Cabai merah di keranjang');
    // The system's dialog, closed without a window manager, may leave the keys of the X server nowhere.
    await window.press('\uE007');
    await until(() => window.body.isFocused(), 'the text to have the focus');
    await window.type('Lalu: ');
    expect((await window.blocks()).at(-1)).toBe('Lalu: Pedagang menunggu pasokan.');
    await window.saved();
  });

  test('is in the exported page, with its caption, and beside the Markdown', async () => {
    const out = join(desk.home, 'web');
    const { id } = JSON.parse(desk.cli('list', '--json')) as { id: string };
    desk.cli('set', id, 'slugline=CABAI');
    desk.cli('export', id, '--format', 'html', '--format', 'md', '--out', out);
    const page = readFileSync(join(out, 'cabai.html'), 'utf8');
    expect(page).toContain(`data:image/png;base64,${PNG.toString('base64')}`);
    for (const part of ['Cabai di Pasar Induk.', 'Redaksi/Sari', 'alt="Cabai merah di keranjang"'])
      expect(page).toContain(part);
    const [, src = ''] = /!\[Cabai merah di keranjang\]\((\S+)/.exec(readFileSync(join(out, 'cabai.md'), 'utf8')) ?? [];
    expect(existsSync(join(out, src)), src).toBe(true);
  });
});
