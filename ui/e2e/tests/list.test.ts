// The list of stories under a mouse: what was pressed is opened, however the list moves meanwhile.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until, xdotool } from '../desk';
import { Window } from '../pages';

interface Spot {
  title: string;
  x: number;
  y: number;
}

describe('clicks in the list', () => {
  const desk = Desk.at();
  let window: Window;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    const lines = Array.from({ length: 60 }, (_, at) =>
      JSON.stringify({ headline: `Berita ke-${String(at)}`, text: 'Isi.', language: 'id' }),
    );
    desk.cli('import', '--jsonl', desk.file('banyak.jsonl', `${lines.join('\n')}\n`));
    window = new Window(await desk.open());
    await until(async () => (await window.count('[data-story]')) > 8, 'the list');
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('a row that another one pushes down between press and release is opened all the same', async () => {
    const { title, x, y } = await spot(4);
    pointer(x, y, 'mousedown', '1');
    desk.cli('import', desk.file('baru.txt', 'Naskah yang baru masuk.'));
    await until(async () => (await spot(5)).title === title, 'the list to move').finally(() => xdotool('mouseup', '1'));
    await until(async () => (await window.headline.getValue()) === title, 'the story that was pressed');
  });

  test('a click right behind the wheel opens the row under the pointer', async () => {
    await window.browser.execute(() => {
      addEventListener(
        'pointerdown',
        ({ clientY }) => {
          const rows = [...document.querySelectorAll<HTMLElement>('[data-story]')];
          const under = rows.find((row) => {
            const { top, bottom } = row.getBoundingClientRect();
            return top <= clientY && clientY < bottom;
          });
          document.body.dataset['under'] = under?.querySelector<HTMLElement>('.title')?.innerText.trim() ?? '';
        },
        true,
      );
    });
    const { x, y } = await spot(3);
    const under = () => window.browser.execute(() => document.body.dataset['under'] ?? '');
    const opened = new Set<string>();
    for (let turn = 0; turn < 4; turn += 1) {
      await window.browser.execute(() => (document.body.dataset['under'] = ''));
      pointer(x, y, 'click', '--repeat', '2', '--delay', '10', '5', 'sleep', '0.06', 'click', '1');
      await until(async () => (await under()) !== '', 'a row under the pointer');
      const pressed = await under();
      await until(async () => (await window.headline.getValue()) === pressed, `“${pressed}” to open`);
      opened.add(pressed);
    }
    // The wheel may bring the open story under the pointer once, but not each time.
    expect(opened.size).toBeGreaterThan(2);
  });

  test('the list goes along with the open story when a save lifts it to the top', async () => {
    const scrolled = () =>
      window.browser.execute(() => {
        const row = document.querySelector('[data-story].open');
        const box = row?.closest('[role="listbox"]')?.getBoundingClientRect();
        return row && box ? Math.round(row.getBoundingClientRect().top - box.top) : null;
      });
    const { title, x, y } = await spot(6);
    pointer(x, y, 'click', '1');
    await until(async () => (await window.headline.getValue()) === title, 'the story that was clicked');
    expect(await scrolled()).toBeGreaterThan(40);
    await window.body.click();
    await window.type('Lagi. ');
    await window.saved();
    await until(async () => Math.abs((await scrolled()) ?? 99) < 4, 'the row at the top of the list');
  });

  test('a press that is taken elsewhere opens nothing', async () => {
    const before = await window.headline.getValue();
    const [from, to] = [await spot(6), await spot(8)];
    pointer(from.x, from.y, 'mousedown', '1');
    pointer(to.x, to.y, 'mouseup', '1');
    await new Promise((rest) => setTimeout(rest, 500));
    expect(await window.headline.getValue()).toBe(before);
  });

  /** The mouse at a place in pixels of the window, and what it does there. */
  function pointer(x: number, y: number, ...deeds: string[]): void {
    xdotool('mousemove', '--window', desk.windowNamed('(.* – )?Redaksi'), String(x), String(y), ...deeds);
  }

  /** The row at this place of what is on screen: its headline, and its middle in pixels of the window. */
  function spot(index: number): Promise<Spot> {
    return window.browser.execute((at: number) => {
      const list = document.querySelector('.rows')?.getBoundingClientRect().top ?? 0;
      const rows = [...document.querySelectorAll<HTMLElement>('[data-story]')]
        .map((row) => ({ row, box: row.getBoundingClientRect() }))
        .filter(({ box }) => box.top >= list)
        .sort((one, other) => one.box.top - other.box.top);
      const { row, box } = rows[at] ?? {};
      return {
        title: row?.querySelector<HTMLElement>('.title')?.innerText.trim() ?? '',
        x: Math.round((box?.left ?? 0) + (box?.width ?? 0) / 2),
        y: Math.round((box?.top ?? 0) + (box?.height ?? 0) / 2),
      };
    }, index);
  }
});
