/** What keys and palette do with the open stories. */
import { tick } from 'svelte';
import { settings } from '../newsroom/settings.svelte';
import { lastClosed } from '../newsroom/tabs';
import { workbench } from '../newsroom/workbench.svelte';
import type { Command } from '../palette/entries';
import { t, type MessageKey } from '../messages/messages.svelte';
import { keysOf, type ShortcutId } from './shortcuts';

/** Changes what is in sight. The keys go along where they were in a story, and where nobody has them any more. */
export async function go(change: () => Promise<boolean>): Promise<void> {
  const before = document.activeElement;
  const inStory = before?.closest('[id^="side-"]') != null;
  if (!(await change())) return;
  await tick();
  const lost = document.activeElement === document.body;
  if (workbench.session && (inStory || lost)) workbench.ask('return');
}

const active = () => workbench.session?.id ?? null;

export function closeStory(): void {
  const id = active();
  if (id !== null) void go(() => workbench.shut(id));
}

/** The story at a place in the strip, from 1; 9 is the last one. */
export function goToNth(number: number): void {
  const { all } = workbench.tabs;
  const tab = number === 9 ? all.at(-1) : all[number - 1];
  if (tab) void go(() => workbench.show(tab.story));
}

export const step = (by: 1 | -1) => void go(() => workbench.step(by));
export const reopenClosed = () => void go(() => workbench.reopenClosed());
export const toggleSplit = () => void go(() => workbench.toggleSplit());

export function commandsOfStories(): Command[] {
  const { all, right, split } = workbench.tabs;
  const command = (id: string, label: MessageKey, run: () => void, keys?: ShortcutId): Command => ({
    id,
    label: t(label),
    run,
    ...(keys ? { keys: keysOf(keys) } : {}),
  });
  return [
    command('closeTab', 'command.closeTab', closeStory, 'closeTab'),
    ...(lastClosed(workbench.tabs) === null
      ? []
      : [command('reopenTab', 'command.reopenTab', reopenClosed, 'reopenTab')]),
    ...(all.length > 1
      ? [
          command('nextTab', 'command.nextTab', () => step(1), 'nextTab'),
          command('previousTab', 'command.previousTab', () => step(-1), 'previousTab'),
        ]
      : []),
    command('split', split ? 'pair.close' : 'command.split', toggleSplit, 'split'),
    ...(right === null
      ? []
      : [
          command('swap', 'command.swapSides', () => workbench.swap()),
          command('together', 'command.scrollTogether', () => settings.arrange({ together: !settings.pair.together })),
        ]),
  ];
}
