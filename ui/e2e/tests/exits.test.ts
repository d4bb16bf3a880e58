// What leaves of a preview: any layout as a file or on paper, drawn by a web view that nobody sees.

import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, screenshots, until, xdotool } from '../desk';
import { Window } from '../pages';
import { corner, Exits, pdf, pixels } from '../pagesExits';
import { Exports } from '../pagesExporting';
import { addIllustrated, Previews } from '../pagesPreview';
import { PrintPane } from '../pagesPrint';

const PHONE = 'Web article — phone';
const NEWSLETTER = 'Newsletter';
const PROOF = 'Proof A4';

describe('what leaves of a preview', () => {
  const desk = Desk.at();
  let window: Window;
  let previews: Previews;
  let exits: Exits;
  let story = '';

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    addIllustrated(desk);
    ({ id: story } = JSON.parse(desk.cli('list', '--json').split('\n')[0] ?? '{}') as { id: string });
    window = new Window(await desk.open());
    previews = new Previews(window);
    exits = new Exits(window, desk);
    await window.body.waitForDisplayed();
    await previews.open(2);
    await previews.show(PHONE);
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('a page of the web is saved as a picture of its whole length, two pixels to one', async () => {
    await exits.open(PHONE);
    await desk.screenshot('exits-menu');
    await window.press('\uE00C');
    const file = await exits.save(PHONE, 'preview.save.png', 'ponsel.png');
    const { width, height } = pixels(file);
    expect(width).toBe(780);
    const seen = await previews.box('html');
    expect(Math.abs(height / 2 / (seen.height * (390 / seen.width)) - 1)).toBeLessThan(0.01);
    expect(corner(file)).toBeGreaterThan(0.9);
    copyFileSync(file, join(screenshots, 'exits-phone.png'));
  });

  test('in the dress in which it is seen', async () => {
    await window.button('preview.dark').click();
    const file = await exits.save(PHONE, 'preview.save.png', 'gelap.png');
    expect(corner(file)).toBeLessThan(0.3);
    copyFileSync(file, join(screenshots, 'exits-phone-dark.png'));
    await window.button('preview.dark').click();
  });

  test('as a PDF of one sheet, with its words in it, and as HTML', async () => {
    const { words, pages } = pdf(await exits.save(PHONE, 'preview.save.pdf', 'ponsel.pdf'));
    expect(words).toContain('Pasokan turun separuh');
    expect(pages).toBe(1);
    const page = readFileSync(await exits.save(PHONE, 'preview.save.html', 'ponsel.html'), 'utf8');
    expect(page).toContain('Pasokan turun separuh');
    expect(page).not.toContain('media://');
    copyFileSync(join(desk.home, 'ponsel.pdf'), join(screenshots, 'exits-phone.pdf'));
  });

  test('a mail, too, and the pages of the press', async () => {
    await previews.show(NEWSLETTER);
    expect(pixels(await exits.save(NEWSLETTER, 'preview.save.png', 'surel.png')).width).toBeGreaterThan(600);
    await new PrintPane(window).layout(PROOF).click();
    await until(async () => (await window.count('figure img')) > 0, 'the pages');
    expect(pdf(await exits.save(PROOF, 'preview.save.pdf', 'proof.pdf')).words).toContain('Pasokan turun');
    expect(pixels(await exits.save(PROOF, 'preview.save.png', 'proof.png')).width).toBeGreaterThan(1000);
    expect(await look('exits')).toEqual([]);
  });

  test('is remembered where it went, in the story’s own part of the inspector', async () => {
    const exports = JSON.parse(desk.cli('exports', story, '--json')) as {
      places: { kind: string; current: boolean }[];
    };
    const kinds = exports.places.map(({ kind }) => kind).sort();
    expect(kinds).toEqual([
      'newsletter.png',
      'proof-a4.pdf',
      'proof-a4.png',
      'web-phone.html',
      'web-phone.pdf',
      'web-phone.png',
      'web-phone.png',
    ]);
    await window.press('Ctrl', 'p');
    await window.body.waitForDisplayed();
    await new Exports(window, desk).says('out.exports', 'web-phone PNG');
    await desk.screenshot('exits-remembered');
    await window.press('Ctrl', 'p');
  });

  test('goes to a printer by the dialog of the system, and to none where that is left', async () => {
    await new PrintPane(window).layout(PROOF).click();
    await until(async () => (await window.count('figure img')) > 0, 'the pages');
    await exits.take(PROOF, 'preview.print');
    await until(() => desk.windowNamed('Print') !== '', 'the dialog of the printer');
    xdotool('windowfocus', '--sync', desk.windowNamed('Print'));
    await settled();
    xdotool('key', 'Escape');
    await until(() => desk.windowNamed('Print') === '', 'the dialog to go');
    await previews.show(PHONE);
    await exits.take(PHONE, 'preview.print');
    await until(() => desk.windowNamed('Print') !== '', 'the dialog of the printer');
    await settled();
    await printDialog('exits-print');
    xdotool('key', 'Escape');
    await until(() => desk.windowNamed('Print') === '', 'the dialog to go');
    // The window hears keys again.
    await window.press('Ctrl', 'p');
    await window.body.waitForDisplayed();
    await window.press('Ctrl', 'p');
    await previews.count(1);
  });

  test('not while an embargo holds the story, and it says so', async () => {
    desk.cli('set', story, 'embargo=2999-01-01T00:00:00Z');
    const file = join(desk.home, 'rahasia.png');
    await exits.take(PHONE, 'preview.save.png');
    await desk.nameFile(window.t('preview.save.png'), file);
    await until(async () => (await window.text()).includes('is under embargo'), 'the refusal');
    expect(existsSync(file)).toBe(false);
    await desk.screenshot('exits-embargo');
  });

  /** Both themes and sizes, and what axe finds. */
  async function look(name: string): Promise<string[]> {
    await previews.show(PHONE);
    return new Exports(window, desk).looks(name);
  }

  async function printDialog(name: string) {
    const dialog = desk.windowNamed('Print');
    xdotool('windowfocus', '--sync', dialog);
    await settled();
    desk.pictureOf(dialog, name);
  }

  /** GTK looks for printers without saying when it is done. */
  function settled(): Promise<void> {
    return new Promise((done) => setTimeout(done, 800));
  }
});
