/** What is found is marked in the text: by decorations, which follow the typing until the text is looked through again. */
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import type { Range } from './places';

interface Shown {
  decorations: DecorationSet;
  /** The selection that is looked through alone. */
  within: Range | null;
}

/** What is to be shown from now on. `block` marks a whole block: what was found is in one of its attributes. */
export interface Marked {
  ranges: readonly (Range & { block: boolean; current: boolean })[];
  within: Range | null;
}

const KEY = new PluginKey<Shown>('find');

export function highlighting(): Plugin<Shown> {
  return new Plugin<Shown>({
    key: KEY,
    state: {
      init: () => ({ decorations: DecorationSet.empty, within: null }),
      apply(transaction, shown) {
        const marked = transaction.getMeta(KEY) as Marked | undefined;
        if (marked) return { decorations: draw(transaction, marked), within: marked.within };
        if (!transaction.docChanged) return shown;
        const { mapping } = transaction;
        const { within } = shown;
        return {
          decorations: shown.decorations.map(mapping, transaction.doc),
          within: within && { from: mapping.map(within.from, -1), to: mapping.map(within.to, 1) },
        };
      },
    },
    props: { decorations: (state) => KEY.getState(state)?.decorations },
  });
}

export function mark(transaction: Transaction, marked: Marked): Transaction {
  return transaction.setMeta(KEY, marked).setMeta('addToHistory', false);
}

/** The selection that is looked through alone, where it is by now. */
export function withinOf(state: EditorState): Range | null {
  return KEY.getState(state)?.within ?? null;
}

function draw({ doc }: Transaction, { ranges, within }: Marked): DecorationSet {
  const found = ranges.map(({ from, to, block, current }) => {
    const attributes = { class: `${block ? 'found-block' : 'found'}${current ? ' current' : ''}` };
    return block ? Decoration.node(from, to, attributes) : Decoration.inline(from, to, attributes);
  });
  const around = within ? [Decoration.inline(within.from, within.to, { class: 'found-within' })] : [];
  return DecorationSet.create(doc, [...around, ...found]);
}
