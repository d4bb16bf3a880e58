// A newsroom that is damaged when the window opens: what can be read of it, and its newest backup.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { Window } from '../pages';

const PAGE = 4096;

describe('a newsroom that is damaged at the start', () => {
  const desk = Desk.at();
  let window: Window;
  let stories: number;
  let bytes: Buffer;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan', '--sample');
    desk.cli('backup');
    stories = desk
      .cli('list')
      .split('\n')
      .filter((line) => /^[0-9a-f-]{36} /.test(line)).length;
    // Done after the backup: what it would lose.
    const story = JSON.parse(desk.cli('list', '--limit', '1', '--json')) as { id: string };
    desk.cli('set', story.id, 'headline=Sesudah cadangan');
    bytes = readFileSync(desk.newsroom);
    const page = pageOf(bytes, 'Sesudah cadangan');
    bytes.fill(0, page * PAGE, (page + 1) * PAGE);
    writeFileSync(desk.newsroom, bytes);
    window = new Window(await desk.open());
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('says so, and what each way on keeps and loses', async () => {
    await window.button('repair.open').waitForDisplayed();
    const said = await window.text();
    expect(said).toContain(window.t('failure.newsroomDamaged', { thing: desk.newsroom }));
    expect(said).toContain(window.t('repair.readable'));
    expect(said).toContain('Sesudah cadangan');
    expect(said).toContain(window.t('repair.keeps'));
    expect(readFileSync(desk.newsroom).equals(bytes)).toBe(true);
    for (const theme of ['light', 'dark']) {
      await window.browser.execute((name) => (document.documentElement.dataset['theme'] = name), theme);
      await desk.screenshot(`repair-${theme}`);
      expect(await window.accessibility(), theme).toEqual([]);
    }
    await desk.resize(1024, 640);
    await desk.screenshot('repair-dark-1024x640');
    expect(await window.accessibility(), 'small').toEqual([]);
    await desk.resize(1440, 900);
  });

  test('what can be read is opened, and the damaged file is kept beside', async () => {
    await window.button('repair.open').click();
    await until(async () => (await window.count('[data-story]')) > 0, 'the list');
    const [aside] = readdirSync(desk.home).filter((name) => name.includes('(before '));
    expect(readFileSync(`${desk.home}/${aside}`).equals(bytes)).toBe(true);
    await until(async () => (await window.text()).includes(aside ?? '-'), 'where the damaged file is');
    expect(
      desk
        .cli('list')
        .split('\n')
        .filter((line) => /^[0-9a-f-]{36} /.test(line)),
    ).toHaveLength(stories);
    desk.cli('verify');
    await desk.quit();
  });

  test('or the backup takes its place', async () => {
    writeFileSync(desk.newsroom, bytes);
    window = new Window(await desk.open());
    await window.browser.$('#backup').waitForDisplayed();
    await window.browser.$('section[aria-labelledby="backup"] button').click();
    await until(async () => (await window.count('[data-story]')) > 0, 'the list');
    expect(await window.text()).not.toContain('Sesudah cadangan');
    desk.cli('verify');
  });
});

/** The last page that has these words: the table, and not an index of it. */
function pageOf(bytes: Buffer, words: string): number {
  return Math.floor(bytes.lastIndexOf(words) / PAGE);
}
