// Layouts of one's own that are set in type: copied in the window, followed as their files change, and their faults shown.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { copy } from '../fixture';
import { Window } from '../pages';
import { PrintPane } from '../pagesPrint';

const BROADSHEET = 'Print — broadsheet';
const CARD = 'Card — 1200×630';
const ESCAPE = '\uE00C';
const BLUE = [0x1b, 0x4f, 0x9a] as const;
const GREEN = [0x1b, 0x7a, 0x4f] as const;

describe('own pages', () => {
  const desk = Desk.at();
  const folder = join(desk.home, 'desk.layouts/print-broadsheet-2');
  let window: Window;
  let print: PrintPane;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    const { id } = JSON.parse(desk.cli('import', desk.file('naskah.txt', copy.text), '--json')) as { id: string };
    desk.cli('set', id, 'headline=Kedua negara harus jadi sahabat baja', 'slugline=XI-PUTIN', 'kicker=Diplomasi');
    window = new Window(await desk.open());
    print = new PrintPane(window);
    await window.body.waitForDisplayed();
    await window.press('Ctrl', 'p');
    await print.layout(BROADSHEET).waitForDisplayed();
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('a print layout is copied with what it imports, and its copy looks the same', async () => {
    await print.layout(BROADSHEET).click();
    await print.drawn();
    const before = await print.drawing();
    await window.button('preview.duplicate').click();
    await print.layout(`${BROADSHEET} (copy)`, 'preview.own').waitForDisplayed();
    expect(readdirSync(folder).sort()).toEqual(['blocks.typ', 'layout.toml', 'layout.typ']);
    await until(async () => (await print.pages())[0]?.alt.includes('(copy)') ?? false, 'the copy in its place');
    await print.drawn();
    expect(await print.drawing()).toBe(before);
  });

  test('its pages follow its files within a second', async () => {
    const file = join(folder, 'layout.typ');
    const template = readFileSync(file, 'utf8');
    const before = await print.drawing();
    const begun = performance.now();
    writeFileSync(file, template.replace('tallest: 500mm', 'tallest: 500mm, margin: 30mm'));
    await until(async () => (await print.drawing()) !== before, 'wider margins');
    // A build without optimisation sets a page in some hundred milliseconds more.
    expect(performance.now() - begun).toBeLessThan(2500);

    const blocks = join(folder, 'blocks.typ');
    const wider = await print.drawing();
    writeFileSync(blocks, readFileSync(blocks, 'utf8').replace('rgb("#9a1b1b")', 'rgb("#1b4f9a")'));
    await until(() => print.shows(BLUE), 'what is imported to be followed, too');
    expect(await print.drawing()).not.toBe(wider);
    expect(await print.looks(desk, 'own-print')).toEqual([]);
  });

  test('a fault is shown with file and line, and the last good page stays', async () => {
    const file = join(folder, 'layout.typ');
    const template = readFileSync(file, 'utf8');
    const before = await print.drawing();
    writeFileSync(file, '// satu\n// dua\n#tidak-ada()\n');
    await until(
      async () => (await print.fault()).includes('print-broadsheet-2/layout.typ, line 3'),
      'the fault’s place',
    );
    expect(await print.fault()).toContain(window.t('preview.stays'));
    expect(await print.drawing()).toBe(before);
    expect(await print.looks(desk, 'own-print-fault')).toEqual([]);

    writeFileSync(join(folder, 'layout.toml'), 'kind = "print"\nwidth = "lebar"\n');
    await until(async () => (await print.fault()).includes('layout.toml, line 2'), 'the fault of the other file');
    expect(await print.drawing()).toBe(before);
    const shipped = join(import.meta.dirname, '../../../assets/layouts/print-broadsheet/layout.toml');
    writeFileSync(join(folder, 'layout.toml'), readFileSync(shipped, 'utf8').replace('en = "Print', 'en = "My print'));
    writeFileSync(file, template);
    await until(async () => (await print.fault()) === '', 'the fault to be mended');
    await print.layout('My print — broadsheet', 'preview.own').waitForDisplayed();
    expect(await print.drawing()).toBe(before);
  });

  test('a card is copied and changed like any other', async () => {
    await print.layout(CARD).click();
    await until(async () => (await print.pages())[0]?.alt.startsWith(CARD) ?? false, 'the card');
    await window.button('preview.duplicate').click();
    await print.layout(`${CARD} (copy)`, 'preview.own').waitForDisplayed();
    const card = join(desk.home, 'desk.layouts/card-wide-2/card.typ');
    writeFileSync(card, readFileSync(card, 'utf8').replace('rgb("#a3271c")', 'rgb("#1b7a4f")'));
    await until(() => print.shows(GREEN), 'another colour');
    expect(await print.looks(desk, 'own-card')).toEqual([]);
    await window.press(ESCAPE);
  });

  test('a PDF is exported in it, and the dialog offers it beside the others', async () => {
    await window.press('Ctrl', 'e');
    const dialog = window.browser.$('[role="dialog"]');
    await dialog.waitForDisplayed();
    await window.button('export.kind.html').click();
    await window.button('export.kind.pdf').click();
    const choice = dialog.$(`[aria-label="${window.t('export.print')}"]`);
    await window.button('export.print.archival').waitForDisplayed();
    await choice.click();
    await desk.screenshot('own-print-export');
    await window.browser.$('//*[@role="option"][contains(normalize-space(.), "My print")]').click();
    await window.button('export.go').click();
    await dialog.$('[data-result]').waitForDisplayed();
    await until(async () => (await window.text()).includes('xi-putin.pdf'), 'the file to be named');
    await window.press(ESCAPE);
    await dialog.waitForExist({ reverse: true });
  });

  test('a layout whose folder is gone leaves the list', async () => {
    rmSync(join(desk.home, 'desk.layouts'), { recursive: true });
    await window.press('Ctrl', 'p');
    await until(async () => !(await window.text()).includes('My print'), 'the copies to be gone');
  });
});
