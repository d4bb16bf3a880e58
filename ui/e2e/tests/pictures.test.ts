// Pictures of every state of the window that a person meets, in both themes and sizes, for anyone to look at:
// target/screenshots. And what axe finds in each of them.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyToClipboard, Desk, until } from '../desk';
import { copy } from '../fixture';
import { Window, type Language } from '../pages';

const ESCAPE = '\uE00C';
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
