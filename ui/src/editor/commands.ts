/** What can be done to the text. Each command changes the body and nothing else. */
import { lift, toggleMark, wrapIn } from 'prosemirror-commands';
import { closeHistory } from 'prosemirror-history';
import type { Attrs, MarkType, Node, NodeType, ResolvedPos } from 'prosemirror-model';
import { liftListItem, sinkListItem, wrapInList } from 'prosemirror-schema-list';
import { type Command, type EditorState, NodeSelection, Selection, TextSelection } from 'prosemirror-state';
import type { RelatedLinkAttrs } from '../body/nodes/relatedLink';
import { schema } from '../body/schema';
import type { Picture } from '../newsroom/pictures';
import { placeForBlock, writeBehind } from './blocks/placing';
import { pictureNode } from './pictures/told';

const { paragraph, heading, quote, bulletList, orderedList, listItem, image, relatedLink, embed, furniture } =
  schema.nodes;

export const toggleStrong = toggleMark(schema.marks.strong);
export const toggleEmphasis = toggleMark(schema.marks.emphasis);
export const indent = sinkListItem(listItem);
export const outdent = liftListItem(listItem);

/** The nearest node of a type around a position, from the inside out. */
function around($pos: ResolvedPos, ...types: NodeType[]): number | null {
  for (let depth = $pos.depth; depth > 0; depth -= 1) if (types.includes($pos.node(depth).type)) return depth;
  return null;
}

/** Lines that are what they are by their place: as anything else they would lose their picture or their box. */
const KEPT = ['image', 'furniture', 'attribution', 'factTitle', 'timelineDate'].map((name) => schema.nodes[name]);

/** Turns the selected lines into blocks of this type. */
function setBlocks(type: NodeType, attrs: Attrs | null = null): Command {
  return (state, dispatch) => {
    const { tr } = state;
    for (const { $from, $to } of state.selection.ranges) {
      state.doc.nodesBetween($from.pos, $to.pos, (node, pos, parent, index) => {
        if (!node.isTextblock || KEPT.includes(node.type) || node.hasMarkup(type, attrs)) return;
        if (!parent?.canReplaceWith(index, index + 1, type)) return;
        tr.setBlockType(pos, pos + node.nodeSize, type, attrs);
      });
    }
    if (!tr.docChanged) return false;
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Plain text again: out of heading, quote and list. */
export const toParagraph: Command = (state, dispatch, view) => {
  const { $from } = state.selection;
  if (around($from, listItem) !== null) return outdent(state, dispatch, view);
  if (around($from, quote) !== null) return lift(state, dispatch, view);
  return setBlocks(paragraph)(state, dispatch, view);
};

/** A crosshead of this level; a paragraph again where it is one already. */
export function toggleHeading(level: 2 | 3): Command {
  return (state, dispatch, view) => {
    const { parent } = state.selection.$from;
    if (parent.type === heading && parent.attrs.level === level) return setBlocks(paragraph)(state, dispatch, view);
    return setBlocks(heading, { level })(state, dispatch, view);
  };
}

export const toggleQuote: Command = (state, dispatch, view) => {
  if (around(state.selection.$from, quote) === null) return wrapIn(quote)(state, dispatch, view);
  if (around(state.selection.$from, listItem) !== null) return false;
  return lift(state, dispatch, view);
};

/** A list of this kind: wraps paragraphs, turns the other kind into this one, or ends it. */
export function toggleList(type: NodeType): Command {
  return (state, dispatch, view) => {
    const { $from } = state.selection;
    const depth = around($from, bulletList, orderedList);
    if (depth === null) return wrapInList(type)(state, dispatch, view);
    if ($from.node(depth).type === type) return outdent(state, dispatch, view);
    dispatch?.(state.tr.setNodeMarkup($from.before(depth), type));
    return true;
  };
}

export const toggleBulletList = toggleList(bulletList);
export const toggleOrderedList = toggleList(orderedList);

export function insertRelatedLink(attrs: RelatedLinkAttrs): Command {
  return (state, dispatch) => {
    if (!dispatch) return true;
    const { from, to } = placeForBlock(state.selection);
    const tr = closeHistory(state.tr).replaceWith(from, to, relatedLink.create(attrs));
    const end = from + 1;
    // Writing goes on behind the link.
    if (end === tr.doc.content.size) tr.insert(end, paragraph.create());
    tr.setSelection(Selection.near(tr.doc.resolve(end), 1));
    dispatch(tr.scrollIntoView());
    return true;
  };
}

/** Puts pictures near the cursor, or near another place: whoever writes elsewhere then stays there. */
export function insertImages(pictures: Picture[], at?: number): Command {
  return (state, dispatch) => {
    if (!dispatch || pictures.length === 0) return pictures.length > 0;
    const here = at === undefined ? state.selection : Selection.near(state.doc.resolve(at));
    const { from, to } = placeForBlock(here);
    const nodes = pictures.map(pictureNode);
    const tr = closeHistory(state.tr).replaceWith(from, to, nodes);
    const end = from + nodes.reduce((size, node) => size + node.nodeSize, 0);
    if (end === tr.doc.content.size) tr.insert(end, paragraph.create());
    if (here.eq(state.selection)) tr.setSelection(TextSelection.near(tr.doc.resolve(end - 1), -1)).scrollIntoView();
    dispatch(tr);
    return true;
  };
}

export interface LinkTarget {
  from: number;
  to: number;
  text: string;
  href: string;
}

/** What a link dialog is about: the whole link that the cursor is in, the selected text, or nothing yet. */
export function linkTarget(state: EditorState): LinkTarget {
  const { $from, from, to, empty } = state.selection;
  const mark = schema.marks.link.isInSet($from.marks()) ?? schema.marks.link.isInSet($from.nodeAfter?.marks ?? []);
  if (empty && mark) {
    let [start, end] = [$from.pos, $from.pos];
    $from.parent.forEach((node, offset) => {
      const at = $from.start() + offset;
      if (!mark.isInSet(node.marks)) return;
      // Pieces that differ in other marks make up one link.
      if (at <= end && at + node.nodeSize >= start)
        [start, end] = [Math.min(start, at), Math.max(end, at + node.nodeSize)];
    });
    return { from: start, to: end, text: state.doc.textBetween(start, end), href: mark.attrs.href as string };
  }
  return { from, to, text: state.doc.textBetween(from, to, ' '), href: (mark?.attrs.href as string | undefined) ?? '' };
}

/** Sets, changes or (with an empty address) takes away a link. The text is replaced only where it was changed. */
export function setLink(target: LinkTarget, href: string, text: string): Command {
  return (state, dispatch) => {
    const { from } = target;
    const type: MarkType = schema.marks.link;
    const tr = closeHistory(state.tr);
    let { to } = target;
    if (text !== target.text && text !== '') {
      const marks = state.doc.resolve(from).marksAcross(state.doc.resolve(to)) ?? [];
      tr.replaceWith(from, to, schema.text(text, type.removeFromSet(marks)));
      to = from + text.length;
    }
    tr.removeMark(from, to, type);
    if (href !== '') tr.addMark(from, to, type.create({ href }));
    tr.setSelection(Selection.near(tr.doc.resolve(to), -1)).removeStoredMark(type);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Enter in a caption goes on below the picture: splitting a caption would make a second picture. */
export const leaveCaption: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type !== image) return false;
  // Behind the whole gallery, where the picture stands in one.
  dispatch?.(writeBehind(state.tr, $from.after(1)));
  return true;
};

/** Backspace at the start of a block: first out of its form, then on to the block before. */
export const backspaceAtStart: Command = (state, dispatch, view) => {
  const { $cursor } = state.selection as TextSelection;
  if (!$cursor || !atStart($cursor, view)) return false;
  const { parent } = $cursor;
  if (parent.type === heading) return setBlocks(paragraph)(state, dispatch, view);
  if (parent.type === image || parent.type === furniture) return select(state, $cursor.before(), dispatch);
  if ($cursor.depth > 1 && $cursor.node(-1).type === listItem && $cursor.index(-1) === 0)
    return outdent(state, dispatch, view);
  const before = state.doc.resolve($cursor.before()).nodeBefore;
  if (!before || !isPicked(before)) return false;
  const at = $cursor.before() - before.nodeSize;
  if (parent.content.size > 0) return select(state, at, dispatch);
  // The first Backspace takes the empty paragraph and marks what the second would take.
  const tr = state.tr.delete($cursor.before(), $cursor.after());
  dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, at)).scrollIntoView());
  return true;
};

/** Delete at the end of a block before a link or picture marks it first; a caption ends where it ends. */
export const deleteAtEnd: Command = (state, dispatch, view) => {
  const { $cursor } = state.selection as TextSelection;
  if (
    !$cursor ||
    !(view ? view.endOfTextblock('forward', state) : $cursor.parentOffset === $cursor.parent.content.size)
  )
    return false;
  const after = state.doc.resolve($cursor.after()).nodeAfter;
  if (after && isPicked(after)) {
    if ($cursor.parent.content.size > 0 || $cursor.parent.type === image)
      return select(state, $cursor.after(), dispatch);
    const tr = state.tr.delete($cursor.before(), $cursor.after());
    dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, $cursor.before())).scrollIntoView());
    return true;
  }
  return $cursor.parent.type === image;
};

function atStart($cursor: ResolvedPos, view: Parameters<Command>[2]): boolean {
  return view ? view.endOfTextblock('backward') && $cursor.parentOffset === 0 : $cursor.parentOffset === 0;
}

/** Blocks that are marked before they are deleted: what is no text is taken by no stray key. */
function isPicked({ type }: Node): boolean {
  return type === relatedLink || type === image || type === embed || type === furniture;
}

function select(state: EditorState, at: number, dispatch: Parameters<Command>[1]): boolean {
  dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, at)).scrollIntoView());
  return true;
}

/** What the toolbar shows as pressed. */
export interface Form {
  block: 'paragraph' | 'heading2' | 'heading3' | 'caption' | null;
  strong: boolean;
  emphasis: boolean;
  link: boolean;
  quote: boolean;
  list: 'bulletList' | 'orderedList' | null;
  table: boolean;
}

export function formOf(state: EditorState): Form {
  const { $from, from, to, empty } = state.selection;
  const { parent } = $from;
  const has = (type: MarkType) =>
    empty ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined : state.doc.rangeHasMark(from, to, type);
  const list = around($from, bulletList, orderedList);
  const blocks: Record<string, Form['block']> = { paragraph: 'paragraph', image: 'caption' };
  return {
    block:
      parent.type === heading
        ? parent.attrs.level === 2
          ? 'heading2'
          : 'heading3'
        : (blocks[parent.type.name] ?? null),
    strong: has(schema.marks.strong),
    emphasis: has(schema.marks.emphasis),
    link: has(schema.marks.link),
    quote: around($from, quote) !== null,
    list: list === null ? null : ($from.node(list).type.name as 'bulletList' | 'orderedList'),
    table: around($from, schema.nodes.table) !== null,
  };
}
