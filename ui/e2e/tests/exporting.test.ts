// Stories on their way out and afterwards: what holds them, who answers for it, what is said of them later, what has changed
// since they left, and how a desk sends many at once.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { Window } from '../pages';
import { Exports } from '../pagesExporting';

const HELD = 'Pertemuan Moskow Menghasilkan Sebelas Kesepakatan';
const OUT = 'Harga Cabai Naik Jelang Hari Raya';
const FIELDS = ['source=Reuters', 'editor=Sari Wulandari', 'desk=Internasional', 'outlet=KONTAN.CO.ID'];

describe('exporting', () => {
  const desk = Desk.at();
  let window: Window;
  let exports: Exports;
  let page = '';

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan');
    story('Beras tetap murah.', 'headline=Beras Tetap Murah', 'slugline=BERAS', 'place=JAKARTA');
    const out = story('Harga cabai naik tajam.', `headline=${OUT}`, 'slugline=CABAI', 'place=JAKARTA');
    page = desk.cli('export', out, '--format', 'html', '--out', join(desk.home, 'web')).trim();
    story(
      'Isi pertemuan masih rahasia.',
      `headline=${HELD}`,
      'slugline=MOSKOW',
      'place=MOSKOW',
      'embargo=2090-05-09T06:00:00+07:00',
    );
    window = new Window(await desk.open());
    exports = new Exports(window, desk);
    await until(async () => (await window.count('[data-story]')) === 3, 'the list');
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('an embargo holds a story, by the clocks of newsroom and place', async () => {
    await opened(HELD);
    await exports.open();
    await exports.choose('txt');
    await exports.gates.waitForDisplayed();
    const said = await exports.gates.getText();
    expect(said).toMatch(/6[.:]00 WIB\s+Kontan/);
    expect(said).toMatch(/2[.:]00 MSK\s+MOSKOW/);
    expect(await exports.looks('exporting-held')).toEqual([]);
    expect(await exports.go()).toContain(HELD);
    expect(exports.files()).toEqual([]);
    await exports.close();
  });

  test('leaves all the same where somebody answers for it, and the journal remembers who and why', async () => {
    await exports.open();
    await window.button('export.override').click();
    await window.field('export.override.reason').waitForDisplayed();
    expect(await window.button('export.go').isEnabled()).toBe(false);
    await exports.fill('export.override.reason', 'Sumber mencabut embargo');
    await exports.fill('export.override.by', 'Sari Wulandari');
    expect(await exports.looks('exporting-answered')).toEqual([]);
    await exports.go();
    expect(exports.files()).toEqual(['moskow.txt']);
    await exports.close();
    const rows = desk.cli('journal', '--json').split('\n');
    const row = rows.find((line) => line.includes('overridden')) ?? '';
    expect(row).toContain('Sumber mencabut embargo');
    expect(row).toContain('Sari Wulandari');
  });

  test('a file of it is made again only where somebody answers again', async () => {
    const [file = ''] = exports.paths();
    await window.browser.$('.ProseMirror > p').click();
    await window.press('\uE010');
    await window.type(' Sebelas pasal.');
    await window.saved();
    await exports.says('out.exports', window.t('out.changed'));
    await exports
      .part('out.exports')
      .$(`button=${window.t('out.again')}`)
      .click();
    await exports.gates.waitForDisplayed();
    expect(readFileSync(file, 'utf8')).not.toContain('Sebelas pasal.');
    await window.button('export.override').click();
    await exports.fill('export.override.reason', 'Sumber mencabut embargo');
    await exports.fill('export.override.by', 'Sari Wulandari');
    expect(await exports.looks('exporting-due')).toEqual([]);
    await exports.dialog.$('button.primary').click();
    await until(() => readFileSync(file, 'utf8').includes('Sebelas pasal.'), 'the file to be made again');
    await until(
      async () => (await exports.dialog.getText()).includes(window.t('due.none.story')),
      'nothing to be left',
    );
    await exports.close();
  });

  test('what was said of it since it left is in the page that readers have', async () => {
    await opened(OUT);
    await exports.says('out.exports', 'HTML');
    await exports
      .part('correct.title')
      .$(`button=${window.t('correct.add')}`)
      .click();
    await exports.dialog.waitForDisplayed();
    await window.field('correct.words').click();
    await window.type('Harga cabai Rp 80.000, bukan Rp 8.000.');
    expect(await exports.looks('exporting-correction')).toEqual([]);
    await window.button('correct.say').click();
    await exports.dialog.waitForExist({ reverse: true });
    await exports.says('correct.title', 'bukan Rp 8.000');
    await until(() => readFileSync(page, 'utf8').includes('bukan Rp 8.000'), 'the page to be made again');
    expect(readFileSync(page, 'utf8')).toContain('"@type": "CorrectionComment"');
    await until(async () => (await window.count('.state.current')) === 1, 'the page to be as the story is');
  });

  test('a story that has changed since says so, shows what, and leaves again', async () => {
    await window.browser.$('.ProseMirror > p').click();
    await window.press('\uE010');
    await window.type(' Pedagang mengeluh.');
    await window.saved();
    await exports.says('out.exports', window.t('out.changed'));
    await until(async () => (await window.count('.story .changed')) === 1, 'the mark in the list');
    await exports.part('out.exports').scrollIntoView();
    expect(await exports.looks('exporting-changed')).toEqual([]);
    await exports
      .part('out.exports')
      .$(`button=${window.t('out.changed')}`)
      .click();
    const compared = window.browser.$('.comparison');
    await until(
      async () => (await compared.isExisting()) && (await compared.getText()).includes('mengeluh'),
      'the comparison',
    );
    await desk.screenshot('exporting-compared');
    await window.press('\uE00C');
    await window.body.waitForDisplayed();
    await exports
      .part('out.exports')
      .$(`button=${window.t('out.again')}`)
      .click();
    await until(() => readFileSync(page, 'utf8').includes('Pedagang mengeluh.'), 'the page to be made again');
  });

  test('many leave as a profile says, into folders named after the day', async () => {
    await exports.pickFirst(3);
    await exports.open();
    await exports.choose('txt', 'rss');
    await exports.fill('export.naming', '{date}/{slug}-{version}.{ext}');
    await window.named(window.t('export.profile.more'), 'button').click();
    await exports.entry('export.profile.new');
    await exports.fill('export.profile.name', 'Situs web');
    await window.button('export.profile.keep').click();
    await window.field('export.profile.name').waitForExist({ reverse: true });
    await until(async () => (await window.count('[role="dialog"]')) === 1, 'only the dialog of the export to be there');
    expect(desk.cli('profiles')).toContain('Situs web');
    await exports.close();

    await exports.pickFirst(3);
    await exports.open();
    await exports.pick('export.profile', 'Situs web');
    expect(await exports.looks('exporting-profile')).toEqual([]);
    const said = await exports.go();
    expect(said).toContain(HELD);
    expect(await exports.looks('exporting-summary')).toEqual([]);
    const day = /\d{4}-\d\d-\d\d/.source;
    const files = exports.files().filter((name) => name !== 'moskow.txt');
    expect(files).toHaveLength(3);
    expect(files[0]).toMatch(new RegExp(`^${day}/beras-\\d\\.txt$`));
    expect(files[1]).toMatch(new RegExp(`^${day}/cabai-\\d\\.txt$`));
    expect(files[2]).toMatch(new RegExp(`^${day}/kontan-${day}\\.rss\\.xml$`));
    await exports.close();
  });

  test('in Indonesian, too', async () => {
    await window.command(window.t('command.language.id'));
    window.language = 'id';
    await opened(OUT);
    await exports.says('out.exports', 'HTML');
    await exports.part('correct.title').scrollIntoView();
    await desk.screenshot('exporting-id-out');
    await exports
      .part('correct.title')
      .$(`button=${window.t('correct.add')}`)
      .click();
    await exports.dialog.waitForDisplayed();
    await window.button('correct.kind.kill').click();
    await desk.screenshot('exporting-id-kill');
    await exports.close();
    await opened(HELD);
    await exports.open();
    await exports.gates.waitForDisplayed();
    await desk.screenshot('exporting-id-held');
    await exports.close();
  });

  /** A story of one paragraph and these fields; its id. */
  function story(words: string, ...fields: string[]): string {
    const { id } = JSON.parse(desk.cli('import', desk.file('naskah.txt', words), '--json')) as { id: string };
    desk.cli('set', id, ...FIELDS, ...fields);
    return id;
  }

  async function opened(headline: string) {
    await exports.row(headline).click();
    await until(async () => (await window.headline.getValue()) === headline, 'the story to open');
  }
});
