// The main job, whole, in the real window: from an empty newsroom to exported files, and everything still there after
// the window was closed, and after it was killed.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyToClipboard, Desk, until } from '../desk';
import { copy } from '../fixture';
import { Window } from '../pages';

/** As it is set while it is typed with the quotation marks of a keyboard. */
const HEADLINE = 'Kedua Negara Harus Jadi “Sahabat Baja”';

describe('the main job', () => {
  const desk = Desk.at();
  let window: Window;
  /** The archive's story that the new one points at. */
  let target = '';

  beforeAll(async () => {
    // A first run: there is no newsroom yet, and the window makes one.
    window = new Window(await desk.open());
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('an empty newsroom offers a sample, Paste and Import', async () => {
    for (const key of ['first.sample', 'first.paste', 'first.import']) {
      await window.button(key).waitForDisplayed();
    }
    await desk.screenshot('main-job-empty');
    await window.button('first.sample').click();
    await until(async () => (await window.text()).includes('KONTAN.CO.ID'), 'a sample story to open');
  });

  test('pasted copy becomes a story after one confirmation', async () => {
    await window.press('Ctrl', 'n');
    await until(async () => (await window.headline.getValue()) === '', 'a new story');
    copyToClipboard(copy.text);
    await window.body.click();
    await window.press('Ctrl', 'v');
    const dialog = window.browser.$('[role="dialog"]');
    await dialog.waitForDisplayed();
    const shown = await dialog.getText();
    for (const part of [copy.source, copy.editor, 'KONTAN.CO.ID', copy.place, '17']) expect(shown).toContain(part);
    await desk.screenshot('main-job-paste');
    await window.button('paste.asStory').click();
    await dialog.waitForDisplayed({ reverse: true });

    expect(await window.count('.ProseMirror > p')).toBe(17);
    const cards = await window.browser.execute(() =>
      [...document.querySelectorAll('.ProseMirror > *')].flatMap((block, at) =>
        block.matches('[data-related], aside.related, .related') ? [at] : [],
      ),
    );
    expect(cards).toHaveLength(2);
    expect(await window.field('field.source').getValue()).toBe(copy.source);
    expect(await window.field('field.editor').getValue()).toBe(copy.editor);
    expect(await window.field('field.place').getValue()).toBe(copy.place);
    // The article has no headline: the field is empty, has the focus, and the story says so.
    expect(await window.headline.getValue()).toBe('');
    expect(await window.headline.isFocused()).toBe(true);
    expect(await window.text()).toContain(window.t('finding.headlineMissing'));
  });

  test('one undo takes the paste back, one redo brings it again', async () => {
    await window.press('Ctrl', 'z');
    await until(async () => (await window.count('.ProseMirror > p')) === 1, 'the paste to be undone');
    expect(await window.field('field.source').getValue()).toBe('');
    await window.press('Ctrl', 'Shift', 'z');
    await until(async () => (await window.count('.ProseMirror > p')) === 17, 'the paste to be redone');
    expect(await window.field('field.source').getValue()).toBe(copy.source);
  });

  test('a headline, two tags and a related link are added by keyboard', async () => {
    await window.headline.click();
    await window.type(HEADLINE.replace(/[“”]/g, '"'));
    await window.field('field.slugline').click();
    await window.type('BAJA/MOSKOW');
    const tags = window.field('field.tags');
    await tags.click();
    await window.type('Rusia');
    await window.press('\uE007');
    await window.type('Tiongkok');
    await window.press('\uE007');

    // The link goes where the caret is: into the body, after the first paragraph.
    await window.browser.$('.ProseMirror > p').click();
    await window.press('Ctrl', 'Shift', 'l');
    const search = window.field('relatedPicker.search');
    await search.waitForDisplayed();
    const stories = JSON.parse(
      `[${desk.cli('list', '--stage', 'exported', '--json').trim().split('\n').join(',')}]`,
    ) as {
      headline: string;
    }[];
    target = stories[0]?.headline ?? '';
    expect(target).not.toBe('');
    await search.click();
    await window.type(target.split(' ').slice(0, 3).join(' '));
    const found = window.option(target);
    await found.waitForDisplayed();
    await window.press('\uE007');
    await until(async () => (await window.blocks()).some((block) => block.includes(target)), 'the related link');
    await window.saved();

    const story = newest();
    expect(story.headline).toBe(HEADLINE);
    expect(story.tags).toEqual(['Rusia', 'Tiongkok']);
    expect(story.relatedLinks).toHaveLength(3);
    const added = story.relatedLinks.find((link) => link.title === target);
    expect(added?.storyId).toBeTruthy();
    expect(added?.after).toBe(1);
    await desk.screenshot('main-job-editing');
  });

  test('the preview shows it, follows the typing, and runs nothing', async () => {
    await window.press('Ctrl', 'p');
    // Phone and desktop, side by side in a window of this width.
    for (const page of await everyPreviewSays(copy.place, 2)) {
      expect(page.text).toContain(HEADLINE.slice(0, 20));
      expect(page.html).toContain('Baca Juga');
      expect(page.text).toContain(target);
      expect(page.html).toMatch(/<li>Rusia<\/li>\s*<li>Tiongkok<\/li>/);
      expect(page.sandbox).not.toContain('allow-scripts');
      expect(page.html).not.toMatch(/<script/i);
    }
    await desk.screenshot('main-job-preview');

    await window.button('preview.beside').click();
    await window.headline.click();
    await window.press('\uE010');
    await window.type(' di Moskow');
    await everyPreviewSays(`${HEADLINE} di Moskow`);
    await window.press('Ctrl', 'z');
    await until(async () => (await window.headline.getValue()) === HEADLINE, 'the headline as it was');
    await window.button('preview.beside').click();
    await window.press('\uE00C');
  });

  test('it is exported as HTML, text and ninjs, and the newsroom remembers', async () => {
    await window.press('Ctrl', 'e');
    const dialog = window.browser.$('[role="dialog"]');
    await dialog.waitForDisplayed();
    await choose(['html', 'txt', 'ninjs']);
    await desk.screenshot('main-job-export');
    await window.button('export.go').click();
    const folder = join(desk.home, 'Ekspor');
    await until(() => files(folder).length >= 3, 'three files');
    const names = files(folder).map((file) => file.split('/').at(-1));
    expect(names.sort()).toEqual(['baja-moskow.html', 'baja-moskow.ninjs.json', 'baja-moskow.txt']);

    const text = readFileSync(files(folder).find((file) => file.endsWith('.txt')) ?? '', 'utf8');
    expect(text).toContain(`Sumber: ${copy.source} | Editor: ${copy.editor}`);
    expect(text).toContain(`KONTAN.CO.ID - ${copy.place}. `);
    const page = readFileSync(files(folder).find((file) => file.endsWith('.html')) ?? '', 'utf8');
    expect(page).toContain('application/ld+json');
    const item = JSON.parse(readFileSync(files(folder).find((file) => file.endsWith('.json')) ?? '', 'utf8')) as {
      headlines: { value: string }[];
      subjects: { name: string }[];
    };
    expect(item.headlines.map(({ value }) => value)).toContain(HEADLINE);
    expect(item.subjects.map(({ name }) => name)).toEqual(expect.arrayContaining(['Rusia', 'Tiongkok']));
    await desk.screenshot('main-job-exported');
    await until(async () => (await window.text()).includes('baja-moskow.html'), 'the result');
    await window.press('\uE00C');
    await dialog.waitForExist({ reverse: true });
    expect(newest().stage).toBe('draft');
    await remembered();
  });

  test('after closing the window and opening it again, everything is there', async () => {
    const before = newest();
    await desk.quit();
    // One file, whole: what people copy or mail. Texts in a log beside it would be missing there.
    expect(['-wal', '-shm'].filter((beside) => existsSync(desk.newsroom + beside))).toEqual([]);
    window = new Window(await desk.open());
    await reopened(before.headline);
    expect(newest()).toEqual(before);
    await remembered();
  });

  test('what was typed before the window was closed is taken back after it, and done again after another time', async () => {
    await window.body.click();
    await window.press('Ctrl', '\uE010');
    await window.type(' Kalimat terakhir.');
    await window.saved();
    await desk.quit();
    window = new Window(await desk.open());
    await reopened(HEADLINE);
    const last = async () => (await window.blocks()).at(-1) ?? '';
    expect(await last()).toContain('Kalimat terakhir.');
    await window.body.click();
    await window.press('Ctrl', 'z');
    await until(async () => !(await last()).includes('terakhir'), 'the sentence to be taken back');
    await window.saved();
    await desk.quit();
    window = new Window(await desk.open());
    await reopened(HEADLINE);
    expect(await last()).not.toContain('terakhir');
    await window.body.click();
    await window.press('Ctrl', 'Shift', 'z');
    await until(async () => (await last()).includes('Kalimat terakhir.'), 'the sentence to be done again');
    await window.press('Ctrl', 'z');
    await until(async () => !(await last()).includes('terakhir'), 'the sentence to be taken back once more');
    await window.saved();
    await reopened(HEADLINE);
  });

  test('killed one second after the last key, nothing is missing', async () => {
    await window.headline.click();
    await window.press('\uE010');
    await window.type(' di Kremlin');
    await window.browser.$('.ProseMirror > p').click();
    await window.press('\uE010');
    await window.type(' Kalimat terakhir sebelum listrik padam.');
    await new Promise((second) => setTimeout(second, 1000));
    // A machine that stands still for a while is no fault of ours.
    await window.saved();
    await desk.kill();
    window = new Window(await desk.open());
    await reopened(`${HEADLINE} di Kremlin`);
    expect((await window.blocks()).join('\n')).toContain('Kalimat terakhir sebelum listrik padam.');
    expect(newest().headline).toBe(`${HEADLINE} di Kremlin`);
    desk.cli('verify');
  });

  /** The export dialog tells of the three files that are out. */
  async function remembered() {
    await window.press('Ctrl', 'e');
    const memory = window.browser.$(`[aria-label="${window.t('export.memory')}"]`);
    await memory.waitForDisplayed();
    const said = await memory.getText();
    for (const kind of ['html', 'txt', 'ninjs']) expect(said).toContain(window.t(`export.kind.${kind}`));
    expect(said).not.toContain(window.t('export.kind.md'));
    await window.press('\uE00C');
    await memory.waitForExist({ reverse: true });
  }

  /** Waits until every preview, `count` of them at least, says it; what they say. */
  async function everyPreviewSays(text: string, count = 1) {
    let pages = await window.previews();
    const says = async () => {
      pages = await window.previews();
      // A line of the article may be broken anywhere.
      return pages.length >= count && pages.every((page) => page.text.replace(/\s+/g, ' ').includes(text));
    };
    await until(says, `every preview to say “${text}”`);
    return pages;
  }

  async function reopened(headline: string) {
    await until(async () => (await window.headline.getValue()) === headline, 'the last story to open');
    expect(await window.count('.ProseMirror > p')).toBe(17);
    expect(await window.field('field.source').getValue()).toBe(copy.source);
    expect(await window.text()).toContain('Tiongkok');
  }

  async function choose(kinds: string[]) {
    for (const kind of ['html', 'md', 'txt', 'ninjs']) {
      const button = window.button(`export.kind.${kind}`);
      const pressed = (await button.getAttribute('aria-pressed')) === 'true';
      if (pressed !== kinds.includes(kind)) await button.click();
    }
  }

  interface Story {
    headline: string;
    tags: string[];
    stage: string;
    relatedLinks: { title: string; storyId: string | null; after: number }[];
  }

  function newest(): Story {
    return JSON.parse(desk.cli('list', '--limit', '1', '--json')) as Story;
  }
});

/** All files under a folder, but for those that are still being written. */
function files(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return entry.name.endsWith('.part') ? [] : [path];
  });
}
