/**
 * What can be accepted or rejected by itself. Most changes can. One that opens or closes blocks (a quotation put around
 * paragraphs) often cannot: with the blocks around it, it is one unit.
 */
import { Change } from 'prosemirror-changeset';
import type { Node, Slice } from 'prosemirror-model';
import type { Changes, Spans, Who } from './tracking';

/** Base, text and what differs between them. */
export interface Tracked {
  readonly base: Node;
  readonly doc: Node;
  readonly changes: Changes;
}

/** A place in both texts. */
export interface Range {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

export interface Unit extends Range {
  /** What of it differs. */
  readonly changes: Changes;
  /** Those whose it is, in the order of the text. */
  readonly authors: readonly string[];
  /** Of the last of it, RFC 3339. */
  readonly at: string;
}

export type Way = 'accept' | 'reject';

/** The units that the changes make up, in the order of the text; those alone that have to do with `wanted`. */
export function unitsOf(base: Node, doc: Node, changes: Changes, wanted: Changes = changes): Unit[] {
  const units: Unit[] = [];
  for (const change of wanted) {
    const last = units.at(-1);
    if (last?.changes.includes(change)) continue;
    if (isInLine(base, doc, change)) units.push(...byAuthor(change));
    else if (fits({ base, doc }, change)) units.push(unit(change, [change]));
    else {
      const group = withBlocks({ base, doc, changes }, change);
      // A group that reaches back over others takes them in.
      while ((units.at(-1)?.toB ?? -1) > group.fromB || (units.at(-1)?.toA ?? -1) > group.fromA) units.pop();
      units.push(group);
    }
  }
  return units;
}

/** What becomes of base, text and changes; null where it cannot be done by itself. */
export function settled(tracked: Tracked, unit: Range, way: Way): Tracked | null {
  const { fromA, toA, fromB, toB } = unit;
  const base = way === 'accept' ? replaced(tracked.base, fromA, toA, tracked.doc.slice(fromB, toB)) : tracked.base;
  const doc = way === 'reject' ? replaced(tracked.doc, fromB, toB, tracked.base.slice(fromA, toA)) : tracked.doc;
  if (!base || !doc) return null;
  return { base, doc, changes: without(tracked.changes, unit, way) };
}

/** The whole text as one unit: always possible. */
export function everything({ base, doc, changes }: Tracked): Unit {
  return unit({ fromA: 0, toA: base.content.size, fromB: 0, toB: doc.content.size }, changes);
}

function unit({ fromA, toA, fromB, toB }: Range, changes: Changes): Unit {
  const told = changes.flatMap(({ deleted, inserted }) => [...deleted, ...inserted]).map(({ data }) => data);
  const at = told.reduce((latest, who) => (who.at > latest ? who.at : latest), '');
  return { fromA, toA, fromB, toB, changes, authors: [...new Set(told.map(({ author }) => author))], at };
}

/** Both sides are a run of letters in one block. */
function isInLine(base: Node, doc: Node, { fromA, toA, fromB, toB }: Range): boolean {
  const inOne = (node: Node, from: number, to: number) => {
    const $from = node.resolve(from);
    return $from.parent.inlineContent && $from.sameParent(node.resolve(to));
  };
  return inOne(base, fromA, toA) && inOne(doc, fromB, toB);
}

/** Letters that several people deleted or inserted are theirs one by one. */
function byAuthor(change: Change<Who>): Unit[] {
  const { fromA, toA, fromB, deleted, inserted } = change;
  const whole = unit(change, [change]);
  if (whole.authors.length === 1) return [whole];
  const units: Unit[] = [];
  let at = fromA;
  for (const span of deleted) {
    const end = at + span.length;
    const range = { fromA: at, toA: end, fromB, toB: fromB };
    units.push(unit(range, [changeOf(range, [span], [])]));
    at = end;
  }
  at = fromB;
  for (const span of inserted) {
    const end = at + span.length;
    const range = { fromA: toA, toA, fromB: at, toB: end };
    units.push(unit(range, [changeOf(range, [], [span])]));
    at = end;
  }
  return units;
}

function fits({ base, doc }: Pick<Tracked, 'base' | 'doc'>, { fromA, toA, fromB, toB }: Range): boolean {
  return (
    replaced(base, fromA, toA, doc.slice(fromB, toB)) !== null &&
    replaced(doc, fromB, toB, base.slice(fromA, toA)) !== null
  );
}

function replaced(doc: Node, from: number, to: number, slice: Slice): Node | null {
  try {
    return doc.replace(from, to, slice);
  } catch {
    // The tree would not be one, or not one of the schema.
    return null;
  }
}

/** The outermost blocks around a change that begin and end at the same places of both texts. */
function withBlocks(tracked: Tracked, change: Range): Unit {
  const { base, doc, changes } = tracked;
  let { fromA, toA, fromB, toB } = change;
  for (;;) {
    // Whatever is touched on the inside is part of it.
    const inside = changes.filter((other) => meets(other, { fromA, toA, fromB, toB }));
    const startA = outerStart(base, Math.min(fromA, ...inside.map((other) => other.fromA)));
    const startB = outerStart(doc, Math.min(fromB, ...inside.map((other) => other.fromB)));
    const endA = outerEnd(base, Math.max(toA, ...inside.map((other) => other.toA)));
    const endB = outerEnd(doc, Math.max(toB, ...inside.map((other) => other.toB)));
    const next = {
      fromA: Math.min(startA, counterpart(changes, startB, 'B', -1)),
      fromB: Math.min(startB, counterpart(changes, startA, 'A', -1)),
      toA: Math.max(endA, counterpart(changes, endB, 'B', 1)),
      toB: Math.max(endB, counterpart(changes, endA, 'A', 1)),
    };
    const done = next.fromA === fromA && next.toA === toA && next.fromB === fromB && next.toB === toB;
    ({ fromA, toA, fromB, toB } = next);
    if (!done) continue;
    const group = unit(next, inside);
    return fits(tracked, group) ? group : everything(tracked);
  }
}

/** Overlap, or an insertion or deletion within; not merely side by side. */
function meets(one: Range, other: Range): boolean {
  const overlap = one.fromB < other.toB && one.toB > other.fromB && one.fromA <= other.toA && one.toA >= other.fromA;
  const overlapA = one.fromA < other.toA && one.toA > other.fromA && one.fromB <= other.toB && one.toB >= other.fromB;
  return overlap || overlapA;
}

function outerStart(doc: Node, at: number): number {
  const $at = doc.resolve(at);
  return $at.depth === 0 ? at : $at.before(1);
}

function outerEnd(doc: Node, at: number): number {
  const $at = doc.resolve(at);
  return $at.depth === 0 ? at : $at.after(1);
}

/** The place in the other text. Within a change there is none: then its nearer (-1: its first) end is taken. */
function counterpart(changes: Changes, at: number, side: 'A' | 'B', bias: -1 | 1): number {
  let offset = 0;
  for (const change of changes) {
    const [from, to] = side === 'A' ? [change.fromA, change.toA] : [change.fromB, change.toB];
    const [otherFrom, otherTo] = side === 'A' ? [change.fromB, change.toB] : [change.fromA, change.toA];
    if (at < from || (at === from && bias > 0)) break;
    if (at < to) return bias < 0 ? otherFrom : otherTo;
    offset = otherTo - to;
  }
  return at + offset;
}

/** The changes without what is settled, at the places where they then are. */
function without(changes: Changes, { fromA, toA, fromB, toB }: Range, way: Way): Changes {
  const longer = toB - fromB - (toA - fromA);
  const [byA, byB] = way === 'accept' ? [longer, 0] : [0, -longer];
  const left: Change<Who>[] = [];
  const add = (change: Change<Who>) => {
    const last = left.at(-1);
    if (last && last.toA === change.fromA && last.toB === change.fromB) left[left.length - 1] = joined(last, change);
    else left.push(change);
  };
  for (const change of changes) {
    const before = piece(change, change.fromA, Math.min(change.toA, fromA), change.fromB, Math.min(change.toB, fromB));
    const after = piece(change, Math.max(change.fromA, toA), change.toA, Math.max(change.fromB, toB), change.toB);
    if (change.toA <= fromA && change.toB <= fromB) add(change);
    else if (change.fromA >= toA && change.fromB >= toB) add(moved(change, byA, byB));
    else {
      if (before) add(before);
      if (after) add(moved(after, byA, byB));
    }
  }
  return left;
}

function piece(change: Change<Who>, fromA: number, toA: number, fromB: number, toB: number): Change<Who> | null {
  if (fromA >= toA && fromB >= toB) return null;
  const [endA, endB] = [Math.max(fromA, toA), Math.max(fromB, toB)];
  return changeOf(
    { fromA, toA: endA, fromB, toB: endB },
    cut(change.deleted, fromA - change.fromA, endA - change.fromA),
    cut(change.inserted, fromB - change.fromB, endB - change.fromB),
  );
}

function cut(spans: Spans, from: number, to: number): Spans {
  const left: { length: number; data: Who }[] = [];
  let at = 0;
  for (const span of spans) {
    const length = Math.min(to, at + span.length) - Math.max(from, at);
    if (length > 0) left.push({ length, data: span.data });
    at += span.length;
  }
  return left;
}

function moved(change: Change<Who>, byA: number, byB: number): Change<Who> {
  const { fromA, toA, fromB, toB, deleted, inserted } = change;
  if (byA === 0 && byB === 0) return change;
  const range = { fromA: fromA + byA, toA: toA + byA, fromB: fromB + byB, toB: toB + byB };
  return changeOf(range, deleted, inserted);
}

function joined(one: Change<Who>, other: Change<Who>): Change<Who> {
  return changeOf(
    { fromA: one.fromA, toA: other.toA, fromB: one.fromB, toB: other.toB },
    [...one.deleted, ...other.deleted],
    [...one.inserted, ...other.inserted],
  );
}

/** A change of the library's kind. */
export function changeOf(range: Range, deleted: Spans, inserted: Spans): Change<Who> {
  return Change.fromJSON({ ...range, deleted, inserted });
}
