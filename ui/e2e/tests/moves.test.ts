// Stories go from stage to stage, and come back: by keys, by the inspector, and by Ctrl+Z wherever the focus is.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until, xdotool } from '../desk';
import { Window } from '../pages';

describe('moves between stages', () => {
  const desk = Desk.at();
  let window: Window;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan', '--sample');
    window = new Window(await desk.open());
    await until(async () => (await rows()).length > 2, 'the list');
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('a clicked story is spiked by Delete, and Ctrl+Z brings it back, not the text before', async () => {
    const [title = ''] = await rows();
    await window.browser.$('[data-story]').click();
    await opened(title);
    await window.browser.$('.ProseMirror > p').click();
    await window.type('Sela. ');
    await window.saved();
    const text = await window.blocks();

    await window.browser.$('[data-story]').click();
    xdotool('key', 'Delete');
    await until(() => stage(title) === 'spiked', 'the spike');
    await until(async () => !(await rows()).includes(title), 'the row to leave');
    expect(await window.headline.getValue()).toBe(title);
    await window.named(window.t('notice.restore'), 'button').waitForDisplayed();

    xdotool('key', 'ctrl+z');
    await until(() => stage(title) === 'draft', 'the spike to be undone');
    expect(await window.blocks()).toEqual(text);
    await until(async () => (await rows()).includes(title), 'the row to come back');
  });

  test('several stories move together, and come back together, into the hand that they were in', async () => {
    await focusList();
    xdotool('key', 'Home');
    xdotool('key', 'shift+Down');
    xdotool('key', 'shift+Down');
    await until(async () => (await window.count('.story.picked')) === 3, 'three picked stories');
    const titles = await rows('.story.picked');
    const under = await rows('.story.cursor');
    xdotool('key', '3');
    await until(() => titles.every((title) => stage(title) === 'ready'), 'all to be ready');
    await until(async () => !(await rows()).some((title) => titles.includes(title)), 'the rows to leave');
    expect(await window.count('.story.picked')).toBe(0);
    xdotool('key', 'ctrl+z');
    await until(() => titles.every((title) => stage(title) === 'draft'), 'all to be drafts again');
    await until(async () => (await rows('.story.picked')).join() === titles.join(), 'the rows to be picked again');
    expect(await rows('.story.cursor')).toEqual(under);
    await desk.screenshot('moves-back-in-hand');
    // The same hand moves them once more, and the selection goes on from where it began.
    xdotool('key', 'shift+Up');
    await until(async () => (await rows('.story.picked')).join() === titles.slice(0, 2).join(), 'one fewer');
  });

  test('a move in the inspector is what Ctrl+Z takes back first, from the text, too', async () => {
    const title = await window.headline.getValue();
    const before = await window.blocks();
    await window.browser.$('.ProseMirror > p').click();
    await window.type('Baru. ');
    await window.saved();
    await window.browser.$(`button[aria-label="${window.t('field.stage')}"]`).click();
    const review = window.browser.$(`//*[@role="option"][normalize-space(.)="${window.t('stage.review')}"]`);
    await review.waitForDisplayed();
    await review.click();
    await until(() => stage(title) === 'review', 'the move');

    await window.browser.$('.ProseMirror > p').click();
    xdotool('key', 'ctrl+z');
    await until(() => stage(title) === 'draft', 'the move to be undone');
    expect((await window.blocks()).join()).toContain('Baru. ');
    xdotool('key', 'ctrl+z');
    await until(async () => (await window.blocks()).join() === before.join(), 'the typing to be undone');
  });

  test('what is said of a move follows the language', async () => {
    // The save of the test before lifts its story to the top of the list, where it stands when the list is at rest.
    await window.saved();
    const edited = await window.headline.getValue();
    await until(async () => (await rows())[0] === edited, 'the list to be at rest');
    await focusList();
    xdotool('key', 'Home');
    await until(atTop, 'the first story under the cursor, and open');
    const title = await window.headline.getValue();
    xdotool('key', '2');
    await until(async () => (await window.text()).includes(moved(title)), 'a word about the move');
    await window.command(window.t('command.language.id'));
    window.language = 'id';
    await until(async () => (await window.text()).includes(moved(title)), 'the word in Indonesian');
  });

  function moved(title: string): string {
    return window.t('moved.one', { title, stage: window.t('stage.review') });
  }

  /** Whether the cursor is on the first story of the list, and that story is in the editor. */
  async function atTop(): Promise<boolean> {
    const [title] = await rows();
    const under = await window.browser.execute(() => {
      const row = document.querySelector<HTMLElement>('.story.cursor .title');
      return row?.innerText.trim();
    });
    return under === title && (await window.headline.getValue()) === title;
  }

  async function opened(title: string) {
    await until(async () => (await window.headline.getValue()) === title, 'the story to open');
  }

  async function focusList() {
    await window.browser.execute(() => document.querySelector<HTMLElement>('[role="listbox"][data-first]')?.focus());
  }

  /** The headlines of the list as it stands, or of some of its rows. */
  function rows(which = '[data-story]'): Promise<string[]> {
    return window.browser.execute(
      (row: string) =>
        [...document.querySelectorAll<HTMLElement>(`${row} .title`)].map((title) => title.innerText.trim()),
      which,
    );
  }

  function stage(headline: string): string | undefined {
    const stories = ['draft', 'review', 'ready', 'exported', 'spiked'].flatMap((name) =>
      desk.cli('list', '--stage', name, '--json').trim().split('\n').filter(Boolean),
    );
    return stories
      .map((story) => JSON.parse(story) as { headline: string; stage: string })
      .find((story) => story.headline === headline)?.stage;
  }
});
