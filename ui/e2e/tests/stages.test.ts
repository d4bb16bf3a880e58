// Which story stands in the editor, and what the editor says of the stage that it is in.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, until } from '../desk';
import { Window } from '../pages';

interface Story {
  id: string;
  headline: string;
  stage: string;
  revision: number;
}

describe('the stage of the open story', () => {
  const desk = Desk.at();
  let window: Window;
  let newest: Story;

  beforeAll(async () => {
    desk.cli('init', '--house', 'kontan', '--sample');
    newest = first('draft');
    window = new Window(await desk.open());
  });

  afterAll(async () => {
    await desk.close();
    desk.remove();
  });

  test('a newsroom that was never open in a window shows its newest draft, and changes nothing of it', async () => {
    await showing(newest.headline);
    expect(JSON.parse(desk.cli('show', newest.id, '--json'))).toMatchObject({ ...newest });
  });

  test('a story that is spiked stays open, says so, and is restored from there', async () => {
    await window.command(window.t('command.spike'));
    await says('notice.spiked');
    expect(await window.headline.getValue()).toBe(newest.headline);
    expect(stage(newest.id)).toBe('spiked');
    await desk.screenshot('spiked-light-1440x900');
    await window.button('notice.restore').click();
    await until(() => stage(newest.id) === 'draft', 'the story to be a draft again');
    await until(async () => !(await window.text()).includes(window.t('notice.spiked')), 'the notice to go');
  });

  test('a story that another program spiked says so, too', async () => {
    desk.cli('set', newest.id, 'stage=spiked');
    await says('notice.spiked');
    desk.cli('set', newest.id, 'stage=draft');
    await until(async () => !(await window.text()).includes(window.t('notice.spiked')), 'the notice to go');
  });

  test('an exported story that was changed since says so beside its stage', async () => {
    const story = first('ready');
    desk.cli('export', story.id, '--format', 'html', '--out', join(desk.home, 'web'));
    expect(stage(story.id)).toBe('exported');
    await window.command(story.headline);
    await showing(story.headline);
    expect(await window.text()).not.toContain(window.t('stage.changed'));
    await window.headline.click();
    await window.press('\uE010');
    await window.type('!');
    await says('stage.changed');
    await desk.screenshot('changed-light-1440x900');
  });

  function first(of: string): Story {
    const { id, headline, stage, revision } = JSON.parse(
      desk.cli('list', '--stage', of, '--limit', '1', '--json'),
    ) as Story;
    return { id, headline, stage, revision };
  }

  function stage(id: string): string {
    return (JSON.parse(desk.cli('show', id, '--json')) as Story).stage;
  }

  async function says(key: string) {
    await until(async () => (await window.text()).includes(window.t(key)), key);
  }

  async function showing(headline: string) {
    await until(
      async () => (await window.headline.isExisting()) && (await window.headline.getValue()) === headline,
      'the story to open',
    );
  }
});
