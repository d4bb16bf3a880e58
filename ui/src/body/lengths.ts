/** How long a text is, counted as `story::Counts` counts it. Each block is counted once: typing changes one of them. */
import type { Node } from 'prosemirror-model';

export interface Lengths {
  /** Runs without white space that hold a letter or a digit. */
  words: number;
  /** What a reader sees as one character, spaces included, line ends not. */
  characters: number;
  /** The same without spaces. */
  letters: number;
}

const NONE: Lengths = { words: 0, characters: 0, letters: 0 };
const counted = new WeakMap<Node, Lengths>();
const segmenter = new Intl.Segmenter();

/** The lines of a document that are copy, each once: related links are none, and furniture is left out. */
export function eachLine(node: Node, see: (line: Node, parent: Node) => void): void {
  node.forEach((child) => {
    if (child.type.name === 'furniture') return;
    if (child.isTextblock) see(child, node);
    else eachLine(child, see);
  });
}

export function lengthsOf(doc: Node): Lengths {
  let total = NONE;
  doc.forEach((block) => (total = sum(total, ofBlock(block))));
  return total;
}

function ofBlock(block: Node): Lengths {
  const known = counted.get(block);
  if (known) return known;
  let lengths = NONE;
  if (block.type.name === 'furniture') return lengths;
  if (block.isTextblock) lengths = ofText(block.textContent);
  else block.forEach((child) => (lengths = sum(lengths, ofBlock(child))));
  counted.set(block, lengths);
  return lengths;
}

export function ofText(text: string): Lengths {
  // A line of nothing but white space is none.
  if (text.trim() === '') return NONE;
  const spaces = text.match(/\s/gu)?.length ?? 0;
  const characters = charactersOf(text);
  return {
    words: text.split(/\s+/u).filter((run) => /[\p{Alphabetic}\p{N}]/u.test(run)).length,
    characters,
    letters: characters - spaces,
  };
}

/** Grapheme clusters. ASCII, the most of our copy, needs no segmentation. */
export function charactersOf(text: string): number {
  if (/^[\0-\x7f]*$/.test(text)) return text.length;
  let characters = 0;
  for (const segment of segmenter.segment(text)) characters += segment.segment === '' ? 0 : 1;
  return characters;
}

function sum(one: Lengths, other: Lengths): Lengths {
  return {
    words: one.words + other.words,
    characters: one.characters + other.characters,
    letters: one.letters + other.letters,
  };
}
