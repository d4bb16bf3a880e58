// Stories of the archive that belong to the open one: each says why, and one click or key puts the link into the text.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until, xdotool } from '../desk';
import { literal, Window } from '../pages';

const OPEN = 'Coastal states agree to share data from 240 ocean buoys';
const LIKE = 'Negara Pesisir Sepakat Berbagi Data dari 240 Pelampung Laut';

interface Suggested {
  row: { id: string; headline: string };
  reasons: { type: string; name?: string }[];
}

describe('suggested stories', () => {
  const desk = Desk.at();
  let window: Window;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan', '--sample');
    window = new Window(await desk.open());
    await window.command(OPEN);
    await until(async () => (await window.headline.getValue()) === OPEN, 'the story to open');
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('a story that is like the open one is there, and says why', async () => {
    const row = await suggestion(LIKE);
    expect(row).toContain('Amara Desilva');
    const told = desk.cli('related', idOf(OPEN), '--json').trim().split('\n');
    const [best] = told.map((line) => JSON.parse(line) as Suggested);
    expect(best?.row.headline).toBe(LIKE);
    expect(best?.reasons).toContainEqual({ type: 'name', name: 'Amara Desilva' });
  });

  test('one that was sent away is gone until it is wanted again', async () => {
    await press(window.t('suggested.dismiss', { title: LIKE }));
    await until(async () => !(await titles()).includes(LIKE), 'the suggestion to go');
    await window.named(window.t('suggested.restore', { count: '1' }), 'button').click();
    await until(async () => (await titles()).includes(LIKE), 'the suggestion to come back');
  });

  test('one click puts the link where the cursor is, and one undo takes it out', async () => {
    await window.browser.$('.ProseMirror > p:nth-of-type(2)').click();
    await press(window.t('suggested.add', { title: LIKE }));
    await until(async () => (await linked()).includes(LIKE), 'the link to be in the text');
    const blocks = await window.blocks();
    expect(blocks.findIndex((block) => block.includes(LIKE))).toBe(2);
    await window.saved();
    const story = JSON.parse(desk.cli('show', idOf(OPEN), '--json')) as { relatedLinks: { storyId: string }[] };
    expect(story.relatedLinks[0]?.storyId).toBe(idOf(LIKE));
    // While the pointer is on it the row stays, marked; what is linked is not suggested any longer.
    const add = window.browser.$(`button[aria-label=${literal(window.t('suggested.add', { title: LIKE }))}]`);
    await until(async () => (await add.getAttribute('aria-disabled')) === 'true', 'the row to be marked');
    xdotool('mousemove', '690', '500');
    xdotool('mousemove', '700', '520');
    await until(async () => !(await titles()).includes(LIKE), 'the suggestion to go');
    await window.press('Ctrl', 'z');
    await until(async () => !(await linked()).includes(LIKE), 'the link to be taken back');
    await suggestion(LIKE);
  });

  test('dragged into the text it becomes a link where it is dropped, and one undo takes it out', async () => {
    const at = desk.windowNamed('.* – Redaksi');
    const point = (selector: string) =>
      window.browser.execute((found: string) => {
        const box = document.evaluate(found, document, null, XPathResult.ANY_UNORDERED_NODE_TYPE).singleNodeValue;
        const { left, top } = (box as HTMLElement).getBoundingClientRect();
        return [Math.round(left) + 12, Math.round(top) + 4];
      }, selector);
    const move = ([x, y]: number[]) => xdotool('mousemove', '--window', at, String(x), String(y));
    await window.named(LIKE, 'button').scrollIntoView({ block: 'center' });
    move(await point(`//li//button[normalize-space(.)=${literal(LIKE)}]`));
    xdotool('mousedown', '1');
    const [x = 0, y = 0] = await point('//*[contains(@class, "ProseMirror")]/p[3]');
    let step = 0;
    await until(async () => {
      move([x + (step += 3), y - 4]);
      return (await window.count('[class*="dropcursor"]')) > 0;
    }, 'the place that the link would have').finally(() => xdotool('mouseup', '1'));
    await until(async () => (await linked()).includes(LIKE), 'the link to be in the text');
    expect((await window.blocks()).findIndex((block) => block.includes(LIKE))).toBe(2);
    await window.saved();
    await window.press('Ctrl', 'z');
    await until(async () => !(await linked()).includes(LIKE), 'the link to be taken back');
    await suggestion(LIKE);
  });

  test('the picker offers it first while nothing is typed, and Enter takes it', async () => {
    await window.press('Ctrl', 'Shift', 'l');
    const first = '//*[@role="dialog"]//*[@role="option"][1]';
    await window.browser.$(first).waitForDisplayed();
    expect(await said(first)).toContain(LIKE);
    expect(await said(first)).toContain('Amara Desilva');
    await window.press('\uE007');
    await until(async () => (await linked()).includes(LIKE), 'the link to be in the text');
  });

  /** Waits for a suggestion; all that its row says. (The driver's own `getText` leaves out what is cut off.) */
  async function suggestion(title: string): Promise<string> {
    await until(async () => (await titles()).includes(title), `“${title}” to be suggested`);
    return said(`//li[.//button[normalize-space(.)=${literal(title)}]]`);
  }

  async function titles(): Promise<string[]> {
    return window.browser.execute((heading: string) => {
      const groups = [...document.querySelectorAll('[role="group"]')];
      const group = groups.find((one) => one.querySelector('h4')?.textContent === heading);
      return [...(group?.querySelectorAll('li .title') ?? [])].map((title) => title.textContent ?? '');
    }, window.t('suggested.title'));
  }

  async function said(path: string): Promise<string> {
    return window.browser.execute(
      (at: string) => document.evaluate(at, document, null, XPathResult.STRING_TYPE).stringValue,
      path,
    );
  }

  async function linked(): Promise<string[]> {
    return (await window.blocks()).flatMap((block) => (block.includes(LIKE) ? [LIKE] : []));
  }

  async function press(name: string) {
    const button = window.browser.$(`button[aria-label=${literal(name)}]`);
    await button.waitForExist();
    await button.scrollIntoView({ block: 'center' });
    await button.moveTo();
    await button.click();
  }

  function idOf(headline: string): string {
    const rows = desk.cli('list', '--json').trim().split('\n');
    return rows
      .map((row) => JSON.parse(row) as { id: string; headline: string })
      .find((row) => row.headline === headline)?.id as string;
  }
});
