/** The story as a list of what stands out in it, and its paragraphs by number: where one can go. */
import type { Node } from 'prosemirror-model';
import { Selection, type Command } from 'prosemirror-state';

export interface Stop {
  kind: 'heading2' | 'heading3' | 'factBox' | 'timelineItem' | 'table' | 'gallery' | 'image' | 'embed' | 'paragraph';
  /** What it says; empty where it says nothing yet. */
  words: string;
  /** Where it begins in the document. */
  position: number;
  /** Which paragraph with text it is, from 1; 0 for anything else. */
  number: number;
}

const KINDS = new Set<string>(['factBox', 'timelineItem', 'table', 'gallery', 'image', 'embed']);

/** Crossheads, boxes, tables, pictures and cards, in their order. */
export function outlineOf(doc: Node): Stop[] {
  const stops: Stop[] = [];
  doc.forEach((block, position) => {
    const { name } = block.type;
    if (name === 'heading')
      stops.push({ ...stop(block, position), kind: block.attrs.level === 2 ? 'heading2' : 'heading3' });
    else if (KINDS.has(name)) stops.push({ ...stop(block, position), kind: name as Stop['kind'] });
  });
  return stops;
}

function stop(block: Node, position: number): Omit<Stop, 'kind'> {
  const first = block.isTextblock ? block : block.firstChild;
  const title = typeof block.attrs.title === 'string' ? block.attrs.title : '';
  return { words: title || (first ?? block).textContent.trim(), position, number: 0 };
}

/** The paragraph of this number. Empty ones are not counted, as nowhere in Redaksi. Null where there are fewer. */
export function paragraphOf(doc: Node, number: number): Stop | null {
  let count = 0;
  let found: Stop | null = null;
  doc.descendants((node, position) => {
    if (found) return false;
    if (node.type.name === 'furniture' || node.type.name === 'table') return false;
    if (node.type.name !== 'paragraph') return !node.inlineContent;
    if (node.textContent.trim() === '') return false;
    count += 1;
    if (count === number) found = { kind: 'paragraph', words: node.textContent.trim(), position, number };
    return false;
  });
  return found;
}

/** What is meant by `typed`: a paragraph by its number, or stops whose words hold all of it. */
export function stopsFor(doc: Node, typed: string): Stop[] {
  const wanted = typed.trim();
  if (/^\d{1,6}$/.test(wanted)) {
    const paragraph = paragraphOf(doc, Number(wanted));
    if (paragraph) return [paragraph];
  }
  const words = fold(wanted).split(/\s+/).filter(Boolean);
  return outlineOf(doc).filter((stop) => words.every((word) => fold(stop.words).includes(word)));
}

/** Puts the cursor into what begins at a place. */
export function goTo(position: number): Command {
  return (state, dispatch) => {
    const at = Math.min(position, state.doc.content.size);
    const selection = Selection.findFrom(state.doc.resolve(at), 1) ?? Selection.atEnd(state.doc);
    dispatch?.(state.tr.setSelection(selection).scrollIntoView());
    return true;
  };
}

function fold(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
