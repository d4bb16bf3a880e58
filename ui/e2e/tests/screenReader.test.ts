// What a screen reader is told: the window as the accessibility bus (AT-SPI) has it, and what changes while someone types.

import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until, xdotool } from '../desk';
import { Window } from '../pages';

interface Heard {
  event: string;
  place: number;
  count: number;
  said: string | null;
  /** The names of what it is about and of what that stands in. */
  in: string[];
  role: string;
  text: string | null;
}
interface Answer {
  asked: string;
  found: { role: string; text: string | null }[];
}

/** A screen reader, as far as it listens. */
class Reader {
  heard: Heard[] = [];
  #answers: Answer[] = [];
  #listens = false;
  readonly #program: ChildProcessWithoutNullStreams;

  constructor() {
    this.#program = spawn('/usr/bin/python3', [join(import.meta.dirname, '../reader.py')]);
    let rest = '';
    this.#program.stdout.on('data', (data) => {
      const lines = (rest + String(data)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#take(JSON.parse(line) as Heard | Answer | { listening: true });
    });
    this.#program.stderr.on('data', (data) => console.error(String(data)));
  }

  /** Whatever in the window has this name. */
  async find(name: string): Promise<Answer['found']> {
    await until(() => this.#listens, 'the screen reader');
    const before = this.#answers.length;
    this.#program.stdin.write(`${name}\n`);
    await until(() => this.#answers.length > before, `the answer about ${name}`);
    return this.#answers.at(-1)?.found ?? [];
  }

  close(): void {
    this.#program.kill();
  }

  #take(line: Heard | Answer | { listening: true }): void {
    if ('event' in line) this.heard.push(line);
    else if ('asked' in line) this.#answers.push(line);
    else this.#listens = true;
  }
}

/** Says to the desktop that a screen reader is in use, as one does itself. */
function setOnDesktop(on: boolean): void {
  const set = ['org.freedesktop.DBus.Properties.Set', 'org.a11y.Status', 'ScreenReaderEnabled', `<${String(on)}>`];
  execFileSync('gdbus', [
    'call',
    '--session',
    '--dest',
    'org.a11y.Bus',
    '--object-path',
    '/org/a11y/bus',
    '--method',
    ...set,
  ]);
}

describe('a screen reader', () => {
  const desk = Desk.at();
  const bridge = process.env['NO_AT_BRIDGE'];
  let window: Window;
  let reader: Reader;

  const inBody = (event: string) =>
    reader.heard.filter((heard) => heard.event === event && heard.in[0] === 'Body of the story');
  const caret = () => inBody('object:text-caret-moved').at(-1)?.place ?? -1;

  beforeAll(async () => {
    // In the other tests it is off: there the bus only costs time.
    delete process.env['NO_AT_BRIDGE'];
    setOnDesktop(true);
    desk.cli('init', '--house', 'kontan');
    desk.cli('import', desk.file('copy.txt', 'KONTAN.CO.ID - JAKARTA. Satu.\nDua.\n'));
    window = new Window(await desk.open());
    reader = new Reader();
  });

  afterAll(async () => {
    reader.close();
    await desk.close();
    setOnDesktop(false);
    if (bridge !== undefined) process.env['NO_AT_BRIDGE'] = bridge;
    desk.remove();
  });

  test('finds the rooms of the window and the text by their names', async () => {
    const roles = async (name: string) => (await reader.find(name)).map(({ role }) => role);
    expect(await reader.find('Body of the story')).toEqual([
      { role: 'entry', text: expect.stringContaining('Satu.') as string },
    ]);
    expect(await roles('Headline')).toEqual(['entry']);
    expect(await roles('Story list')).toContain('list box');
    expect(await roles('Stage')).toEqual(['combo box']);
    expect(await roles('Inspector')).toContain('landmark');
  });

  test('hears each letter of the text and of the headline, and where the cursor is', async () => {
    await window.body.click();
    xdotool('key', 'ctrl+End');
    reader.heard = [];
    xdotool('type', '--delay', '100', 'kata');
    await until(() => inBody('object:text-changed:insert').length >= 4, 'the letters to be told');
    expect(inBody('object:text-changed:insert').map(({ said }) => said)).toEqual(['k', 'a', 't', 'a']);
    const end = (inBody('object:text-changed:insert').at(-1)?.place ?? 0) + 1;
    await until(() => caret() === end, 'the cursor to be told');
    xdotool('key', 'BackSpace');
    await until(() => inBody('object:text-changed:delete').length > 0, 'the deletion to be told');
    expect(inBody('object:text-changed:delete').map(({ said }) => said)).toEqual(['a']);
    await until(() => caret() === end - 1, 'the cursor to be told');
    xdotool('key', 'Left');
    await until(() => caret() === end - 2, 'the cursor to be told');
    expect(inBody('object:text-caret-moved').at(-1)?.text).toContain('Dua.kat');

    await window.headline.click();
    xdotool('type', '--delay', '100', 'Ab');
    const told = () => reader.heard.filter(({ event, in: [name] }) => event.endsWith(':insert') && name === 'Headline');
    await until(() => told().length >= 2, 'the headline to be told');
    expect(told().map(({ said }) => said)).toEqual(['A', 'b']);
  });

  test('hears where the keys are, and which story of the list', async () => {
    await window.press('Ctrl', 'n');
    await window.headline.waitForExist();
    reader.heard = [];
    const focused = () =>
      reader.heard.filter(({ event, place }) => event === 'object:state-changed:focused' && place === 1);
    const passed = new Set<string>();
    for (let turn = 0; turn < 4; turn += 1) {
      const before = focused().length;
      xdotool('key', 'F6');
      await until(() => focused().length > before, 'the next room to be told');
      for (const name of focused().at(-1)?.in ?? []) passed.add(name);
    }
    for (const room of ['Navigation', 'Story list', 'Editor', 'Inspector']) expect(passed).toContain(room);
    while (focused().at(-1)?.in[0] !== 'Story list') {
      const before = focused().length;
      xdotool('key', 'F6');
      await until(() => focused().length > before, 'the next room to be told');
    }
    const stories = () => reader.heard.filter(({ event }) => event === 'object:active-descendant-changed');
    reader.heard = [];
    xdotool('key', 'Down');
    await until(() => stories().length > 0, 'the story to be told');
    expect(stories().at(-1)?.said).toMatch(/^(?:Ab|Satu\. .*), Draft, /);
  });
});
