// Suggestions and notes as two people at a desk meet them: real typing, deciding, undo, and a window that was closed meanwhile.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { literal, Window } from '../pages';

const ESCAPE = '\uE00C';
const ORIGINAL = ['Air di hulu sungai surut sejak pagi.', 'Warga mulai kembali ke rumah.'];

describe('suggesting in the real window', () => {
  const desk = Desk.at();
  let window: Window;
  let id = '';

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    const line = {
      headline: 'Banjir surut',
      slugline: 'BANJIR',
      source: 'Reuters',
      language: 'id',
      text: ORIGINAL.join('\n'),
    };
    desk.cli('import', '--jsonl', desk.file('naskah.jsonl', `${JSON.stringify(line)}\n`));
    id = (JSON.parse(desk.cli('list', '--json')) as { id: string }).id;
    window = new Window(await desk.open());
    await window.body.waitForExist();
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  /** The text as the newsroom has it. */
  function stored(): string[] {
    const { body } = JSON.parse(desk.cli('show', id, '--json')) as {
      body: { content: { content?: { text: string }[] }[] };
    };
    return body.content.map(({ content }) => (content ?? []).map(({ text }) => text).join(''));
  }

  /** Selects words of the text, as a double click would. */
  async function select(from: string, length: number) {
    await window.browser.execute(
      (words, count) => {
        const body = document.querySelector<HTMLElement>('.ProseMirror');
        const walker = body && document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
        for (let node = walker?.nextNode(); node; node = walker?.nextNode()) {
          const at = node.textContent?.indexOf(words) ?? -1;
          if (at < 0 || node.parentElement?.closest('.deleted')) continue;
          body?.focus();
          document.getSelection()?.setBaseAndExtent(node, at, node, at + count);
          return;
        }
        throw new Error(`${words} is not in the text`);
      },
      from,
      length,
    );
  }

  const tab = (key: string) =>
    window.browser.$(`//*[@role="tab"][starts-with(normalize-space(.), ${literal(window.t(key))})]`);
  const rows = () => window.count(`ol[aria-label=${literal(window.t('suggestions.list'))}] > li`);
  const decide = (way: 'accept' | 'reject', key: string, values: Record<string, string> = {}) =>
    window.named(window.t(`suggestions.${way}`, { about: window.t(key, values) }), 'button');

  const field = (name: string) => window.browser.$(`textarea[data-field="${name}"]`);
  const focused = () => window.browser.execute(() => (document.activeElement as HTMLElement).dataset['field'] ?? '');
  /** What stands beneath a field that was suggested. */
  const marked = (name: string) =>
    window.browser.execute(
      (of) => document.querySelector(`.box:has([data-field="${of}"]) .suggested`)?.textContent ?? '',
      name,
    );

  /** What is struck out and what is marked in it. */
  const drawn = (name: string) =>
    window.browser.execute((of) => {
      const box = document.querySelector(`.box:has([data-field="${of}"]) .suggested`);
      return ['del', 'ins'].map((tag) => [...(box?.querySelectorAll(tag) ?? [])].map((e) => e.textContent).join('|'));
    }, name);

  /** Headline and deck as the newsroom has them. */
  function shown(): string[] {
    const { headline, deck } = JSON.parse(desk.cli('show', id, '--json')) as { headline: string; deck: string };
    return [headline, deck];
  }

  /** Somebody else sits down at this window. */
  async function callMe(name: string) {
    await window.press('Ctrl', 'k');
    await window.browser.$('[role="dialog"]').waitForDisplayed();
    await window.type(window.t('command.name'));
    await window.option(window.t('command.name')).click();
    const line = window.field('name.label');
    await line.waitForDisplayed();
    await line.setValue(name);
    await window.button('name.save').click();
    await window.browser.$('[role="dialog"]').waitForExist({ reverse: true });
  }

  test('what is typed and deleted stands in the text with its original, and is saved as accepted', async () => {
    await window.body.click();
    await window.press('Ctrl', 'Shift', 'e');
    await until(
      async () => (await window.status()).includes(window.t('status.suggesting')),
      'the mode in the status bar',
    );
    await select('pagi', 4);
    await window.type('kemarin');
    await select(' hulu', 5);
    await window.press('\uE017');
    await tab('inspector.notes').click();
    await until(async () => (await rows()) === 2, 'both suggestions in the list');
    await window.saved();
    expect(stored()).toEqual(['Air di sungai surut sejak kemarin.', ORIGINAL[1]]);
    expect(desk.cli('show', id)).toContain('penguji 2');
    expect(await window.count('.ProseMirror .inserted')).toBe(1);
    expect(await window.count('.ProseMirror del')).toBe(2);
    expect(await window.looks(desk, 'suggesting')).toEqual([]);
  });

  test('whose a suggestion is, is said within the column, also where a line ends', async () => {
    const overhang = () =>
      window.browser.execute(() => {
        const tag = document.querySelector<HTMLElement>('.suggestion-tag:not([hidden])');
        const column = tag?.offsetParent?.getBoundingClientRect();
        return tag && column ? Math.ceil(tag.getBoundingClientRect().right - column.right) : null;
      });
    await window.body.click();
    await window.press('\uE010');
    await window.type(' Warga di tepi sungai masih menunggu kabar dari pintu air sebelum mereka pulang.');
    for (const word of ['menunggu', 'kabar', 'dari', 'pintu', 'sebelum', 'mereka', 'pulang']) {
      await select(word, word.length);
      await until(async () => (await overhang()) !== null, 'the tag');
      expect(await overhang(), word).toBeLessThanOrEqual(0);
    }
    for (let step = 0; step < 9 && stored().join().includes('tepi'); step += 1) {
      await window.press('Ctrl', 'z');
      await window.saved();
    }
    expect(stored()).toEqual(['Air di sungai surut sejak kemarin.', ORIGINAL[1]]);
  });

  test('one is accepted, undo brings it back as it was, one is rejected', async () => {
    const deleted = () => decide('accept', 'suggestions.said.deleted', { deleted: 'hulu' });
    await deleted().click();
    await until(async () => (await rows()) === 1, 'one suggestion left');
    expect((await window.blocks())[0]).toContain('Air di sungai');
    await window.body.click();
    await window.press('Ctrl', 'z');
    await until(async () => (await rows()) === 2, 'both again');
    await deleted().click();
    await until(async () => (await rows()) === 1, 'one suggestion left');
    await decide('reject', 'suggestions.said.replaced', { deleted: 'pagi', inserted: 'kemarin' }).click();
    await until(async () => (await rows()) === 0, 'none left');
    await window.saved();
    expect(stored()).toEqual(['Air di sungai surut sejak pagi.', ORIGINAL[1]]);
  });

  test('suggestions outlive the window; rejecting all is the original, undone in one step', async () => {
    const before = stored();
    await select('Warga', 5);
    await window.type('Penduduk');
    await select(' rumah', 6);
    await window.press('\uE017');
    await until(async () => (await rows()) === 2, 'both suggestions');
    await window.saved();
    await desk.quit();
    window = new Window(await desk.open(), window.language);
    await window.body.waitForExist();
    await tab('inspector.notes').click();
    await until(async () => (await rows()) === 2, 'both suggestions after the window was closed');
    expect(await window.status()).toContain(window.t('status.suggesting'));

    await window.press('Ctrl', 'p');
    const previewed = async (words: string, without: string) => {
      const pages = await window.previews();
      return pages.length > 0 && pages.every(({ text }) => text.includes(words) && !text.includes(without));
    };
    await until(() => previewed('Penduduk', 'Warga'), 'the preview of the accepted text');
    await window.button('preview.original').click();
    await until(() => previewed('Warga', 'Penduduk'), 'the preview of the original text');
    await desk.screenshot('suggesting-preview-original');
    await window.button('preview.original').click();
    await window.press(ESCAPE);
    await window.press('Ctrl', 'e');
    await window.button('export.text.original').waitForDisplayed();
    await window.button('export.text.original').click();
    const kind = window.button('export.kind.txt');
    if ((await kind.getAttribute('aria-pressed')) !== 'true') await kind.click();
    await desk.screenshot('suggesting-export-original');
    await window.button('export.go').click();
    const folder = `${desk.home}/Ekspor`;
    const left = () => (existsSync(folder) ? readdirSync(folder, { recursive: true }) : []).map(String);
    await until(() => left().some((name) => name.endsWith('/banjir.txt')), 'the file');
    const written = left().find((name) => name.endsWith('/banjir.txt')) ?? '';
    expect(readFileSync(`${folder}/${written}`, 'utf8')).toContain('Warga mulai');
    await window.press(ESCAPE);
    await window.browser.$('[role="dialog"]').waitForExist({ reverse: true });
    await tab('inspector.notes').click();

    await decide('reject', 'suggestions.all').click();
    await until(async () => (await rows()) === 0, 'none left');
    await window.saved();
    expect(stored()).toEqual(before);
    await window.body.click();
    await window.press('Ctrl', 'z');
    await until(async () => (await rows()) === 2, 'all of them again');
    await window.saved();
    expect(stored()[1]).toBe('Penduduk mulai kembali ke.');
    desk.cli('export', id, '--format', 'txt', '--out', desk.home, '--text', 'original', '--force');
    expect(readFileSync(`${desk.home}/banjir.txt`, 'utf8')).toContain(before[1] as string);
    await decide('accept', 'suggestions.all').click();
    await until(async () => (await rows()) === 0, 'none left');
    await window.saved();
    expect(stored()[1]).toBe('Penduduk mulai kembali ke.');
  });

  test('a note on selected words is answered and resolved, and never leaves', async () => {
    await select('sungai', 6);
    await window.browser.keys(['\uE009', '\uE00A', 'm']);
    const words = window.browser.$(
      `//textarea[@aria-label=${literal(window.t('notes.write.at', { words: 'sungai' }))}]`,
    );
    await words.waitForExist();
    await words.click();
    const height = async () => (await words.getSize()).height;
    const line = await height();
    await window.type('Sungai yang mana? Di hulu ada beberapa yang bermuara di sini.');
    await until(async () => (await height()) > line, 'the field to be as high as its words');
    await window.button('notes.keep').click();
    await window.browser.$(`[data-note]`).waitForExist();
    expect(desk.cli('notes', id)).toContain('“sungai”');
    await window.button('notes.reply').click();
    const reply = window.browser.$(`//textarea[@aria-label=${literal(window.t('notes.reply'))}]`);
    await until(() => reply.isFocused(), 'the reply to have the keys');
    await window.type('Ciliwung.');
    await window.press('Ctrl', '\uE007');
    await until(() => Promise.resolve(desk.cli('notes', id).includes('penguji: Ciliwung.')), 'the reply to be kept');
    await until(async () => (await window.text()).includes('Ciliwung.'), 'the reply to be shown');
    await window.saved();
    expect(desk.cli('show', id)).toContain('penguji 1');
    await desk.screenshot('note-light-1440');
    expect(await window.accessibility()).toEqual([]);
    await window.browser.execute(() => (document.documentElement.dataset['theme'] = 'dark'));
    await desk.screenshot('note-dark-1440');
    expect(await window.accessibility()).toEqual([]);

    const current = () => window.count('li.current');
    await select('Penduduk', 0);
    await window.browser.$('[data-note]').click();
    await until(async () => (await current()) === 1, 'the thread of the words that were clicked');

    await window.button('notes.resolve').click();
    await until(
      async () => (await window.text()).includes(window.t('notes.resolved', { count: '1' })),
      'it to be folded',
    );
    desk.cli('export', id, '--format', 'html', '--out', desk.home);
    const page = readFileSync(`${desk.home}/banjir.html`, 'utf8');
    expect(page).toContain('sungai');
    expect(page).not.toMatch(/Sungai yang mana|data-note|Ciliwung/);
  });

  test('blocks that were deleted, split or given another form are shown and put back', async () => {
    const before = stored();
    const blocks = await window.blocks();
    await select('sejak', 0);
    await window.press('\uE007');
    await select('Penduduk', 8);
    await window.browser.keys(['\uE009', '\uE00A', '2']);
    await until(async () => (await rows()) === 2, 'a split and a crosshead in the list');
    expect(await window.text()).toContain(window.t('suggestions.restyled'));
    await select('sejak', 0);
    await window.press('Shift', '\uE010');
    await window.press('\uE017');
    await window.saved();
    await desk.screenshot('suggesting-blocks-dark');
    await window.browser.execute(() => (document.documentElement.dataset['theme'] = 'light'));
    await desk.screenshot('suggesting-blocks-light');
    expect(await window.accessibility()).toEqual([]);
    await decide('reject', 'suggestions.all').click();
    await until(async () => (await rows()) === 0, 'none left');
    await window.saved();
    expect(stored()).toEqual(before);
    expect(await window.blocks()).toEqual(blocks);
  });

  test('a headline and a deck are suggested, decided on one by one, and undo brings a decision back', async () => {
    await window.headline.click();
    await window.press('\uE010');
    await window.type(', warga pulang');
    await field('deck').click();
    await window.type('Air turun dua meter.');
    await until(async () => (await rows()) === 2, 'both fields in the list');
    await window.saved();
    expect(shown()).toEqual(['Banjir surut, warga pulang', 'Air turun dua meter.']);
    expect(desk.cli('show', id)).toContain('penguji 2');
    // Seen word by word, read one line after the other.
    expect(await drawn('headline')).toEqual(['', ', warga pulang']);
    const said = { deleted: 'Banjir surut', inserted: 'Banjir surut, warga pulang' };
    expect(await marked('headline')).toContain(window.t('suggestions.said.replaced', said));
    expect(await marked('deck')).toContain(window.t('suggestions.inserted'));
    expect(await window.looks(desk, 'suggesting-fields')).toEqual([]);

    await window.headline.click();
    await window.press('Ctrl', 'a');
    await window.type('Air di Merauke surut: warga mulai pulang ke rumah mereka');
    await until(
      async () => (await drawn('headline')).join('/') === 'Banjir/Air di Merauke|: warga mulai pulang ke rumah mereka',
      'the words that went and came, each at its place',
    );
    expect(await window.looks(desk, 'suggesting-fields-words')).toEqual([]);
    await window.press('Ctrl', 'a');
    await window.type('Banjir surut, warga pulang');
    await window.saved();

    await field('headline').click();
    const headline = `${window.t('editor.headline')}: ${window.t('suggestions.said.replaced', said)}`;
    await window.named(window.t('suggestions.reject', { about: headline }), 'button').click();
    await until(async () => (await rows()) === 1, 'the deck alone');
    expect(await field('headline').getValue()).toBe('Banjir surut');
    expect(await marked('headline')).toBe('');
    await window.press('Ctrl', 'z');
    await until(async () => (await rows()) === 2, 'both again');
    expect(await field('headline').getValue()).toBe('Banjir surut, warga pulang');

    // By the keys: to the next one, where the deck has the keys then.
    await window.body.click();
    await window.press('\uE037');
    expect(await focused()).toBe('headline');
    await window.press('\uE037');
    expect(await focused()).toBe('deck');
    await window.browser.keys(['\uE009', '\uE00A', '\uE007']);
    await until(async () => (await rows()) === 1, 'the headline alone');
    await window.saved();
    expect(shown()).toEqual(['Banjir surut, warga pulang', 'Air turun dua meter.']);
  });

  test('a suggested headline outlives the window, and its original is previewed and leaves', async () => {
    await desk.quit();
    window = new Window(await desk.open(), window.language);
    await window.body.waitForExist();
    await tab('inspector.notes').click();
    await until(async () => (await rows()) === 1, 'the headline after the window was closed');
    await window.body.click();
    await window.press('Ctrl', 'z');
    await until(async () => (await rows()) === 2, 'the deck that was accepted before the window was closed');
    await window.press('Ctrl', 'Shift', 'z');
    await until(async () => (await rows()) === 1, 'the deck accepted again');
    await window.press('Ctrl', 'p');
    const previewed = async (words: string, without: string) => {
      const pages = await window.previews();
      return pages.length > 0 && pages.every(({ text }) => text.includes(words) && !text.includes(without));
    };
    await until(() => previewed('Banjir surut, warga pulang', 'Warga mulai'), 'the preview of the accepted headline');
    await window.button('preview.original').click();
    await until(() => previewed('Banjir surut', 'warga pulang'), 'the preview of the original headline');
    await window.button('preview.original').click();
    await window.press(ESCAPE);
    await window.saved();
    desk.cli('export', id, '--format', 'html', '--out', desk.home, '--text', 'original', '--force');
    const page = readFileSync(`${desk.home}/banjir.html`, 'utf8');
    expect(page).toContain('Banjir surut');
    expect(page).not.toContain('warga pulang');
  });

  test('two people have two colours, and what one of them suggested is decided on without the other', async () => {
    await callMe('Ratri');
    await field('kicker').click();
    await window.type('Cuaca');
    await select('sungai', 6);
    await window.type('kali');
    await until(async () => (await rows()) === 3, 'the suggestions of both');
    const people = await window.browser.execute(
      (label) => [
        ...new Set(
          [...document.querySelectorAll(`ol[aria-label="${label}"] > li`)].map((row) => {
            const who = row.querySelector('.who');
            return who ? `${who.textContent} ${getComputedStyle(who).color}` : '';
          }),
        ),
      ],
      window.t('suggestions.list'),
    );
    expect(people.map((one) => one.split(' ')[0]).sort()).toEqual(['Ratri', 'penguji']);
    expect(new Set(people.map((one) => one.slice(one.indexOf('rgb')))).size).toBe(2);
    // The same colour wherever one meets it: in the list, in the text, at the field.
    const colourOf = (selector: string) =>
      window.browser.execute((of) => getComputedStyle(document.querySelector(of) as Element).color, selector);
    const ratri = people.find((one) => one.startsWith('Ratri'))?.slice('Ratri '.length);
    expect(await colourOf('.ProseMirror .inserted')).toBe(ratri);
    expect(await colourOf('.box:has([data-field="kicker"]) .who')).toBe(ratri);
    expect(await colourOf('.box:has([data-field="headline"]) .who')).not.toBe(ratri);
    await window.saved();
    for (const theme of ['light', 'dark']) {
      await window.browser.execute((name) => (document.documentElement.dataset['theme'] = name), theme);
      await desk.screenshot(`suggesting-people-${theme}-1440`);
      expect(await window.accessibility()).toEqual([]);
    }

    await decide('accept', 'suggestions.of', { name: 'Ratri' }).click();
    await until(async () => (await rows()) === 1, 'what the other suggested');
    await window.saved();
    expect(stored()[0]).toContain('kali');
    expect(shown()[0]).toBe('Banjir surut, warga pulang');
    expect(desk.cli('show', id)).toContain('penguji 1');
    await decide('reject', 'suggestions.of', { name: 'penguji' }).click();
    await until(async () => (await rows()) === 0, 'none left');
    await window.saved();
    expect(stored()[0]).toContain('kali');
    expect(shown()[0]).toBe('Banjir surut');
    expect(await field('kicker').getValue()).toBe('Cuaca');
  });
});
