/**
 * Suggestions of the text as a history keeps them: each by what it has not in common with the one before. Between two steps
 * of undo most of the base stays, and of the changes all but one at most move along.
 */
import { Fragment, type Node } from 'prosemirror-model';
import { schema } from '../../body/schema';
import { fromStored, toStored, type TrackedChange } from './stored';
import { bare, type Changes, type Spans, trackingOf } from './tracking';
import { changeOf } from './units';

/** The text without its suggestions, and what differs. */
export interface Suggested {
  readonly base: Node;
  readonly changes: Changes;
}

/** How many are the same at the beginning and at the end, and what is between: blocks of the base, changes. */
export interface KeptSuggested {
  /** Null where all are the same. */
  blocks: [before: number, behind: number, between: object[]] | null;
  /** Those at the end lie further on by `onA` in the base and by `onB` in the text. */
  changes: [before: number, behind: number, onA: number, onB: number, between: TrackedChange[]];
}

/** What a document carries; of one without suggestions, its text. */
export function suggestedIn(doc: Node): Suggested {
  const { base, changes } = trackingOf(doc);
  return { base: base ?? bare(doc), changes };
}

export function keepSuggested({ base, changes }: Suggested, last: Suggested): KeptSuggested {
  const [blocks, known] = [base.children, last.base.children];
  const [before, behind] = inCommon(known, blocks, (one, other) => one.eq(other));
  const isSame = before === blocks.length && before === known.length;
  const between = blocks.slice(before, blocks.length - behind).map((block) => block.toJSON() as object);
  return { blocks: isSame ? null : [before, behind, between], changes: keepChanges(changes, last.changes) };
}

/** Throws where it does not follow on `last`. */
export function readSuggested({ blocks, changes }: KeptSuggested, last: Suggested): Suggested {
  const known = last.base.children;
  const between = blocks?.[2].map((json) => schema.nodeFromJSON(json)) ?? [];
  for (const block of between) block.check();
  const base = blocks ? last.base.copy(Fragment.from(spliced(known, blocks[0], blocks[1], between))) : last.base;
  const [before, behind, onA, onB, others] = changes;
  const moved = last.changes.slice(last.changes.length - behind).map((change) => movedOn(change, onA, onB));
  return { base, changes: [...last.changes.slice(0, before), ...others.map(fromStored), ...moved] };
}

function keepChanges(changes: Changes, known: Changes): KeptSuggested['changes'] {
  const [last, knownLast] = [changes.at(-1), known.at(-1)];
  const onA = last && knownLast ? last.fromA - knownLast.fromA : 0;
  const onB = last && knownLast ? last.fromB - knownLast.fromB : 0;
  const [before, behind] = inCommon(
    known,
    changes,
    (one, other) => one === other || isMoved(one, other, 0, 0),
    (one, other) => isMoved(one, other, onA, onB),
  );
  return [before, behind, onA, onB, changes.slice(before, changes.length - behind).map(toStored)];
}

function isMoved(one: Changes[number], other: Changes[number], onA: number, onB: number): boolean {
  return (
    one.fromA + onA === other.fromA &&
    one.toA + onA === other.toA &&
    one.fromB + onB === other.fromB &&
    one.toB + onB === other.toB &&
    sameSpans(one.deleted, other.deleted) &&
    sameSpans(one.inserted, other.inserted)
  );
}

function sameSpans(one: Spans, other: Spans): boolean {
  const isSame = ({ length, data }: Spans[number], span: Spans[number] | undefined) =>
    length === span?.length && data.author === span.data.author && data.at === span.data.at;
  return one === other || (one.length === other.length && one.every((span, at) => isSame(span, other[at])));
}

function movedOn({ fromA, toA, fromB, toB, deleted, inserted }: Changes[number], onA: number, onB: number) {
  const range = { fromA: fromA + onA, toA: toA + onA, fromB: fromB + onB, toB: toB + onB };
  return changeOf(range, deleted, inserted);
}

/** How many of two lists are the same at the beginning, and how many of the others at the end. */
function inCommon<T>(
  known: readonly T[],
  now: readonly T[],
  isSame: (one: T, other: T) => boolean,
  isSameBehind = isSame,
): [before: number, behind: number] {
  const fewer = Math.min(known.length, now.length);
  let before = 0;
  while (before < fewer && isSame(known[before] as T, now[before] as T)) before += 1;
  let behind = 0;
  while (behind < fewer - before && isSameBehind(known.at(-1 - behind) as T, now.at(-1 - behind) as T)) behind += 1;
  return [before, behind];
}

function spliced<T>(known: readonly T[], before: number, behind: number, between: readonly T[]): T[] {
  return [...known.slice(0, before), ...between, ...known.slice(known.length - behind)];
}
