/** What becomes of a merge: conflicts that a person has chosen in, and the one transaction that brings it in. Pure. */
import { Fragment, type Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { fieldsOf, readBody, writeBody } from '../body/json';
import { schema } from '../body/schema';
import type { Conflict, Fields, MergeResult, WrittenText } from '../ipc/bindings';

/** A merge of the text on screen with another one. Nothing of it is on screen yet. */
export interface Merge {
  readonly result: MergeResult;
  /** The document that was merged. Whatever is typed later is not in it. */
  readonly doc: Node;
  /** The version that was merged in; null for the story as the newsroom has it. */
  readonly version: number | null;
}

export type Choice = 'mine' | 'theirs' | 'both';

/** Text fields in which both can stand, one behind the other, for a person to make one of. */
const JOINED: readonly string[] = ['kicker', 'headline', 'deck', 'rights', 'note', 'signOff'];

/** What a conflict leaves to choose. */
export function choicesOf(conflict: Conflict): readonly Choice[] {
  const both =
    conflict.type === 'field'
      ? JOINED.includes(conflict.name) && conflict.mine !== '' && conflict.theirs !== ''
      : conflict.mine !== null && conflict.theirs !== null;
  return both ? ['mine', 'theirs', 'both'] : ['mine', 'theirs'];
}

/** The merge with one choice for each conflict. Throws `UnreadableBody`. */
export function chosen(result: MergeResult, choices: readonly Choice[]): { fields: Fields; content: Fragment } {
  let { fields } = result;
  const blocks = childrenOf(readBody(result.body));
  // From the end, so that the places of those before stay what they are.
  for (const [index, conflict] of [...result.conflicts.entries()].reverse()) {
    const choice = choices[index] ?? 'mine';
    if (conflict.type === 'field') fields = withChoice(fields, result.theirs.fields, conflict, choice);
    else blocks.splice(conflict.at, conflict.length, ...blocksOf(conflict, choice));
  }
  const content = blocks.length > 0 ? Fragment.from(blocks) : Fragment.from(schema.nodes.paragraph.create());
  return { fields, content };
}

/** Replaces only the blocks that differ, so that the cursor stays where it is. */
export function bringIn(transaction: Transaction, content: Fragment): Transaction {
  const { doc } = transaction;
  const [before, after] = [childrenOf(doc.content), childrenOf(content)];
  let start = 0;
  while (start < Math.min(before.length, after.length) && isSame(before[start], after[start])) start += 1;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && isSame(before.at(-1 - end), after.at(-1 - end)))
    end += 1;
  const sizeOf = (blocks: readonly Node[]) => blocks.reduce((size, block) => size + block.nodeSize, 0);
  const from = sizeOf(before.slice(0, start));
  const to = doc.content.size - sizeOf(before.slice(before.length - end));
  return transaction.replaceWith(from, to, after.slice(start, after.length - end));
}

function isSame(one: Node | undefined, other: Node | undefined): boolean {
  return one !== undefined && other !== undefined && one.eq(other);
}

function childrenOf(content: Fragment): Node[] {
  return Array.from({ length: content.childCount }, (_, index) => content.child(index));
}

function blocksOf({ mine, theirs }: Conflict & { type: 'blocks' }, choice: Choice): Node[] {
  const read = (body: string | null) => (body === null ? [] : childrenOf(readBody(body)));
  return [...(choice === 'theirs' ? [] : read(mine)), ...(choice === 'mine' ? [] : read(theirs))];
}

function withChoice(fields: Fields, theirs: Fields, { name }: Conflict & { type: 'field' }, choice: Choice): Fields {
  if (choice === 'mine') return fields;
  if (name === 'outlet' || name === 'place' || name === 'date')
    return { ...fields, dateline: { ...fields.dateline, [name]: theirs.dateline[name] } };
  if (name === 'house') return { ...fields, house: theirs.house, forms: theirs.forms };
  const key = name as Exclude<keyof Fields, 'dateline' | 'forms'>;
  if (choice === 'both') return { ...fields, [key]: `${String(fields[key])} / ${String(theirs[key])}` };
  return { ...fields, [key]: theirs[key] };
}

/** A text as it crosses to be merged. */
export function written(doc: Node): WrittenText {
  return { fields: fieldsOf<Fields>(doc), body: writeBody(doc) };
}
