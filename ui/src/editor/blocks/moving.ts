/**
 * Blocks of the body as a whole: which ones the selection is in, and moving, doubling and deleting them. Several that are
 * selected go together. Each is one step of undo.
 */
import { closeHistory } from 'prosemirror-history';
import { Fragment, type Node, Slice } from 'prosemirror-model';
import {
  type Command,
  type EditorState,
  NodeSelection,
  Selection,
  TextSelection,
  type Transaction,
} from 'prosemirror-state';
import { ReplaceStep } from 'prosemirror-transform';
import { schema } from '../../body/schema';

/** Blocks next to each other, by their places among the children of the body: from the first, up to but not with the last. */
export interface Span {
  first: number;
  end: number;
}

/** The blocks that the selection is in or touches. */
export function chosenBlocks({ selection, doc }: EditorState): Span {
  const { $from, $to } = selection;
  const first = Math.min($from.index(0), doc.childCount - 1);
  // A selection that ends between two blocks, as one of a whole block does, does not reach into the next.
  const end = $to.depth === 0 ? $to.index(0) : $to.index(0) + 1;
  return { first, end: Math.max(first + 1, end) };
}

/** Where a block begins; the end of the body for the one behind the last. */
export function startOf(doc: Node, index: number): number {
  let at = 0;
  for (let child = 0; child < index; child += 1) at += doc.child(child).nodeSize;
  return at;
}

/** The block that a place is in. */
export function blockAt(doc: Node, position: number): number {
  return Math.min(doc.resolve(position).index(0), doc.childCount - 1);
}

/** Moves blocks in front of the block `to`, the selection with them. Null where that moves nothing. */
export function movedTo(state: EditorState, { first, end }: Span, to: number): Transaction | null {
  const { doc, selection } = state;
  if (to >= first && to <= end) return null;
  const [from, until, target] = [startOf(doc, first), startOf(doc, end), startOf(doc, to)];
  const tr = closeHistory(state.tr);
  const blocks = children(doc, first, end);
  const shift = to < first ? target - from : target - until;
  tr.step(insert(target, blocks));
  tr.delete(tr.mapping.map(from, 1), tr.mapping.map(until, -1));
  return tr.setSelection(shifted(selection, tr.doc, shift, from, until)).scrollIntoView();
}

function insert(at: number, blocks: Fragment): ReplaceStep {
  return new ReplaceStep(at, at, new Slice(blocks, 0, 0));
}

function children(doc: Node, first: number, end: number): Fragment {
  const blocks: Node[] = [];
  for (let index = first; index < end; index += 1) blocks.push(doc.child(index));
  return Fragment.from(blocks);
}

/** The selection where its blocks are now; where it was elsewhere, at the start of what moved. */
function shifted(selection: Selection, doc: Node, shift: number, from: number, until: number): Selection {
  const inside = selection.from >= from && selection.to <= until;
  if (!inside) return Selection.near(doc.resolve(from + shift), 1);
  if (selection instanceof NodeSelection) return NodeSelection.create(doc, selection.from + shift);
  return TextSelection.between(doc.resolve(selection.anchor + shift), doc.resolve(selection.head + shift));
}

/** One place up or down. Taken also where there is no way further: the keys mean nothing else. */
export function moveBlocks(by: -1 | 1): Command {
  return (state, dispatch) => {
    const span = chosenBlocks(state);
    const to = by < 0 ? span.first - 1 : span.end + 1;
    if (to < 0 || to > state.doc.childCount) return true;
    const tr = movedTo(state, span, to);
    if (tr) dispatch?.(tr);
    return true;
  };
}

/** The same blocks once more, behind themselves; the cursor is in the copy. */
export const duplicateBlocks: Command = (state, dispatch) => {
  const { first, end } = chosenBlocks(state);
  const [from, until] = [startOf(state.doc, first), startOf(state.doc, end)];
  const tr = closeHistory(state.tr).step(insert(until, children(state.doc, first, end)));
  dispatch?.(tr.setSelection(shifted(state.selection, tr.doc, until - from, from, until)).scrollIntoView());
  return true;
};

export const deleteBlocks: Command = (state, dispatch) => {
  const { first, end } = chosenBlocks(state);
  const [from, until] = [startOf(state.doc, first), startOf(state.doc, end)];
  const tr = closeHistory(state.tr);
  if (end - first === state.doc.childCount) tr.replaceWith(from, until, schema.nodes.paragraph.create());
  else tr.delete(from, until);
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size)), 1)).scrollIntoView());
  return true;
};

/** Selects a block so that commands are about it: a card whole, text by a cursor in it, which stays where it is one already. */
export function choosing(state: EditorState, index: number): Transaction | null {
  const { first, end } = chosenBlocks(state);
  if (index >= first && index < end) return null;
  const at = startOf(state.doc, index);
  const block = state.doc.child(index);
  const selection = block.isAtom ? NodeSelection.create(state.doc, at) : Selection.near(state.doc.resolve(at + 1), 1);
  return state.tr.setSelection(selection);
}
