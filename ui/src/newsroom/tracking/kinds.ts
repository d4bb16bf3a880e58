/** What a suggestion is, in a word and with the text that it is about. */
import type { Node } from 'prosemirror-model';
import { changeWords } from './tokens';
import type { Unit } from './units';

export type Kind = 'inserted' | 'deleted' | 'replaced' | 'restyled' | 'restructured';

export interface Described {
  readonly kind: Kind;
  readonly deleted: string;
  readonly inserted: string;
}

/** Longer texts are cut. */
const SHOWN = 160;

export function describe(base: Node, doc: Node, unit: Unit): Described {
  const { fromA, toA, fromB, toB } = unit;
  const [deleted, inserted] = [wordsOf(base, fromA, toA), wordsOf(doc, fromB, toB)];
  const kind = kindOf(base, doc, unit);
  // Of a block whose form alone has changed only the beginning differs: its words say which one it is.
  const block = kind === 'restyled' && inserted === '¶' ? (doc.nodeAt(fromB)?.textContent ?? '') : '';
  return { kind, deleted: cut(deleted), inserted: cut(block === '' ? inserted : block) };
}

/** The same of a field above the text. */
export function describeField(was: string, now: string): Described {
  const kind = was === '' ? 'inserted' : now === '' ? 'deleted' : 'replaced';
  return { kind, deleted: cut(was), inserted: cut(now) };
}

export function kindOf(base: Node, doc: Node, { fromA, toA, fromB, toB, changes }: Unit): Kind {
  if (fromA === toA) return 'inserted';
  if (fromB === toB) return 'deleted';
  if (changeWords(base, fromA, toA) === changeWords(doc, fromB, toB))
    return toA - fromA === toB - fromB ? 'restyled' : 'restructured';
  return changes.length > 1 ? 'restructured' : 'replaced';
}

function wordsOf(doc: Node, from: number, to: number): string {
  const words = doc
    .textBetween(from, to, ' ¶ ', (leaf) => String(leaf.attrs.title ?? leaf.attrs.alt ?? ''))
    .replace(/\s+/g, ' ');
  // A paragraph that was split or joined has no words of its own.
  return words.trim() === '' && from < to ? '¶' : words.trim();
}

function cut(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
