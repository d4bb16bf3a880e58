/**
 * Suggestions. The text is always the accepted one; beside it stands the base, the text without the suggestions, and what
 * differs between the two: who deleted and who inserted it, and when. Accepting a change moves the base forward, rejecting
 * one puts the base's words back. Outside of the changes both are the same, token for token; so when no change is left, the
 * two are equal. The fields above the text have theirs in the same way (`fields.ts`). Immutable, and an attribute of the
 * document, so that the one undo history restores it exactly.
 */
import { type Change, ChangeSet } from 'prosemirror-changeset';
import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { StepMap } from 'prosemirror-transform';
import { type FieldChanges, followFields } from './fields';
import { changeWords, encoder, mapsOf } from './tokens';
import { changeOf, type Range, settled, unitsOf } from './units';

/** Who wrote something, and when (RFC 3339). A name that cannot be told is empty. */
export interface Who {
  readonly author: string;
  readonly at: string;
  /** Written while nothing was suggested: goes into the base as soon as it is clear that it touches no suggestion. */
  readonly direct?: boolean;
}

export type Changes = readonly Change<Who>[];
/** How many tokens in a row are whose. */
export type Spans = readonly { readonly length: number; readonly data: Who }[];

/** Longer runs of letters that stay are no chance. */
const IN_WORD = 12;
/** Longer ranges are not compared letter by letter. */
const COMPARED = 10_000;

export class Tracking {
  /** Nothing is suggested. */
  static readonly none = new Tracking(null, []);
  // Private, as in `Head`: the view must not take a letter for a change of the whole document.
  readonly #set: ChangeSet<Who> | null;
  readonly #fields: FieldChanges;

  private constructor(set: ChangeSet<Who> | null, fields: FieldChanges) {
    this.#set = set;
    this.#fields = fields;
  }

  /** Suggestions of the text. `base` without metadata. Changes that are not there make it nobody's. */
  static of(base: Node, changes: Changes): Tracking {
    if (changes.length === 0) return Tracking.none;
    return new Tracking(ChangeSet.create(base, combine, encoder, changes), []);
  }

  /** The same of the text, with these of the fields. */
  with(fields: FieldChanges): Tracking {
    if (fields === this.#fields) return this;
    return this.#set === null && fields.length === 0 ? Tracking.none : new Tracking(this.#set, fields);
  }

  /** The text without the suggestions; null where it has none. */
  get base(): Node | null {
    return this.#set?.startDoc ?? null;
  }

  /** In the order of the text. `A` are places in the base, `B` places in the text. */
  get changes(): Changes {
    return this.#set?.changes ?? [];
  }

  /** Those of the fields above the text. */
  get fields(): FieldChanges {
    return this.#fields;
  }

  /** Those whose it is. */
  get authors(): readonly string[] {
    const told = this.changes.flatMap(spansOf).map(({ data }) => data.author);
    return [...new Set([...this.#fields.map(({ author }) => author), ...told])];
  }

  /** What a transaction makes of the suggestions. Quick: it is on the key path. */
  follow(transaction: Transaction, who: Who, suggesting: boolean): Tracking {
    const fields = followFields(this.#fields, transaction.before, transaction.doc, who, suggesting);
    return this.#followText(transaction, who, suggesting).with(fields);
  }

  #followText(transaction: Transaction, who: Who, suggesting: boolean): Tracking {
    if (this.#set === null && !suggesting) return this;
    const maps = mapsOf(transaction);
    if (maps.every((map) => map === StepMap.empty)) return this;
    const set = this.#set ?? ChangeSet.create(bare(transaction.before), combine, encoder);
    const told = suggesting ? who : { ...who, direct: true };
    let next = set.addSteps(transaction.doc, maps, told);
    // The library loses itself in the comparison of very long ranges that repeat themselves.
    if (!next.changes.every(isSound)) return Tracking.between(set.startDoc, transaction.doc, set.changes, who);
    if (!suggesting) next = absorb(next, transaction.doc);
    return Tracking.of(next.startDoc, wholeWords(next.startDoc, transaction.doc, next.changes));
  }

  /** Compares anew. Who changed what is taken from `known`, as far as that stands at the same places of the text. */
  static between(base: Node, doc: Node, known: Changes, unknown: Who): Tracking {
    const [before, after] = [base.content, doc.content];
    const fewer = Math.min(before.childCount, after.childCount);
    let [same, start] = [0, 0];
    while (same < fewer && before.child(same).eq(after.child(same))) start += before.child(same++).nodeSize;
    let [sameEnd, end] = [0, 0];
    const last = (of: typeof before) => of.child(of.childCount - 1 - sameEnd);
    while (sameEnd < fewer - same && last(before).eq(last(after))) {
      end += last(before).nodeSize;
      sameEnd += 1;
    }
    const [toA, toB] = [before.size - end, after.size - end];
    if (start === toA && start === toB) return Tracking.none;
    const set = ChangeSet.create<Who>(bare(base), combine, encoder);
    const found =
      Math.max(toA, toB) - start > COMPARED
        ? [wholly({ fromA: start, toA, fromB: start, toB }, unknown)]
        : set.addSteps(doc, [new StepMap([start, toA - start, toB - start])], unknown).changes;
    return Tracking.of(
      set.startDoc,
      found.map((change) => attributed(change, known)),
    );
  }
}

/** The document's suggestions. */
export function trackingOf(doc: Node): Tracking {
  return (doc.attrs.tracking as Tracking | null) ?? Tracking.none;
}

/** A body by itself. */
export function bare(doc: Node): Node {
  return doc.type.create(null, doc.content);
}

/** One person's neighbouring changes are one, as old as the last of them. */
function combine(one: Who, other: Who): Who {
  if (one.author === other.author && one.direct === other.direct) return one.at > other.at ? one : other;
  // The library's way to say that the two are different.
  return null as unknown as Who;
}

/** A change that is one person's. */
function wholly(range: Range, who: Who): Change<Who> {
  const spans = (length: number) => (length === 0 ? [] : [{ length, data: who }]);
  return changeOf(range, spans(range.toA - range.fromA), spans(range.toB - range.fromB));
}

function isSound({ fromA, toA, fromB, toB }: Change): boolean {
  return fromA <= toA && fromB <= toB;
}

/**
 * What was written directly goes into the base, where it touches no suggestion. What is written into a suggestion, or next
 * to it, belongs to it, and is its writer's.
 */
function absorb(set: ChangeSet<Who>, doc: Node): ChangeSet<Who> {
  const isDirect = (change: Change<Who>) => [...change.deleted, ...change.inserted].every(({ data }) => data.direct);
  let { startDoc, changes } = set;
  // From the end, so that the places of those before stay what they are.
  for (const change of [...changes].reverse().filter(isDirect)) {
    if (!changes.includes(change)) continue;
    const unit = unitsOf(startDoc, doc, changes, [change])[0];
    if (!unit?.changes.every(isDirect)) continue;
    const next = settled({ base: startDoc, doc, changes }, unit, 'accept');
    if (next) ({ base: startDoc, changes } = next);
  }
  return ChangeSet.create(startDoc, combine, encoder, changes).map(({ data }) =>
    data.direct ? { author: data.author, at: data.at } : data,
  );
}

/**
 * Letters that two words have in common by chance are part of the change from one to the other: nobody decides about half
 * a word. Only one person's changes are put together.
 */
function wholeWords(base: Node, doc: Node, changes: Changes): Changes {
  let whole: Change<Who>[] | null = null;
  for (const [index, change] of changes.entries()) {
    const before = whole ? whole.at(-1) : changes[index - 1];
    if (before && isInWord(base, doc, before, change)) {
      whole ??= changes.slice(0, index);
      whole[whole.length - 1] = joinedOver(before, change);
    } else whole?.push(change);
  }
  return whole ?? changes;
}

function isInWord(base: Node, doc: Node, one: Change<Who>, other: Change<Who>): boolean {
  const gap = other.fromA - one.toA;
  if (gap > IN_WORD) return false;
  const authors = new Set([one, other].flatMap(spansOf).map(({ data }) => data.author));
  if (authors.size > 1) return false;
  const words = base.textBetween(one.toA, other.fromA);
  if (words.length !== gap || !/^[\p{L}\p{N}]+$/u.test(words)) return false;
  return (
    base.resolve(one.fromA).sameParent(base.resolve(other.toA)) &&
    doc.resolve(one.fromB).sameParent(doc.resolve(other.toB)) &&
    // Bold letters in the middle of a word are a change of their own.
    [one, other].some((each) => changeWords(base, each.fromA, each.toA) !== changeWords(doc, each.fromB, each.toB))
  );
}

function spansOf({ deleted, inserted }: Change<Who>): Spans {
  return [...deleted, ...inserted];
}

/** Two changes and what is between them, as one that is the person's whose they are. */
function joinedOver(one: Change<Who>, other: Change<Who>): Change<Who> {
  const [first, ...rest] = [one, other].flatMap(spansOf).map(({ data }) => data);
  const range = { fromA: one.fromA, toA: other.toA, fromB: one.fromB, toB: other.toB };
  if (!first) return one;
  return wholly(
    range,
    rest.reduce((last, who) => (who.at > last.at ? who : last), first),
  );
}

/** A change whose author one of those known tells, where it is only one person's. */
function attributed(change: Change<Who>, known: Changes): Change<Who> {
  const around = known.filter(({ fromB, toB }) => fromB <= change.toB && toB >= change.fromB);
  const told = around.flatMap(({ deleted, inserted }) => [...deleted, ...inserted]).map(({ data }) => data);
  const [first] = told;
  if (!first || told.some(({ author }) => author !== first.author)) return change;
  return wholly(change, first);
}
