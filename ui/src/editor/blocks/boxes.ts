/**
 * Blocks that hold others: quotes with who said it, pull quotes, fact boxes, items of a timeline. How they are made, and
 * what Enter, Backspace, Delete and Tab do at their edges: writing goes on inside, an empty last line leads out, and
 * nothing from outside slips in unasked.
 */
import { chainCommands } from 'prosemirror-commands';
import { closeHistory } from 'prosemirror-history';
import { Fragment, type Node, type NodeType, type ResolvedPos } from 'prosemirror-model';
import { AllSelection, type Command, Selection, TextSelection, type Transaction } from 'prosemirror-state';
import { schema } from '../../body/schema';
import { putBlock, writeBehind } from './placing';

const { paragraph, quote, pullQuote, attribution, factBox, factTitle, timelineItem, timelineDate, heading } =
  schema.nodes;

/** Boxes whose first line is a line of its own kind. */
const HEADS = new Map<NodeType, NodeType>([
  [factBox, factTitle],
  [timelineItem, timelineDate],
]);
const BOXES: NodeType[] = [quote, pullQuote, factBox, timelineItem];

/** How deep the innermost box around a place is. */
function boxAround($pos: ResolvedPos): number | null {
  for (let depth = $pos.depth; depth > 0; depth -= 1) if (BOXES.includes($pos.node(depth).type)) return depth;
  return null;
}

/** An empty box of this kind, the cursor in its first line. */
export function insertBox(type: NodeType): Command {
  return putBlock(() => {
    const head = HEADS.get(type);
    return type.create(null, head ? [head.create(), paragraph.create()] : [paragraph.create()]);
  });
}

/** The selected words once more as a pull quote behind their block; without a selection an empty one. */
export const insertPullQuote: Command = (state, dispatch) => {
  const { $from, $to, empty } = state.selection;
  const words =
    !empty && $from.sameParent($to) ? $from.parent.slice($from.parentOffset, $to.parentOffset).content : null;
  return putBlock(() => pullQuote.create(null, paragraph.create(null, words)))(state, dispatch);
};

/** Puts the selected paragraphs and lists into a box; a crosshead at their beginning becomes its first line. */
export function wrapInBox(type: NodeType): Command {
  return (state, dispatch) => {
    const range = state.selection.$from.blockRange(state.selection.$to, (node) => node.type === state.doc.type);
    if (!range) return false;
    const blocks: Node[] = [];
    for (let index = range.startIndex; index < range.endIndex; index += 1) blocks.push(state.doc.child(index));
    const head = HEADS.get(type);
    const title = head && blocks[0]?.type === heading ? blocks.shift() : undefined;
    const content = [
      ...(head ? [head.create(null, title?.content)] : []),
      ...(blocks.length > 0 ? blocks : [paragraph.create()]),
    ];
    if (!type.validContent(Fragment.from(content))) return false;
    if (!dispatch) return true;
    const tr = closeHistory(state.tr).replaceWith(range.start, range.end, type.create(null, content));
    dispatch(tr.setSelection(Selection.near(tr.doc.resolve(range.start + 2), 1)).scrollIntoView());
    return true;
  };
}

/** Takes the blocks of a box out of it. Its own lines become paragraphs, or go where they are empty. */
export function unwrap(tr: Transaction, $pos: ResolvedPos, depth: number): Transaction {
  const [from, box] = [$pos.before(depth), $pos.node(depth)];
  const lines: Node[] = [];
  let cursor = 1;
  let size = 0;
  box.forEach((child, offset) => {
    const own = [factTitle, timelineDate, attribution].includes(child.type);
    if (own && child.content.size === 0) return;
    const line = own ? paragraph.create(null, child.content) : child;
    const at = $pos.pos - from - 1 - offset;
    if (at >= 0 && at <= child.nodeSize) cursor = size + at;
    lines.push(line);
    size += line.nodeSize;
  });
  const kept = lines.length > 0 ? lines : [paragraph.create()];
  closeHistory(tr).replaceWith(from, from + box.nodeSize, kept);
  return tr.setSelection(Selection.near(tr.doc.resolve(from + cursor), 1)).scrollIntoView();
}

/** Out of the box that the cursor is in. */
export const leaveBoxes: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const depth = boxAround($from);
  if (depth === null) return false;
  dispatch?.(unwrap(state.tr, $from, depth));
  return true;
};

/** Enter in the first line of a box goes on in its text, with what stood behind the cursor. */
const enterHead: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if (![factTitle, timelineDate].includes($from.parent.type) || !$from.sameParent($to)) return false;
  const rest = $from.parent.slice($to.parentOffset).content;
  const first = $from.node(-1).child(1);
  const tr = state.tr.delete($from.pos, $from.end());
  const after = tr.mapping.map($from.after());
  if (rest.size > 0 || first.content.size > 0 || first.type !== paragraph)
    tr.insert(after, paragraph.create(null, rest));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
};

/** Enter in who said it goes on behind the quote; in a line of furniture behind that. */
const enterLast: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const { type } = $from.parent;
  if (type !== attribution && type !== schema.nodes.furniture) return false;
  dispatch?.(writeBehind(state.tr.deleteSelection(), state.tr.mapping.map($from.after(1))));
  return true;
};

/** Enter on an empty last line leaves the box; where somebody is quoted by name, it goes on to the name. */
const enterEmpty: Command = (state, dispatch) => {
  const { $cursor } = state.selection as TextSelection;
  if (!$cursor || $cursor.parent.type !== paragraph || $cursor.parent.content.size > 0) return false;
  const box = $cursor.depth > 1 ? $cursor.node(-1) : null;
  if (!box || !BOXES.includes(box.type)) return false;
  const index = $cursor.index(-1);
  const named = box.lastChild?.type === attribution;
  if (index !== box.childCount - (named ? 2 : 1)) return false;
  const alone = index === (HEADS.has(box.type) ? 1 : 0);
  // A quote that holds nothing yet is lifted out of its form, as ever.
  if (alone && !named && !HEADS.has(box.type)) return false;
  const tr = alone ? state.tr : state.tr.delete($cursor.before(), $cursor.after());
  const end = tr.mapping.map($cursor.after(-1));
  if (named) tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map($cursor.after()) + 1), 1)).scrollIntoView();
  else writeBehind(tr, end);
  dispatch?.(tr);
  return true;
};

export const enter = chainCommands(enterHead, enterLast, enterEmpty);

/** Backspace at the start of a line of a box. */
export const backspaceInBox: Command = (state, dispatch) => {
  const { $cursor } = state.selection as TextSelection;
  if (!$cursor || $cursor.parentOffset > 0 || $cursor.depth < 2) return false;
  const { parent } = $cursor;
  const box = $cursor.node(-1);
  if (!BOXES.includes(box.type)) return false;
  const index = $cursor.index(-1);
  if (parent.type === attribution) {
    const tr =
      parent.content.size === 0
        ? state.tr.delete($cursor.before(), $cursor.after())
        : state.tr.setNodeMarkup($cursor.before(), paragraph);
    const at = parent.content.size === 0 ? $cursor.before() : $cursor.pos;
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(at), -1)).scrollIntoView());
    return true;
  }
  if (index === 0 && (HEADS.has(box.type) || box.lastChild?.type === attribution)) {
    dispatch?.(unwrap(state.tr, $cursor, $cursor.depth - 1));
    return true;
  }
  if (index !== 1 || !HEADS.has(box.type)) return false;
  // From the text back to the first line, which does not grow by it.
  const tr = state.tr;
  if (parent.content.size === 0 && box.childCount > 2) tr.delete($cursor.before(), $cursor.after());
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve($cursor.before()), -1)).scrollIntoView());
  return true;
};

/** Whether what stands beside it is neither pulled into a block nor joined with it. */
function isApart(block: Node): boolean {
  if (block.isAtom || block.type === schema.nodes.image) return false;
  return block.type.spec.isolating === true || block.type === pullQuote || block.lastChild?.type === attribution;
}

/** Backspace behind a box, and Delete before it, go into it; an empty paragraph is left behind nowhere. */
export function intoBox(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const { $cursor } = state.selection as TextSelection;
    if (!$cursor || $cursor.depth !== 1) return false;
    const { parent } = $cursor;
    if ($cursor.parentOffset !== (direction < 0 ? 0 : parent.content.size)) return false;
    const edge = direction < 0 ? $cursor.before() : $cursor.after();
    const beside = direction < 0 ? state.doc.resolve(edge).nodeBefore : state.doc.resolve(edge).nodeAfter;
    if (!beside || !isApart(beside)) return false;
    const tr = state.tr;
    if (parent.content.size === 0) tr.delete($cursor.before(), $cursor.after());
    const at = direction < 0 ? edge : tr.mapping.map(edge);
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(at), direction)).scrollIntoView());
    return true;
  };
}

/** Delete at the end of a box takes nothing from behind it. */
export const deleteInBox: Command = (state) => {
  const { $cursor } = state.selection as TextSelection;
  if (!$cursor || $cursor.parentOffset < $cursor.parent.content.size || $cursor.depth < 1) return false;
  const { type } = $cursor.parent;
  if ([attribution, factTitle, timelineDate, schema.nodes.furniture].includes(type)) return true;
  const box = $cursor.depth > 1 ? $cursor.node(-1) : null;
  return (
    box !== null &&
    isApart(box) &&
    $cursor.indexAfter(-1) >= box.childCount - (box.lastChild?.type === attribution ? 1 : 0)
  );
};

/** Tab in the last lines of a quote goes on to who said it, and makes the line where there is none yet. */
export const toAttribution: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const depth = boxAround($from);
  const box = depth === null ? null : $from.node(depth);
  if (depth === null || !box || ![quote, pullQuote].includes(box.type) || $from.parent.type === attribution)
    return false;
  if ($from.parent.type !== paragraph || $from.depth !== depth + 1) return false;
  const named = box.lastChild?.type === attribution;
  const end = $from.after(depth) - 1;
  const tr = state.tr;
  if (!named) tr.insert(end, attribution.create());
  const at = named ? end - 1 : end + 1;
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at)).scrollIntoView());
  return true;
};

/** Shift+Tab in who said it goes back to what was said. */
export const fromAttribution: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type !== attribution) return false;
  dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve($from.before()), -1)).scrollIntoView());
  return true;
};

/** In a box, a caption, a cell the first Ctrl+A selects what is in it; the next, or one anywhere else, everything. */
export const selectMore: Command = (state, dispatch) => {
  const { $from, $to, from, to } = state.selection;
  const shared = $from.sharedDepth($to.pos);
  for (let depth = shared; depth > 0; depth -= 1) {
    if ($from.node(depth).type.spec.isolating !== true) continue;
    const inside = TextSelection.between(state.doc.resolve($from.start(depth)), state.doc.resolve($from.end(depth)));
    if (inside.empty || (from <= inside.from && to >= inside.to)) continue;
    dispatch?.(state.tr.setSelection(inside));
    return true;
  }
  dispatch?.(state.tr.setSelection(new AllSelection(state.doc)));
  return true;
};
