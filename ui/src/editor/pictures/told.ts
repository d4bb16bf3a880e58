/** What a picture's file says of it, and what the editor has written: the second always goes before the first. */
import { closeHistory } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import type { PictureAttrs } from '../../body/picture';
import { schema } from '../../body/schema';
import type { Picture } from '../../newsroom/pictures';

export const TOLD = ['caption', 'alt', 'credit', 'photographer', 'place', 'date'] as const;

export type Field = (typeof TOLD)[number];
export type Told = Record<Field, string>;

/** A picture for the text, with all that its file says. */
export function pictureNode(picture: Picture): Node {
  const { src, caption, alt, credit, photographer, place, date } = picture;
  const attrs = { src, alt, credit, photographer, place, date };
  return schema.nodes.image.create(attrs, caption === '' ? null : schema.text(caption));
}

/** What is written about a picture of the text. */
export function written(node: Node): Told {
  const { alt, credit, photographer, place, date } = node.attrs as PictureAttrs;
  return { caption: node.textContent, alt, credit, photographer, place, date };
}

/** What a file says where nothing is written, and what where something else is. */
export function compare(node: Node, file: Told): { fills: Partial<Told>; differs: Partial<Told> } {
  const mine = written(node);
  const said = TOLD.filter((field) => file[field] !== '' && file[field] !== mine[field].trim());
  const these = (fields: Field[]) => Object.fromEntries(fields.map((field) => [field, file[field]]));
  return {
    fills: these(said.filter((field) => mine[field].trim() === '')),
    differs: these(said.filter((field) => mine[field].trim() !== '')),
  };
}

/** Writes about the picture at a position, and puts another file in its place, in one step that undo takes back. */
export function tell(tr: Transaction, at: number, told: Partial<Told>, attrs: Partial<PictureAttrs> = {}): Transaction {
  const node = tr.doc.nodeAt(at);
  if (node?.type !== schema.nodes.image) return tr;
  const { caption, ...rest } = told;
  closeHistory(tr).setNodeMarkup(at, null, { ...node.attrs, ...rest, ...attrs });
  if (caption !== undefined) {
    const [from, to] = [at + 1, at + 1 + node.content.size];
    if (caption === '') tr.delete(from, to);
    else tr.replaceWith(from, to, schema.text(caption));
  }
  return tr;
}

/**
 * Another file for a picture. What was written stays, and so does what was framed where the new file has the same shape: it
 * is mostly the same picture then, mended. Elsewhere frames would show something else than was meant.
 */
export function replacement(node: Node, before: Picture | null, file: Picture): Partial<PictureAttrs> {
  const { crops, focus } = node.attrs as PictureAttrs;
  const shape = ({ width, height }: Picture) => width / height;
  const same = before !== null && Math.abs(shape(before) / shape(file) - 1) < 0.01;
  return { src: file.src, crops: same ? crops : [], focus: same ? focus : null };
}
