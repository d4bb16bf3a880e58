/** The menu of a block: what it can be turned into, and what can be done with it as a whole. */
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import Copy from '@lucide/svelte/icons/copy';
import Trash from '@lucide/svelte/icons/trash-2';
import type { Command, EditorState } from 'prosemirror-state';
import { t } from '../../messages/messages.svelte';
import type { MenuEntry } from '../../parts/menu';
import { OFFERS } from './catalogue';
import { chosenBlocks, deleteBlocks, duplicateBlocks, moveBlocks } from './moving';

export function blockMenu(state: EditorState, run: (command: Command) => void): MenuEntry[] {
  const { first, end } = chosenBlocks(state);
  const { childCount } = state.doc;
  const forms = OFFERS.flatMap(({ section, words, does, icon }): MenuEntry[] =>
    section === 'text' && 'run' in does && does.run(state)
      ? [{ type: 'item', label: t('block.turnInto', { name: t(words) }), icon, run: () => run(does.run) }]
      : [],
  );
  const item = (label: string, command: Command, icon: typeof Copy, keys?: string, disabled = false): MenuEntry => ({
    type: 'item',
    label,
    icon,
    disabled,
    ...(keys ? { keys } : {}),
    run: () => run(command),
  });
  return [
    ...forms,
    ...(forms.length > 0 ? [{ type: 'line' } as const] : []),
    item(t('block.up'), moveBlocks(-1), ArrowUp, 'Alt Shift ↑', first === 0),
    item(t('block.down'), moveBlocks(1), ArrowDown, 'Alt Shift ↓', end === childCount),
    { type: 'line' },
    item(t('block.duplicate'), duplicateBlocks, Copy),
    item(t('block.delete'), deleteBlocks, Trash),
  ];
}
