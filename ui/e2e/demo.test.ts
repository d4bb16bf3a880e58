// The main job, done for someone to look at: on the sample newsroom, with pictures of each step and the exported files
// left in target/demo.

import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'vitest';
import { copyToClipboard, Desk, until } from './desk';
import { copy } from './fixture';
import { Window } from './pages';

const folder = process.env['REDAKSI_DEMO'] ?? resolve(import.meta.dirname, '../../target/demo');

test('the main job on the sample newsroom', async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const desk = Desk.at(folder);
  const step = (name: string) => desk.screenshot(name, folder);
  desk.cli('init', '--house', 'kontan', '--sample');
  try {
    const window = new Window(await desk.open());
    await step('1-newsroom');

    await window.press('Ctrl', 'n');
    await until(
      async () => (await window.headline.isExisting()) && (await window.headline.getValue()) === '',
      'a new story',
    );
    copyToClipboard(copy.text);
    await window.body.click();
    await window.press('Ctrl', 'v');
    await window.button('paste.asStory').waitForDisplayed();
    await step('2-paste');
    await window.button('paste.asStory').click();

    await until(() => window.headline.isFocused(), 'the headline to have the focus');
    await window.type('Kedua Negara Harus Jadi “Sahabat Baja”');
    await window.field('field.slugline').click();
    await window.type('BAJA/MOSKOW');
    await window.field('field.desk').click();
    await window.type('Internasional');
    await window.field('field.tags').click();
    for (const tag of ['Rusia', 'Tiongkok', 'diplomasi']) {
      await window.type(tag);
      await window.press('\uE007');
    }
    await window.saved();
    await step('3-story');

    await window.press('Ctrl', 'p');
    await until(
      async () => (await window.previews()).filter((page) => page.text.includes(copy.place)).length === 2,
      'the preview',
    );
    await step('4-preview');
    await window.press('\uE00C');

    await window.press('Ctrl', 'e');
    await window.browser.$('[role="dialog"]').waitForDisplayed();
    for (const kind of ['html', 'md', 'txt', 'ninjs']) {
      const button = window.button(`export.kind.${kind}`);
      if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
    }
    await window.button('export.go').click();
    await until(async () => (await window.text()).includes('baja-moskow.html'), 'the exported files');
    await step('5-exported');
  } finally {
    await desk.close();
  }
});
