// Misspelt words in the real window: underlined, corrected by keyboard and mouse, taught; and words looked up in the archive.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolve } from 'node:path';
import { Desk, until } from '../desk';
import { literal, Window } from '../pages';
import { Pictures } from '../pagesPictures';

const ESCAPE = '\uE00C';
const ENTER = '\uE007';
const F8 = '\uE038';

describe('spelling', () => {
  const desk = Desk.at();
  let window: Window;
  let id: string;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    const stories = [
      { headline: 'Beras naik di Merauke', slugline: 'BERAS', language: 'id', text: 'Harga beras naik.\nKata Wening.' },
      {
        headline: 'Pemrintah tambah impor beras',
        slugline: 'IMPOR',
        language: 'id',
        text: 'Menteri mengtakan harga beras naik.\nResikonya kecil, kata Wening dari klinterung.\nPetani klinterung menunggu.',
      },
    ];
    const beside = {
      headline: 'Panen raya di Kendal',
      slugline: 'PANEN',
      language: 'id',
      body: {
        type: 'doc',
        content: [
          { type: 'paragraph', content: [{ type: 'text', text: 'Petani menunggu.' }] },
          { type: 'relatedLink', attrs: { title: 'Janji pemrintah dan jgung naik', storyId: null, url: null } },
          { type: 'embed', attrs: { title: 'Lihat vidio panen', url: 'https://www.youtube.com/watch?v=1' } },
        ],
      },
    };
    desk.cli(
      'import',
      '--jsonl',
      desk.file('naskah.jsonl', [...stories, beside].map((story) => JSON.stringify(story)).join('\n')),
    );
    const rows = desk.cli('list', '--json').trim().split('\n');
    id = rows
      .map((row) => JSON.parse(row) as { id: string; slugline: string })
      .filter(({ slugline }) => slugline === 'IMPOR')
      .map((story) => story.id)
      .join('');
    window = new Window(await desk.open());
    if ((await window.browser.execute(() => document.documentElement.lang)) !== 'en') {
      window.language = 'id';
      await window.command(window.t('command.language.en'));
      window.language = 'en';
    }
    await window.command('Pemrintah tambah');
    await until(async () => (await window.headline.getValue()).startsWith('Pemrintah'), 'the story to open');
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  const underlined = () =>
    window.browser.execute(() =>
      [...document.querySelectorAll('.head .misspelt, .ProseMirror .misspelt')].map((word) => word.textContent),
    );
  const menu = () => window.browser.$('[role="menu"].spelling');
  const offered = () => window.browser.execute(() => document.activeElement?.textContent?.trim() ?? '');

  test('misspelt words are underlined in headline and text, counted and listed', async () => {
    await until(async () => (await underlined()).length === 5, 'the underlines');
    expect(await underlined()).toEqual(['Pemrintah', 'mengtakan', 'Resikonya', 'klinterung', 'klinterung']);
    await window.browser
      .$(`//button[starts-with(normalize-space(.), ${literal(window.t('inspector.check'))})]`)
      .click();
    await window.browser
      .$(`button[title=${literal(window.t('spelling.fix', { word: 'klinterung' }))}]`)
      .waitForDisplayed();
    expect(desk.cli('spelling', id)).toContain('mengatakan');
    expect(await window.looks(desk, 'spelling')).toEqual([]);
  });

  test('the keyboard goes from one to the next, and Enter takes what was meant; one undo takes it back', async () => {
    await window.body.click();
    await window.press('Ctrl', '\uE011');
    await window.press(F8);
    await menu().waitForDisplayed();
    await desk.screenshot('spelling-menu-light-1440');
    await until(async () => (await offered()) === 'mengatakan', 'what was meant to have the focus');
    await desk.screenshot('spelling-menu-light-1440');
    expect(await window.accessibility()).toEqual([]);
    await window.press(ENTER);
    await until(async () => (await window.blocks())[0] === 'Menteri mengatakan harga beras naik.', 'the correction');
    await menu().waitForExist({ reverse: true });
    await window.press('Ctrl', 'z');
    await until(async () => (await window.blocks())[0] === 'Menteri mengtakan harga beras naik.', 'the undo');
    await until(async () => (await underlined()).length === 5, 'the underline again');
  });

  test('what the standard rejects has its form first', async () => {
    await window.press('Ctrl', '\uE011');
    await window.press(F8);
    await menu().waitForDisplayed();
    await window.press(ESCAPE);
    await window.press(F8);
    await until(async () => (await offered()) === 'Risikonya', 'the form of the standard');
    await window.press(ENTER);
    await until(async () => (await window.blocks())[1]?.startsWith('Risikonya kecil') ?? false, 'the correction');
  });

  test('the mouse corrects the headline', async () => {
    await window.browser.execute(() => {
      const field = document.querySelector<HTMLTextAreaElement>('[data-field="headline"]');
      field?.focus();
      field?.setSelectionRange(3, 3);
    });
    await window.press('Ctrl', '.');
    await menu().waitForDisplayed();
    await until(async () => (await offered()) === 'Pemerintah', 'what was meant');
    await desk.screenshot('spelling-headline-light-1440');
    await window.press(ENTER);
    await until(async () => (await window.headline.getValue()) === 'Pemerintah tambah impor beras', 'the headline');
  });

  test('a word that is added is right everywhere, until that is undone', async () => {
    await until(async () => (await underlined()).join() === 'mengtakan,klinterung,klinterung', 'what is left');
    await window.browser
      .$('//*[contains(@class, "ProseMirror")]//*[@class="misspelt"][.="klinterung"]')
      .click({ button: 'right' });
    await menu().waitForDisplayed();
    await menu()
      .$(`.//*[normalize-space(.)=${literal(window.t('spelling.add', { word: 'klinterung' }))}]`)
      .click();
    await until(async () => (await underlined()).join() === 'mengtakan', 'the word to be known');
    expect(desk.cli('words')).toContain('klinterung');
    await window.button('app.undo').click();
    await until(async () => (await underlined()).length === 3, 'the word to be unknown again');
    expect(desk.cli('words')).not.toContain('klinterung');
  });

  test('a word that is being written is left in peace', async () => {
    await window.body.click();
    await window.press('Ctrl', '\uE010');
    await window.type(' Lagi mengtaknn');
    await window.saved();
    // The text is looked at half a second after the last key; the save says that this time is over, and the other words stay.
    await until(async () => (await underlined()).length >= 3, 'the text to be looked at');
    expect(await underlined()).not.toContain('mengtaknn');
    await window.type(' ');
    await until(async () => (await underlined()).includes('mengtaknn'), 'the word to be underlined');
  });

  test('the word at the cursor is looked up in the archive, and Enter opens the story', async () => {
    await window.browser.execute(() => {
      const walker = document.createTreeWalker(document.querySelector('.ProseMirror') as Node, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf('Wening') ?? -1;
        if (at >= 0) return document.getSelection()?.setBaseAndExtent(node, at + 2, node, at + 2);
      }
    });
    await window.press('Ctrl', 'Shift', 'a');
    const popup = window.browser.$('[role="dialog"].lookup');
    await popup.waitForDisplayed();
    await until(async () => (await popup.getText()).includes('Beras naik di Merauke'), 'the other story');
    await desk.screenshot('lookup-light-1440');
    expect(await window.accessibility()).toEqual([]);
    await window.press(ENTER);
    await until(async () => (await window.headline.getValue()) === 'Beras naik di Merauke', 'the story to open');
  });

  describe('in what blocks carry beside their text', () => {
    const blocks = () =>
      window.browser.execute(() =>
        [...document.querySelectorAll('.ProseMirror [data-attribute] .misspelt')].map((word) => word.textContent),
      );
    const title = () =>
      window.browser.execute(() => document.querySelector('.ProseMirror aside.related .title')?.textContent ?? '');
    const field = (name: string) => window.browser.$(`.ProseMirror [data-attribute="${name}"] input`);

    test('words are underlined in cards and in the list of related links', async () => {
      await window.command('Panen raya');
      await until(async () => (await window.headline.getValue()).startsWith('Panen'), 'the story to open');
      await until(async () => (await blocks()).length === 3, 'the underlines');
      expect(await blocks()).toEqual(['pemrintah', 'jgung', 'vidio']);
      await window.browser.$(`//*[@role="tab"][normalize-space(.)=${literal(window.t('inspector.story'))}]`).click();
      await until(
        async () => (await window.count('li[data-number] .misspelt')) === 2,
        'the words in the list of related links',
      );
      expect(await window.looks(desk, 'spelling-cards')).toEqual([]);
    });

    test('F8 goes through them, and what was meant comes in their place; one undo takes it back', async () => {
      await window.body.click();
      await window.press('Ctrl', '\uE011');
      await window.press(F8);
      await until(async () => (await offered()) === 'pemerintah', 'what was meant');
      await desk.screenshot('spelling-card-light-1440');
      expect(await window.accessibility()).toEqual([]);
      await window.press(ENTER);
      await until(async () => (await title()) === 'Janji pemerintah dan jgung naik', 'the correction');
      await menu().waitForExist({ reverse: true });
      await until(async () => (await blocks()).join() === 'jgung,vidio', 'the card to be looked at again');
      await window.press(F8);
      await until(async () => (await offered()) === 'jagung', 'the other word of the title');
      await window.press(ESCAPE);
      await window.press(F8);
      await until(async () => (await offered()) === 'video', 'the title of the embed');
      await window.press(ENTER);
      await until(async () => (await field('title').getValue()) === 'Lihat video panen', 'its correction');
      await window.press('Ctrl', 'z');
      await until(async () => (await field('title').getValue()) === 'Lihat vidio panen', 'the undo');
      await window.press('Ctrl', 'z');
      await until(async () => (await title()) === 'Janji pemrintah dan jgung naik', 'the undo of the first');
    });

    test('the other button opens the menu of the word that it is at', async () => {
      await until(async () => (await blocks()).join() === 'pemrintah,jgung,vidio', 'the underlines');
      await window.browser.$('//aside[contains(@class, "related")]//*[.="jgung"]').click({ button: 'right' });
      await until(async () => (await offered()) === 'jagung', 'what was meant in the card');
      await window.press(ENTER);
      await until(async () => (await title()) === 'Janji pemrintah dan jagung naik', 'the correction');
      await field('title').click();
      await window.press('\uE011');
      for (let letter = 0; letter < 8; letter += 1) await window.press('\uE014');
      await window.press('Ctrl', '.');
      await until(async () => (await offered()) === 'video', 'what was meant in the field');
      await desk.screenshot('spelling-field-light-1440');
      await window.press(ENTER);
      await until(async () => (await field('title').getValue()) === 'Lihat video panen', 'the correction');
    });

    test('words about a picture are underlined in their field, also where it is scrolled', async () => {
      await window.body.click();
      await window.press('Ctrl', '\uE010');
      const file = resolve(import.meta.dirname, '../../../src-tauri/crates/pictures/tests/pictures/iptc.jpg');
      await new Pictures(window).paste(file, 'image/jpeg');
      await field('alt').click();
      await window.press('Ctrl', 'a');
      const long = 'Karung beras di gudang yang baru dibuka di Kendal, tempat para petani menjemur padi dan jgung';
      await window.type(long);
      await until(async () => (await blocks()).includes('jgung'), 'the underline');
      const offset = () =>
        window.browser.execute(() => {
          const part = document.querySelector('.ProseMirror [data-attribute="alt"]');
          return [part?.querySelector('input')?.scrollLeft ?? 0, part?.querySelector('.underlines')?.scrollLeft ?? 0];
        });
      const isFollowed = async () => {
        const [scrolled = 0, followed = 0] = await offset();
        return scrolled > 1 && Math.abs(followed - scrolled) <= 1;
      };
      await until(isFollowed, 'the underlines to be scrolled with the words');
      expect(await window.looks(desk, 'spelling-field')).toEqual([]);
      await field('alt').click();
      await window.press('\uE011');
      await until(async () => (await offset()).join() === '0,0', 'the underlines to go back with the words');
    });
  });
});
