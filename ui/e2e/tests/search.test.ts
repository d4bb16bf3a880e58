// Searching the archive: word forms find each other, a field narrows, and a query that is not understood says so in place.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { Window } from '../pages';

const ESCAPE = '\uE00C';

describe('searching in the window', () => {
  const desk = Desk.at();
  let window: Window;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan', '--sample');
    window = new Window(await desk.open());
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  beforeEach(async () => {
    await window.press('Ctrl', 'Shift', 'f');
    await window.field('list.search').waitForDisplayed();
    await window.press('Ctrl', 'a');
    await window.press('\uE017');
  });

  test('an inflected word finds its other forms, and shows where', async () => {
    // The story says “menguji”.
    await window.type('pengujian antrean ');
    // The other one links to it, by its name.
    await found([
      'Pelabuhan Teluk Sawang Uji Antrean Digital, Waktu Tunggu Truk Turun',
      'Ongkos Kirim Antarpulau Stabil Menjelang Angin Timur',
    ]);
    const marked = await window.browser.execute(() =>
      [...document.querySelectorAll('[data-story] mark')].map((mark) => mark.textContent?.toLocaleLowerCase()),
    );
    expect(marked).toContain('antrean');
  });

  test('how what was found is spread narrows it by one click, and the field stands in the search', async () => {
    await window.type('di ');
    await until(async () => (await titles()).length > 2, 'what was found');
    const all = await titles();
    const sources = window.browser.$(
      `//*[@role="group"]//button[normalize-space(.)="${window.t('search.facets.desk')}"]`,
    );
    await sources.waitForDisplayed();
    await sources.click();
    await window.browser.$('//*[@role="menuitem"][contains(., "Industri")]').click();
    await until(async () => (await titles()).length < all.length && (await titles()).length > 0, 'fewer stories');
    expect(await window.field('list.search').getValue()).toContain('desk:Industri');
  });

  test('a field that there is not is said under the search, and the rest is found', async () => {
    await window.type('warna:merah pelabuhan ');
    await until(
      async () => (await window.text()).includes(window.t('search.fault.unknownField', { word: 'warna' })),
      'a word about the field',
    );
    expect((await titles()).length).toBeGreaterThan(0);
    await window.press(ESCAPE);
    await until(async () => !(await window.field('list.search').isExisting()), 'the search to end');
  });

  async function found(expected: string[]) {
    await until(async () => (await titles()).join() === expected.join(), `${expected.join()} to be found`);
  }

  function titles(): Promise<string[]> {
    return window.browser.execute(() =>
      [...document.querySelectorAll<HTMLElement>('[data-story] .title')].map((title) => title.innerText.trim()),
    );
  }
});
