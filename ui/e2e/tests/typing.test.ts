// Typing as a keyboard sends it: key events of the X server, not of the driver. Nothing may be lost or doubled.

import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Desk, until, xdotool } from '../desk';
import { Window } from '../pages';

const INDONESIAN =
  'Menteri Keuangan mengatakan, pemerintah akan menjaga defisit anggaran di bawah 3% pada tahun depan; ' +
  'harga minggu ini naik tinggi saat bunga tinggal tunggu; rupiah ditutup di Rp 16.420 per dolar AS, dan pasar tetap tenang.';

describe('typing in the real window', () => {
  const desk = Desk.at();
  let window: Window;

  beforeAll(async () => {
    execFileSync('setxkbmap', ['us', '-variant', 'intl']);
    desk.cli('init', '--house', 'kontan');
    window = new Window(await desk.open());
  });

  afterAll(async () => {
    execFileSync('setxkbmap', ['us']);
    await desk.close();
    desk.remove();
  });

  beforeEach(async () => {
    await window.press('Ctrl', 'n');
    await window.body.waitForExist();
    await window.body.click();
    await window.press('Ctrl', 'a');
    await window.press('\uE017');
    await until(async () => (await body()) === '', 'an empty body');
  });

  test('a dead key makes an accented letter, in the body and in the headline', async () => {
    xdotool('key', '--delay', '60', 'c', 'a', 'f', 'dead_acute', 'e', 'space', 'dead_diaeresis', 'u');
    await typed('café ü');
    await window.headline.click();
    xdotool('key', '--delay', '60', 'dead_acute', 'E', 'dead_grave', 'a');
    await until(async () => (await window.headline.getValue()) === 'Éà', 'accents in the headline');
  });

  test('a Compose sequence makes its letter', async () => {
    xdotool('key', '--delay', '60', 'Multi_key', 'quotedbl', 'o', 'Multi_key', 'minus', 'minus', 'period');
    await typed('ö–');
  });

  test('a held key repeats, and is one run of the same letter', async () => {
    xdotool('keydown', 'a');
    await until(async () => (await body()).length > 3, 'the key to repeat').finally(() => xdotool('keyup', 'a'));
    const held = await settled();
    expect(held).toMatch(/^a+$/);
    xdotool('key', 'b');
    await typed(`${held}b`);
  });

  test('Indonesian text at ten keys a second arrives letter for letter', async () => {
    xdotool('type', '--delay', '100', INDONESIAN);
    await typed(INDONESIAN);
  });

  test('a burst of keys with no pause arrives letter for letter', async () => {
    const burst = 'Kedua negara tunggu minggu tinggi memperdalam kerja sama militer dan perdagangan. '.repeat(4).trim();
    xdotool('type', '--delay', '4', burst);
    await typed(burst);
  });

  async function body(): Promise<string> {
    return (await window.blocks()).join('\n');
  }

  async function typed(expected: string) {
    await until(async () => (await body()).length >= expected.length, `“${expected.slice(0, 30)}…” to arrive`).catch(
      () => undefined,
    );
    expect(await settled()).toBe(expected);
    await window.saved();
    const stored = JSON.parse(desk.cli('list', '--limit', '1', '--json')) as { id: string };
    const story = JSON.parse(desk.cli('show', stored.id, '--json')) as { body: unknown };
    expect(JSON.stringify(story.body)).toContain(JSON.stringify(expected).slice(1, -1));
  }

  /** The body once it has stopped changing. */
  async function settled(): Promise<string> {
    let before = await body();
    for (;;) {
      await new Promise((wait) => setTimeout(wait, 300));
      const now = await body();
      if (now === before) return now;
      before = now;
    }
  }
});
