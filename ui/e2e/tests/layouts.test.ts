// The preview's layouts: side by side, by size, with options; one's own, which follow their files; from a page to the text
// and back; and what each shipped layout looks like.

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until, xdotool } from '../desk';
import { Window } from '../pages';
import { addIllustrated, apart, Previews, small } from '../pagesPreview';

const LOOKS = join(import.meta.dirname, '../looks');
/** Of 1: what another version of the engine may draw otherwise. A page without its style sheet is ten times as far. */
const TOLERANCE = 0.02;

const PHONE = 'Web article — phone';
const DESK = 'Web article — desktop';
const SEARCH = 'Search result';
/** Looked at in both dresses. */
const DARK: readonly string[] = ['phone', 'front', 'reader', 'search', 'push', 'share'];

describe('layouts', () => {
  const desk = Desk.at();
  let window: Window;
  let previews: Previews;
  /** A story with a picture, and one with many paragraphs. */
  let illustrated = '';
  let long = '';

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan', '--sample');
    illustrated = addIllustrated(desk);
    window = new Window(await desk.open());
    previews = new Previews(window);
    await until(async () => (await window.count('[data-story]')) > 4, 'the list');
    long = await window.headline.getValue();
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('stand side by side, as many as one likes, at any size', async () => {
    await previews.open(2);
    expect(await previews.names()).toEqual([PHONE, DESK]);
    await previews.toggle(SEARCH);
    await previews.count(3);
    await previews.toggle(DESK);
    await until(async () => (await previews.names()).join() === [PHONE, SEARCH].join(), 'two of them');
    await desk.screenshot('layouts-side-by-side');
    expect(await window.accessibility()).toEqual([]);

    await previews.show(SEARCH);
    const before = (await previews.box('body')).width;
    await window.button('preview.larger').click();
    await until(async () => (await previews.box('body')).width > before * 1.1, 'a larger page');
    await window.button('preview.fit').click();
    await until(async () => Math.abs((await previews.box('body')).width - before) < 1, 'the page as it was');
  });

  test('look as they did', async () => {
    await window.button('preview.close').click();
    await opened(illustrated);
    await previews.open(1);
    for (const [name, file] of [
      [PHONE, 'phone'],
      ['Web article — tablet', 'tablet'],
      [DESK, 'desktop'],
      ['Reader page (AMP)', 'reader'],
      ['Front page', 'front'],
      ['Newsletter', 'newsletter'],
      ['Newsletter — plain text', 'newsletter-text'],
      ['Wire copy', 'wire'],
      [SEARCH, 'search'],
      ['Push notification', 'push'],
      ['Link preview', 'share'],
    ] as const) {
      await previews.show(name);
      await looksAs(file, name);
      if (!DARK.includes(file)) continue;
      await window.named(window.t('preview.dark')).click();
      await until(async () => (await previews.scheme()) === 'dark', `${name} in the dark`);
      await looksAs(`${file}-dark`, `${name}, dark`);
      await window.named(window.t('preview.dark')).click();
      await until(async () => (await previews.scheme()) === 'light', `${name} in the light`);
    }
    await window.button('preview.close').click();
    await opened(long);
    await previews.open(1);
  });

  test('have options, which are seen at once and kept', async () => {
    await previews.show(PHONE);
    const tags = () => previews.box('#tags').then(({ height }) => height > 0);
    await until(tags, 'tags');
    await previews.option('Tags').click();
    await until(async () => !(await tags()), 'no tags');
    await window.button('preview.close').click();
    await previews.open(1);
    expect(await tags()).toBe(false);
    await window.button('preview.reset').click();
    await until(tags, 'the tags again');

    await previews.show('Wire copy');
    const takes = async () => ((await window.previews())[0]?.text.match(/TAKE|LEMBAR/g) ?? []).length;
    const few = await takes();
    await previews.option('Words a take').click();
    xdotool('key', 'ctrl+a');
    await window.type('100');
    await until(async () => (await takes()) > few, 'more takes');
    await previews.option('Where it goes on').click();
    xdotool('key', 'ctrl+a');
    await window.type('LANJUT');
    await previews.says('(LANJUT)');
    await desk.screenshot('layouts-options');
  });

  test('are copied, and the page follows the copy’s files; what was seen last stays while one has a fault', async () => {
    await previews.show(PHONE);
    await window.button('preview.duplicate').click();
    const copy = `${PHONE} (copy)`;
    await until(async () => (await previews.names()).join() === copy, 'the copy in its place');
    const file = join(desk.home, 'desk.layouts/web-phone-2/layout.html');
    const template = readFileSync(file, 'utf8');

    writeFileSync(file, template.replace('<article>', '<article><p>Sisipan {{ house }}</p>'));
    await previews.says('Sisipan Kontan');
    writeFileSync(file, '<p>Sisipan\n{{ housse }}</p>');
    await until(async () => (await previews.fault()).includes('web-phone-2/layout.html, line 2'), 'the fault’s place');
    expect(await previews.fault()).toContain(window.t('preview.stays'));
    await previews.says('Sisipan Kontan');
    await desk.screenshot('layouts-fault');
    expect(await window.accessibility()).toEqual([]);

    writeFileSync(file, '<!DOCTYPE html><html><head></head><body><p>Sisipan baru</p></body></html>');
    await previews.says('Sisipan baru');
    expect(await previews.fault()).toBe('');
    rmSync(join(desk.home, 'desk.layouts'), { recursive: true });
    await until(async () => (await window.text()).includes(copy) === false, 'the copy to be gone');
  });

  test('lead from a page to the paragraph in the text, and back', async () => {
    await previews.show(PHONE);
    await previews.click('[data-block="5"]');
    await until(async () => (await previews.caret()) === 5, 'the cursor in the paragraph');
    await window.type('Sela. ');
    await previews.says('Sela. ');
    await desk.screenshot('layouts-beside');

    xdotool('key', 'ctrl+End');
    const last = (await window.blocks()).length - 1;
    await until(async () => (await previews.caret()) === last, 'the cursor in the last paragraph');
    const marked = async () => {
      const [{ mark, screen }, box] = [await previews.mark(), await previews.box(`[data-block="${String(last)}"]`)];
      const inSight = mark.y >= screen.y && mark.y + mark.height <= screen.y + screen.height;
      return mark.height > 0 && Math.abs(mark.y - box.y) < 2 && inSight;
    };
    await until(marked, 'the last paragraph to be marked, in sight');
    await previews.click('[data-field="headline"]');
    await until(() => window.headline.isFocused(), 'the headline to have the keys');
    await window.button('preview.beside').click();
    await window.button('preview.close').click();
  });

  test('show several stories, which were picked in the list', async () => {
    await window.browser.execute(() => document.querySelector<HTMLElement>('[role="listbox"][data-first]')?.focus());
    xdotool('key', 'Home');
    for (let more = 0; more < 4; more += 1) xdotool('key', 'shift+Down');
    await until(async () => (await window.count('.story.picked')) === 5, 'five picked stories');
    const titles = await window.browser.execute(() =>
      [...document.querySelectorAll<HTMLElement>('.story.picked .title')].map((title) => title.innerText.trim()),
    );
    await previews.open(1);
    await previews.show('Front page');
    for (const title of titles) await previews.says(title);
    await desk.screenshot('layouts-front');
    await previews.show('Newsletter');
    for (const title of titles) await previews.says(title);
    await window.button('preview.close').click();
  });

  /** A picture of the page is hardly apart from the one that is kept under this name. */
  async function looksAs(file: string, what: string) {
    const picture = await previews.picture(desk, `layout-${file}`);
    const look = join(LOOKS, `${file}.png`);
    if (process.env['UPDATE_LOOKS'] !== undefined) {
      mkdirSync(LOOKS, { recursive: true });
      copyFileSync(small(picture), look);
    }
    expect(apart(picture, look), what).toBeLessThan(TOLERANCE);
  }

  async function opened(headline: string) {
    await window.command(headline);
    await until(async () => (await window.headline.getValue()) === headline, 'the story to open');
  }
});
