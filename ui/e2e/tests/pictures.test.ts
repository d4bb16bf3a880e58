// Pictures of every state of the window that a person meets, in both themes and sizes, for anyone to look at:
// target/screenshots. And what axe finds in each of them.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyToClipboard, Desk, until } from '../desk';
import { copy } from '../fixture';
import { Window, type Language } from '../pages';

const ESCAPE = '\uE00C';
const ENTER = '\uE007';
const END = '\uE010';
const UP = '\uE013';
const DELETE = '\uE017';
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 640 },
];

describe('the window as it looks', () => {
  const empty = Desk.at();
  const desk = Desk.at();
  let window: Window;

  beforeAll(() => {
    empty.cli('init', '--house', 'kontan');
    desk.cli('init', '--house', 'kontan', '--sample');
  });

  afterAll(async () => {
    await empty.close();
    await desk.close();
    empty.remove();
    desk.remove();
  });

  test('an empty newsroom', async () => {
    window = new Window(await empty.open());
    await window.button('first.sample').waitForDisplayed();
    await everyLook(empty, 'empty', ['en', 'id']);
    await empty.close();
  });

  test('a story being edited', async () => {
    window = new Window(await desk.open());
    await openSample();
    await everyLook(desk, 'editing', ['en', 'id']);
  });

  test('the suggested stories', async () => {
    await everyLook(desk, 'suggested', ['en', 'id'], async () => {
      const list = window.browser.$('button[data-hide]');
      await list.waitForExist();
      await list.scrollIntoView({ block: 'start' });
      return async () => undefined;
    });
  });

  test('a search, and what of it was not understood', async () => {
    await everyLook(desk, 'search', ['en', 'id'], async () => {
      await window.press('Ctrl', 'Shift', 'f');
      await window.field('list.search').waitForDisplayed();
      await window.type('warna:merah pelabuhan ');
      await window.browser.$(`//*[@role="group"][@aria-label="${window.t('search.facets')}"]`).waitForDisplayed();
      return async () => {
        await window.field('list.search').click();
        await window.press(ESCAPE);
        await window.field('list.search').waitForExist({ reverse: true });
      };
    });
  });

  test('a related link being chosen', async () => {
    await everyLook(desk, 'related', ['en'], () => dialog('Ctrl', 'Shift', 'l'));
  });

  test('the check tab', async () => {
    await everyLook(desk, 'check', ['en'], async () => {
      await window.button('inspector.check').click();
      return () => window.button('inspector.story').click();
    });
  });

  test('the preview', async () => {
    await everyLook(desk, 'preview', ['en', 'id'], async () => {
      await window.press('Ctrl', 'p');
      const shown = async () => {
        const pages = await window.previews();
        return pages.length === 2 && pages.every((page) => page.text.length > 200);
      };
      await until(shown, 'both previews');
      return () => window.press(ESCAPE);
    });
  });

  test('the export', async () => {
    await everyLook(desk, 'export', ['en', 'id'], () => dialog('Ctrl', 'e'));
  });

  test('the palette', async () => {
    await everyLook(desk, 'palette', ['en'], async () => {
      const close = await dialog('Ctrl', 'k');
      await window.type('rupiah');
      await window.option('Rupiah').waitForDisplayed();
      return close;
    });
  });

  test('all shortcuts', async () => {
    await everyLook(desk, 'shortcuts', ['en'], () => dialog('Ctrl', '/'));
  });

  test('pasted copy, recognised', async () => {
    await window.press('Ctrl', 'n');
    await until(async () => (await window.headline.getValue()) === '', 'a new story');
    copyToClipboard(copy.text);
    await everyLook(desk, 'paste', ['en', 'id'], async () => {
      await window.body.click();
      return dialog('Ctrl', 'v');
    });
  });

  test('what two people changed, to choose in', async () => {
    const lines = ['Harga cabai naik di Solo.', 'Pedagang menunggu pasokan dari Kediri.', 'Pemerintah belum menjawab.'];
    const file = desk.file('cabai.txt', lines.join('\n'));
    const { id } = JSON.parse(desk.cli('import', file, '--json')) as { id: string };
    desk.cli('set', id, 'headline=Harga cabai', 'place=Solo');
    // As a colleague hands it back who changed the same words.
    const handed = desk.cli('export', id, '--format', 'story', '--out', join(desk.home, 'serah')).trim();
    const back = readFileSync(handed, 'utf8')
      .replace('menunggu pasokan dari Kediri', 'menanti kiriman dari Blitar')
      .replace('"Harga cabai"', '"Cabai langka di pasar"');
    desk.cli('set', id, 'headline=Harga cabai melonjak');
    await window.command('Harga cabai melonjak');
    await until(async () => (await window.blocks()).length === 3, 'the story to open');
    await window.browser.$('.ProseMirror > p:nth-of-type(2)').click();
    await window.press('Ctrl', 'a');
    for (const line of [...lines].map((words) => words.replace('menunggu pasokan', 'memborong stok'))) {
      await window.type(line);
      await window.press('\uE007');
    }
    await window.saved();
    desk.cli('import', desk.file('cabai.redaksi-story', back));
    await window.button('notice.mergeBack').waitForDisplayed();
    await everyLook(desk, 'merge', ['en', 'id'], async () => {
      await window.button('notice.mergeBack').click();
      const asked = window.browser.$('[role="dialog"]');
      await asked.$('fieldset:last-of-type input[value="theirs"]').click();
      await asked.$('details summary').click();
      return async () => {
        await window.press(ESCAPE);
        await asked.waitForExist({ reverse: true });
      };
    });
  });

  test('the history, and what has changed since a version', async () => {
    await openSample();
    await window.button('inspector.history').click();
    await window.button('history.keep').click();
    const keeping = window.browser.$('[role="dialog"]');
    await keeping.waitForDisplayed();
    await window.type('sebelum dicek bagian hukum');
    await window.press(ENTER);
    await keeping.waitForExist({ reverse: true });
    await window.headline.click();
    await window.press(END);
    await window.type(', kata analis');
    await window.browser.$('.ProseMirror > p').click();
    await window.browser.execute(() => {
      const paragraph = document.querySelector('.ProseMirror > p');
      if (paragraph) getSelection()?.collapse(paragraph, paragraph.childNodes.length);
    });
    await window.type(' Keterangan ini baru masuk.');
    await window.browser.$('.ProseMirror > p:nth-of-type(3)').click();
    await window.press(END);
    await window.press('Shift', UP);
    await window.press(DELETE);
    await window.saved();
    await everyLook(desk, 'history', ['en', 'id'], async () => {
      await window.button('inspector.history').click();
      const version = window.browser.$('//*[@id="history"]//*[@role="option"][contains(., "bagian hukum")]');
      await version.waitForDisplayed();
      await version.click();
      await window.browser.$('[data-change]').waitForDisplayed();
      return async () => {
        await window.press(ESCAPE);
        await window.browser.$('[data-change]').waitForExist({ reverse: true });
        await window.button('inspector.story').click();
      };
    });
  });

  /** Opens a dialog by its keys; what closes it again. */
  async function dialog(...keys: string[]): Promise<() => Promise<void>> {
    await window.press(...keys);
    await window.browser.$('[role="dialog"]').waitForDisplayed();
    return async () => {
      await window.press(ESCAPE);
      await window.browser.$('[role="dialog"]').waitForExist({ reverse: true });
    };
  }

  /** Opens the first story of the list that has related links in it. */
  async function openSample() {
    const rows = desk.cli('list', '--json').trim().split('\n');
    const stories = rows.map((row) => JSON.parse(row) as { headline: string; relatedLinks: unknown[] });
    const story = stories.find((one) => one.relatedLinks.length > 0) ?? stories[0];
    await window.command(story?.headline ?? '');
    await until(
      async () => (await window.headline.isExisting()) && (await window.headline.getValue()) === story?.headline,
      'the story to open',
    );
  }

  /** Both themes, both sizes, the languages asked for; axe in each theme. `show` brings about what is to be seen. */
  async function everyLook(at: Desk, name: string, languages: Language[], show?: () => Promise<() => Promise<void>>) {
    for (const language of languages) {
      for (const theme of ['light', 'dark'] as const) {
        await dress(theme, language);
        const hide = await show?.();
        for (const { width, height } of SIZES) {
          await at.resize(width, height);
          await at.screenshot([name, theme, `${width}x${height}`, ...(language === 'en' ? [] : [language])].join('-'));
          if (language === 'en') expect(await window.accessibility(), `${name}, ${theme}, ${width}`).toEqual([]);
        }
        await at.resize(1440, 900);
        await hide?.();
      }
    }
    await dress('light', 'en');
  }

  /** Changes theme and language as a person does, by the palette; which offers only what is not so yet. */
  async function dress(theme: 'light' | 'dark', language: Language) {
    const now = await window.browser.execute(() => ({
      theme: document.documentElement.dataset['theme'],
      language: document.documentElement.lang,
    }));
    if (now.theme !== theme) await window.command(window.t('command.theme', { theme: window.t(`theme.${theme}`) }));
    if (now.language !== language) await window.command(window.t(`command.language.${language}`));
    window.language = language;
  }
});
