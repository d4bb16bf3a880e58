/** Text that no longer fits its hole on paper is shown as such, by decorations that follow the typing until it is measured anew. */
import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import type { Overset } from '../ipc/bindings';

type Told = { from: number | null };

const KEY = new PluginKey<DecorationSet>('overset');

export function drawingOverset(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key: KEY,
    state: {
      init: () => DecorationSet.empty,
      apply(transaction, shown) {
        const told = transaction.getMeta(KEY) as Told | undefined;
        if (told) return drawn(transaction.doc, told.from);
        return transaction.docChanged ? shown.map(transaction.mapping, transaction.doc) : shown;
      },
    },
    props: { decorations: (state) => KEY.getState(state) },
  });
}

/** Shows what is over from a place on; null for nothing. Null instead of a transaction where that is shown already. */
export function tellOverset(transaction: Transaction, from: number | null, shown: number | null): Transaction | null {
  if (from === shown) return null;
  return transaction.setMeta(KEY, { from } satisfies Told).setMeta('addToHistory', false);
}

/** Where the text begins that is shown as over; null where all fits. */
export function shownOverset(state: Parameters<typeof KEY.getState>[0]): number | null {
  const found = KEY.getState(state)?.find() ?? [];
  return found.length > 0 ? Math.min(...found.map(({ from }) => from)) : null;
}

/** The place in a document that the press means: a block of the body, and characters into its text. */
export function placeOf(doc: Node, { block, character }: Overset): number | null {
  if (block >= doc.childCount) return null;
  let at = 0;
  for (let before = 0; before < block; before += 1) at += doc.child(before).nodeSize;
  const node = doc.child(block);
  if (!node.isTextblock) return at;
  // Rust counts characters, the document their halves, too.
  const into = [...node.textContent].slice(0, character).join('').length;
  return at + 1 + Math.min(into, node.content.size);
}

function drawn(doc: Node, from: number | null): DecorationSet {
  if (from === null || from >= doc.content.size) return DecorationSet.empty;
  return DecorationSet.create(doc, [Decoration.inline(from, doc.content.size, { class: 'overset' })]);
}
