/** Putting a block of its own into the text. */
import { closeHistory } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { type Command, NodeSelection, Selection, TextSelection, type Transaction } from 'prosemirror-state';
import { schema } from '../../body/schema';

/**
 * Where a block of its own may stand near the cursor: in place of an empty paragraph, otherwise behind the outermost
 * block. It never splits a sentence.
 */
export function placeForBlock({ $from, $to }: Selection): { from: number; to: number } {
  if ($from.depth === 1 && $from.parent.type === schema.nodes.paragraph && $from.parent.content.size === 0)
    return { from: $from.before(), to: $from.after() };
  const after = $to.depth > 0 ? $to.after(1) : $to.pos;
  return { from: after, to: after };
}

/** Goes on writing behind a block: in the empty paragraph that is there, or in a new one. */
export function writeBehind(tr: Transaction, position: number): Transaction {
  const next = tr.doc.resolve(position).nodeAfter;
  const { paragraph } = schema.nodes;
  if (next?.type !== paragraph || next.content.size > 0) tr.insert(position, paragraph.create());
  return tr.setSelection(TextSelection.create(tr.doc, position + 1)).scrollIntoView();
}

/**
 * Puts a block near the cursor, which goes into it; where it has no text the block is selected. There is always a
 * paragraph behind the last block, so that writing can go on.
 */
export function putBlock(make: () => Node): Command {
  return (state, dispatch) => {
    if (!dispatch) return true;
    const { from, to } = placeForBlock(state.selection);
    const block = make();
    const tr = closeHistory(state.tr).replaceWith(from, to, block);
    const end = from + block.nodeSize;
    if (end === tr.doc.content.size) tr.insert(end, schema.nodes.paragraph.create());
    tr.setSelection(block.isAtom ? NodeSelection.create(tr.doc, from) : Selection.near(tr.doc.resolve(from + 1), 1));
    dispatch(tr.scrollIntoView());
    return true;
  };
}
