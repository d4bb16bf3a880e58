/** Galleries, cards and furniture: blocks that are no text of the story. */
import { closeHistory } from 'prosemirror-history';
import { type Command, NodeSelection, TextSelection } from 'prosemirror-state';
import type { EmbedAttrs } from '../../body/nodes/embed';
import type { FurnitureKind } from '../../body/nodes/furniture';
import { schema } from '../../body/schema';
import type { Picture } from '../../newsroom/pictures';
import { pictureNode } from '../pictures/told';
import { chosenBlocks, startOf } from './moving';
import { putBlock } from './placing';

const { image, gallery, embed, furniture } = schema.nodes;

export function insertEmbed(attrs: EmbedAttrs): Command {
  return putBlock(() => embed.create(attrs));
}

/** Chosen pictures as one gallery, the cursor in the first caption. */
export function insertGallery(pictures: Picture[]): Command {
  return putBlock(() => gallery.create(null, pictures.map(pictureNode)));
}

export function insertFurniture(kind: FurnitureKind): Command {
  return putBlock(() => furniture.create({ kind }));
}

/** Pictures next to each other become one gallery. */
export const toGallery: Command = (state, dispatch) => {
  const { first, end } = chosenBlocks(state);
  const pictures = Array.from({ length: end - first }, (_, index) => state.doc.child(first + index));
  if (!pictures.every(({ type }) => type === image)) return false;
  const [from, to] = [startOf(state.doc, first), startOf(state.doc, end)];
  const tr = closeHistory(state.tr).replaceWith(from, to, gallery.create(null, pictures));
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(from + 2), 1)).scrollIntoView());
  return true;
};

/** The same for pictures that were just put into the text, wherever the cursor is by now. */
export function gather(pictures: readonly { src: string }[]): Command {
  return ({ doc, tr }, dispatch) => {
    const blocks = Array.from({ length: doc.childCount }, (_, index) => doc.child(index));
    const isRun = (at: number) =>
      pictures.every(({ src }, index) => blocks[at + index]?.type === image && blocks[at + index]?.attrs.src === src);
    const first = pictures.length > 1 ? blocks.findIndex((_, at) => isRun(at)) : -1;
    if (first < 0) return false;
    const [from, to] = [startOf(doc, first), startOf(doc, first + pictures.length)];
    closeHistory(tr).replaceWith(from, to, gallery.create(null, blocks.slice(first, first + pictures.length)));
    dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(from + 2), 1)).scrollIntoView());
    return true;
  };
}

/** A gallery's pictures stand by themselves again. */
export const fromGallery: Command = (state, dispatch) => {
  const { first, end } = chosenBlocks(state);
  const block = state.doc.child(first);
  if (end - first !== 1 || block.type !== gallery) return false;
  const from = startOf(state.doc, first);
  const tr = closeHistory(state.tr).replaceWith(from, from + block.nodeSize, block.content);
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(from + 1), 1)).scrollIntoView());
  return true;
};

/** Moves the picture that the cursor is in within its gallery. */
export function movePicture(by: -1 | 1): Command {
  return (state, dispatch) => {
    const { selection } = state;
    const whole = selection instanceof NodeSelection && selection.node.type === image;
    if (!whole && !selection.$from.sameParent(selection.$to)) return false;
    const $at = whole ? state.doc.resolve(selection.from + 1) : selection.$from;
    if ($at.parent.type !== image || $at.node(-1).type !== gallery) return false;
    const [group, index] = [$at.node(-1), $at.index(-1)];
    const to = index + by;
    if (to < 0 || to >= group.childCount) return true;
    const [from, picture] = [$at.before(), $at.parent];
    const shift = by * group.child(to).nodeSize;
    const tr = closeHistory(state.tr)
      .delete(from, from + picture.nodeSize)
      .insert(from + shift, picture);
    const next = whole
      ? NodeSelection.create(tr.doc, from + shift)
      : TextSelection.create(tr.doc, selection.anchor + shift, selection.head + shift);
    dispatch?.(tr.setSelection(next).scrollIntoView());
    return true;
  };
}

/** The last picture takes its gallery along. */
export const deleteLastPicture: Command = (state, dispatch) => {
  const { selection } = state;
  if (!(selection instanceof NodeSelection) || selection.node.type !== image) return false;
  const { $from } = selection;
  if ($from.parent.type !== gallery || $from.parent.childCount > 1) return false;
  const tr = state.tr.replaceWith($from.before(), $from.after(), schema.nodes.paragraph.create());
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve($from.before() + 1))).scrollIntoView());
  return true;
};
