// News blocks under the hands of a writer: put in by the menu behind `/`, written, left, taken back, moved about.

import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { Window } from '../pages';
import { Page } from '../pagesWriting';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 640 },
];

describe('blocks in the real window', () => {
  const desk = Desk.at();
  let window: Window;
  let page: Page;

  beforeAll(async () => {
    execFileSync('setxkbmap', ['us']);
    desk.cli('init', '--house', 'kontan');
    window = new Window(await desk.open());
    page = new Page(window);
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('the menu behind / says what is chosen, filters in both languages, and Escape leaves the text', async () => {
    await page.begin();
    page.type('/');
    await page.menu.waitForDisplayed();
    await active('Crosshead');
    await looks('slash');
    page.key('Down');
    await active('Smaller crosshead');
    page.type('kutip');
    await active('Quotation');
    page.key('Escape');
    await until(async () => !(await page.menu.isExisting()), 'the menu to close');
    await until(async () => (await window.blocks()).join() === '/kutip', 'the text to stay');
  });

  test('a fact box is written, left, and taken back', async () => {
    await page.begin();
    await page.slash('fakta');
    page.type('Angka');
    page.key('Return');
    page.type('Ekspor naik 9%.');
    page.key('Return', 'Return');
    page.type('Lanjut.');
    await page.hasBlocks('aside.fact-box', 'p');
    await reads('Angka\nEkspor naik 9%.', 'Lanjut.');
    await window.saved();
    await page.begin();
    await page.slash('fact');
    await page.hasBlocks('aside.fact-box', 'p');
    page.key('ctrl+z');
    await page.hasBlocks('p');
  });

  test('a quote gets its name by Tab, a pull quote by a dash', async () => {
    await page.begin();
    await page.slash('quot');
    page.type('Kami sahabat.');
    page.key('Tab');
    page.type('Putin');
    page.key('Return');
    await page.slash('sorot');
    page.type('Sahabat baja');
    page.key('Return');
    page.type('-- Xi');
    page.key('Return');
    page.type('Lanjut.');
    await page.hasBlocks('blockquote', 'aside.pull-quote', 'p');
    await reads('Kami sahabat.\nPutin', 'Sahabat baja\nXi', 'Lanjut.');
  });

  test('a table is filled by Tab, grown, changed by its strip, and left by the arrows', async () => {
    await page.begin();
    await page.slash('tabel');
    page.type('Bulan');
    page.key('Tab');
    page.type('Ekspor');
    for (let cell = 0; cell < 8; cell += 1) page.key('Tab');
    page.type('Mei');
    await until(async () => (await window.count('.ProseMirror tr')) === 4, 'a fourth row');
    await window.button('table.columnAfter').click();
    await until(async () => (await window.count('.ProseMirror tr:first-child th')) === 4, 'a fourth column');
    await until(() => window.body.isFocused(), 'the text to have the keys');
    page.key('Down');
    page.type('Di bawah');
    await until(async () => (await window.blocks()).at(-1) === 'Di bawah', 'the text below');
    await page.hasBlocks('div.table', 'p');
    await window.saved();
  });

  test('furniture, a timeline and a card are put in; the card’s title is a field', async () => {
    await page.begin();
    await page.slash('linimasa');
    page.type('1949');
    page.key('Return');
    page.type('Berdiri.');
    page.key('Return', 'Return');
    await page.slash('simak');
    page.type('Pidato Xi');
    page.key('Return');
    await page.slash('iklan');
    page.key('Return');
    await page.slash('embed');
    await window.field('embed.address').waitForDisplayed();
    page.type('youtu.be/abc');
    page.key('Return');
    await page.hasBlocks('section.timeline-item', 'aside.furniture', 'aside.furniture', 'aside.embed', 'p');
    await window.field('embed.cardTitle').click();
    page.type('Pidato lengkap');
    page.key('Return');
    await until(() => window.body.isFocused(), 'the text to have the keys');
    await window.saved();
    expect(await window.field('embed.cardTitle').getValue()).toBe('Pidato lengkap');
    expect(await window.text()).toContain('YouTube');
  });

  test('a block is dragged by its handle, moved by keys, and each is taken back by one Ctrl+Z', async () => {
    await page.begin();
    for (const words of ['satu', 'dua', 'tiga']) {
      page.type(words);
      page.key('Return');
    }
    page.type('empat');
    await order('satu', 'dua', 'tiga', 'empat');
    await page.drag(0, 2, 'below');
    await order('dua', 'tiga', 'satu', 'empat');
    page.key('ctrl+z');
    await order('satu', 'dua', 'tiga', 'empat');
    await page.drag(3, 0);
    await order('empat', 'satu', 'dua', 'tiga');
    page.key('alt+shift+Down');
    await order('satu', 'empat', 'dua', 'tiga');
    page.key('ctrl+z');
    await order('empat', 'satu', 'dua', 'tiga');
  });

  test('the menu of a block turns it into another, and doubles it', async () => {
    await page.begin();
    page.type('Latar');
    page.key('alt+Return');
    const turn = window.t('block.turnInto', { name: window.t('toolbar.heading2') });
    const item = window.browser.$(
      `//*[@role="menuitem"][normalize-space(.)="${turn} Ctrl Alt 2" or contains(., "${turn}")]`,
    );
    await item.waitForDisplayed();
    await looks('block-menu');
    await item.click();
    await page.hasBlocks('h2');
    await until(() => window.body.isFocused(), 'the text to have the keys');
    const handle = await page.handleOf(0);
    await window.browser
      .action('pointer')
      .move({ x: Math.round(handle.x), y: Math.round(handle.y) })
      .down()
      .up()
      .perform();
    const double = window.browser.$(`//*[@role="menuitem"][contains(., "${window.t('block.duplicate')}")]`);
    await double.waitForDisplayed();
    await double.click();
    await page.hasBlocks('h2', 'h2');
  });

  test('quotes and dashes are set as they are typed, and one Ctrl+Z gives them back', async () => {
    await page.begin();
    page.type('"Baja" -- katanya');
    await until(async () => (await window.blocks()).join() === '“Baja” – katanya', 'set signs');
    page.type(' "');
    await until(async () => (await window.blocks()).join() === '“Baja” – katanya “', 'an opening quote');
    page.key('ctrl+z');
    await until(async () => (await window.blocks()).join() === '“Baja” – katanya "', 'the quote as it was typed');
  });

  test('one goes to a paragraph by its number, and to a crosshead by the outline', async () => {
    await page.begin();
    page.type('satu');
    page.key('Return');
    page.type('## Latar');
    page.key('Return');
    page.type('dua');
    page.key('ctrl+g');
    await window.named(window.t('goTo.title'), 'input').waitForDisplayed();
    page.type('2');
    await looks('go-to');
    page.key('Return');
    await until(() => window.body.isFocused(), 'the text to have the keys');
    page.type('X');
    await until(async () => (await window.blocks()).at(-1) === 'Xdua', 'the cursor in the second paragraph');
    await window.button('outline.title').click();
    const stop = window.browser.$('//*[@role="menuitem"][contains(., "Latar")]');
    await stop.waitForDisplayed();
    await looks('outline');
    await stop.click();
    await until(() => window.body.isFocused(), 'the text to have the keys');
    page.type('Y');
    await until(async () => (await window.blocks())[1] === 'YLatar', 'the cursor in the crosshead');
  });

  test('focus mode shows the text alone, and Escape brings everything back with the cursor where it was', async () => {
    await page.begin();
    page.type('fokus');
    page.key('F9');
    await until(async () => (await window.count('header')) + (await window.count('#pane-list')) === 0, 'only the text');
    page.type('!');
    await until(async () => (await window.blocks()).join() === 'fokus!', 'the typing to go on');
    await looks('focus');
    page.key('ctrl+f');
    await window.field('find.find').waitForDisplayed();
    await window.button('find.close').click();
    await window.field('find.find').waitForExist({ reverse: true });
    await until(() => window.body.isFocused(), 'the text to have the keys');
    page.key('Escape');
    await until(async () => (await window.count('#pane-list')) === 1, 'the panes to be back');
    page.type('?');
    await until(async () => (await window.blocks()).join() === 'fokus!?', 'the cursor where it was');
  });

  test('the text is enlarged by Ctrl and +, and the window is not', async () => {
    const measured = () =>
      window.browser.execute(() => ({
        letters: getComputedStyle(document.querySelector('.ProseMirror') as Element).fontSize,
        width: innerWidth,
      }));
    page.key('ctrl+plus', 'ctrl+plus');
    await until(async () => (await measured()).letters === '21.25px', 'larger letters');
    expect((await measured()).width).toBe(1440);
    await looks('zoom');
    page.key('ctrl+0');
    await until(async () => (await measured()).letters === '17px', 'the normal size');
  });

  test('the line of the cursor stays in the middle in typewriter mode', async () => {
    await page.begin();
    page.key('shift+F9');
    for (let line = 0; line < 24; line += 1) page.key('Return');
    page.type('tengah');
    await until(
      () =>
        window.browser.execute(() => {
          const page = document.querySelector('[data-page]')?.getBoundingClientRect();
          const line = [...document.querySelectorAll('.ProseMirror > p')].at(-1)?.getBoundingClientRect();
          if (!page || !line) return false;
          return Math.abs((line.top + line.bottom) / 2 - (page.top + page.bottom) / 2) < 30;
        }),
      'the line in the middle',
    );
    await looks('typewriter');
    page.key('shift+F9');
  });

  test('every block, in both themes and sizes', async () => {
    await page.begin();
    page.type('Kedua pemimpin berjanji meningkatkan kerja sama ke tingkat yang baru.');
    page.key('Return');
    await page.slash('cross');
    page.type('Latar belakang');
    page.key('Return');
    await page.slash('quot');
    page.type('Kedua negara harus menjadi sahabat baja.');
    page.key('Tab');
    page.type('Xi Jinping, Presiden Tiongkok');
    page.key('Return');
    await page.slash('fakta');
    page.type('Perdagangan dalam angka');
    page.key('Return');
    page.type('- Nilai ekspor naik 9% pada kuartal pertama');
    page.key('Return');
    page.type('Impor turun 2%');
    page.key('Return', 'Return', 'Return');
    await looks('blocks-1');
    await page.slash('sorot');
    page.type('"Hubungan kami tidak pernah sebaik ini."');
    page.key('Return');
    page.type('-- Vladimir Putin');
    page.key('Return');
    await page.slash('linimasa');
    page.type('1 Oktober 1949');
    page.key('Return');
    page.type('Republik Rakyat Tiongkok berdiri.');
    page.key('Return', 'Return');
    await page.slash('linimasa');
    page.type('8 Mei 2025');
    page.key('Return');
    page.type('Xi tiba di Moskow.');
    page.key('Return', 'Return');
    await page.slash('simak');
    page.type('Pidato Xi di Moskow');
    page.key('Return');
    await page.slash('iklan');
    page.key('Return');
    await page.slash('embed');
    await window.field('embed.address').waitForDisplayed();
    page.type('https://www.youtube.com/watch?v=abc');
    page.key('Tab');
    page.type('Pidato lengkap Xi Jinping');
    await looks('embed-dialog');
    page.key('Return');
    await page.hasBlocks(
      'p',
      'h2',
      'blockquote',
      'aside.fact-box',
      'aside.pull-quote',
      'section.timeline-item',
      'section.timeline-item',
      'aside.furniture',
      'aside.furniture',
      'aside.embed',
      'p',
    );
    await looks('blocks-2');
    page.key('Down');
    await page.slash('tabel');
    for (const words of ['Bulan', 'Ekspor', 'Impor', 'Mei', '9,1', '-2,0', 'Juni', '8,4']) {
      page.type(words);
      page.key('Tab');
    }
    page.type('1,3');
    await until(async () => (await window.count('.ProseMirror td, .ProseMirror th')) === 9, 'the table');
    await looks('blocks-3');
    await window.saved();
  });

  test('lists, a smaller crosshead, scroll furniture and a link, in both themes and sizes', async () => {
    await page.begin();
    page.type('### Pasokan');
    page.key('Return');
    page.type('- Cabai rawit');
    page.key('Return');
    page.type('Bawang merah');
    page.key('Return', 'Return');
    page.type('1. Jakarta');
    page.key('Return');
    page.type('Surabaya');
    page.key('Return', 'Return');
    await page.slash('gulir');
    page.key('Return');
    page.type('Selengkapnya ada di laporan Bank Indonesia');
    page.key('shift+ctrl+Left', 'shift+ctrl+Left', 'ctrl+shift+k');
    await window.field('link.address').waitForDisplayed();
    page.type('https://www.bi.go.id/laporan');
    await looks('link-dialog');
    page.key('Return');
    await page.hasBlocks('h3', 'ul', 'ol', 'aside.furniture', 'p');
    await until(
      async () => (await window.count('.ProseMirror a[href="https://www.bi.go.id/laporan"]')) === 1,
      'the link',
    );
    await looks('blocks-4');
    await window.saved();
  });

  async function reads(...blocks: string[]) {
    await until(async () => (await window.blocks()).join('|') === blocks.join('|'), `the text ${blocks.join('|')}`);
  }

  async function order(...words: string[]) {
    await until(async () => (await window.blocks()).join() === words.join(), words.join());
  }

  /** Waits until the text says that this is the entry under the cursor of the menu. */
  async function active(words: string) {
    await until(
      () =>
        window.browser.execute((name) => {
          const id = document.querySelector('.ProseMirror')?.getAttribute('aria-activedescendant') ?? '';
          const option = document.getElementById(id);
          return option?.getAttribute('aria-selected') === 'true' && option.textContent?.includes(name) === true;
        }, words),
      `“${words}” to be the active entry`,
    );
  }

  /** Pictures in both themes and sizes, and what axe finds. The theme is set on the page: a palette would take the keys. */
  async function looks(name: string) {
    for (const { width, height } of name.startsWith('blocks') ? SIZES : SIZES.slice(0, 1)) {
      await desk.resize(width, height);
      for (const theme of ['dark', 'light'] as const) {
        await window.browser.execute((to) => void (document.documentElement.dataset['theme'] = to), theme);
        await desk.screenshot(`${name}-${theme}-${String(width)}`);
        expect(await window.accessibility(), `${name}, ${theme}, ${String(width)}`).toEqual([]);
      }
    }
    await desk.resize(1440, 900);
  }
});
