/** The menu of a block: what it can be turned into, and what can be done with it as a whole. */
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import Copy from '@lucide/svelte/icons/copy';
import Trash from '@lucide/svelte/icons/trash-2';
import Ungroup from '@lucide/svelte/icons/ungroup';
import User from '@lucide/svelte/icons/user';
import type { Command, EditorState } from 'prosemirror-state';
import { t } from '../../messages/messages.svelte';
import type { MenuEntry } from '../../parts/menu';
import { OFFERS } from './catalogue';
import { leaveBoxes, toAttribution } from './boxes';
import { chosenBlocks, deleteBlocks, duplicateBlocks, moveBlocks } from './moving';
import { isInTable, TABLE } from './tables';

export function blockMenu(state: EditorState, run: (command: Command) => void): MenuEntry[] {
  const { first, end } = chosenBlocks(state);
  const { childCount } = state.doc;
  const forms = OFFERS.flatMap(({ words, turn, icon }): MenuEntry[] =>
    turn?.(state)
      ? [{ type: 'item', label: t('block.turnInto', { name: plain(t(words)) }), icon, run: () => run(turn) }]
      : [],
  );
  const item = (label: string, command: Command, icon?: typeof Copy, keys?: string, disabled = false): MenuEntry => ({
    type: 'item',
    label,
    ...(icon ? { icon } : {}),
    disabled,
    ...(keys ? { keys } : {}),
    run: () => run(command),
  });
  const table = isInTable(state)
    ? [
        ...Object.entries(TABLE).flatMap(([name, command]) =>
          command(state) ? [item(t(`table.${name as keyof typeof TABLE}`), command)] : [],
        ),
        { type: 'line' } as const,
      ]
    : [];
  return [
    ...(toAttribution(state) ? [item(t('block.attribution'), toAttribution, User, 'Tab')] : []),
    ...table,
    ...forms,
    ...(leaveBoxes(state) ? [item(t('block.unwrap'), leaveBoxes, Ungroup)] : []),
    ...(forms.length > 0 ? [{ type: 'line' } as const] : []),
    item(t('block.up'), moveBlocks(-1), ArrowUp, 'Alt Shift ↑', first === 0),
    item(t('block.down'), moveBlocks(1), ArrowDown, 'Alt Shift ↓', end === childCount),
    { type: 'line' },
    item(t('block.duplicate'), duplicateBlocks, Copy),
    item(t('block.delete'), deleteBlocks, Trash),
  ];
}

/** A name without the dots that say that something will be asked. */
function plain(words: string): string {
  return words.replace('…', '');
}
