/**
 * How a text is compared: as a row of tokens, one a position of ProseMirror (a node's beginning, its end, a character).
 * Marks and attributes are part of a token, so that bold type, a crosshead or a link are changes like any other. Anchors of
 * notes are not: a note says something about the text and changes nothing in it.
 */
import type { TokenEncoder } from 'prosemirror-changeset';
import type { Fragment, Mark, Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import {
  AddMarkStep,
  AddNodeMarkStep,
  AttrStep,
  DocAttrStep,
  RemoveMarkStep,
  RemoveNodeMarkStep,
  type Step,
  StepMap,
} from 'prosemirror-transform';

/** The mark that anchors a note. */
export const NOTE = 'note';

type Token = number | string;

const END = -1;
const marked = new WeakMap<readonly Mark[], string>();
const started = new WeakMap<Node, string>();

function wordOf(marks: readonly Mark[]): string {
  let word = marked.get(marks);
  if (word === undefined) {
    const told = marks.filter(({ type }) => type.name !== NOTE);
    word = told.length === 0 ? '' : JSON.stringify(told);
    marked.set(marks, word);
  }
  return word;
}

export const encoder: TokenEncoder<Token> = {
  encodeCharacter(character, marks) {
    if (marks.length === 0) return character;
    const word = wordOf(marks);
    return word === '' ? character : `${character} ${word}`;
  },
  encodeNodeStart(node) {
    let word = started.get(node);
    if (word === undefined) {
      word = `${node.type.name} ${JSON.stringify(node.attrs)}${wordOf(node.marks)}`;
      started.set(node, word);
    }
    return word;
  },
  // What an end belongs to is said by its beginning.
  encodeNodeEnd: () => END,
  compareTokens: (one, other) => one === other,
};

/** The tokens from one position to another. */
export function tokensOf(content: Fragment, from: number, to: number, tokens: Token[] = []): Token[] {
  let at = 0;
  for (let index = 0; index < content.childCount && at < to; index += 1) {
    const child = content.child(index);
    const end = at + child.nodeSize;
    if (end > from) {
      if (child.isText) {
        const text = child.text ?? '';
        for (let place = Math.max(at, from); place < Math.min(end, to); place += 1)
          tokens.push(encoder.encodeCharacter(text.charCodeAt(place - at), child.marks));
      } else if (child.isLeaf) tokens.push(encoder.encodeNodeStart(child));
      else {
        if (from <= at) tokens.push(encoder.encodeNodeStart(child));
        tokensOf(child.content, Math.max(0, from - at - 1), Math.min(end - 1, to) - at - 1, tokens);
        if (to >= end) tokens.push(encoder.encodeNodeEnd(child));
      }
    }
    at = end;
  }
  return tokens;
}

export function sameTokens(one: Fragment, from: number, to: number, other: Fragment, at: number): boolean {
  const [these, those] = [tokensOf(one, from, to), tokensOf(other, at, at + to - from)];
  return these.length === those.length && these.every((token, index) => token === those[index]);
}

/** Where each step touched the text. Steps that change marks or attributes move nothing, and still change what is there. */
export function mapsOf(transaction: Transaction): StepMap[] {
  return transaction.steps.map(mapOf);
}

function mapOf(step: Step): StepMap {
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep)
    return step.mark.type.name === NOTE ? StepMap.empty : touching(step.from, step.to);
  if (step instanceof AttrStep || step instanceof AddNodeMarkStep || step instanceof RemoveNodeMarkStep)
    return touching(step.pos, step.pos + 1);
  return step instanceof DocAttrStep ? StepMap.empty : step.getMap();
}

function touching(from: number, to: number): StepMap {
  return new StepMap([from, to - from, to - from]);
}

/** The letters of a range, whatever they look like and whichever blocks they are in. */
export function changeWords(doc: Node, from: number, to: number): string {
  return doc.textBetween(from, to, '');
}
