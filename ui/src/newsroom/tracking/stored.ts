/** Suggestions as the newsroom keeps them: `story::Tracking` in JSON. */
import type { Node } from 'prosemirror-model';
import { document, readBody, writeBody } from '../../body/json';
import { type FieldChange, type FieldChanges, writtenOf } from './fields';
import { sameTokens } from './tokens';
import { bare, type Changes, type Spans, Tracking } from './tracking';
import { changeOf, type Range, unitsOf } from './units';

/** `story::Tracking`. */
interface Stored {
  suggesting: boolean;
  /** ProseMirror JSON; null where there are no changes. */
  base: object | null;
  changes: TrackedChange[];
  /** How many are whose, as this editor counts. */
  pending: Pending[];
  /** Left out by a Redaksi that knew of none. */
  fields?: FieldChange[];
}

export interface TrackedChange extends Range {
  deleted: TrackedSpan[];
  inserted: TrackedSpan[];
}

interface TrackedSpan {
  length: number;
  author: string;
  at: string;
}

export interface Pending {
  author: string;
  count: number;
}

/** Suggestions of a story, and whether what is written now is one. */
export interface Opened {
  readonly suggesting: boolean;
  readonly tracking: Tracking;
}

const written = new WeakMap<Node, string>();

/** Null where nothing is suggested and nothing will be. */
export function writeTracking(doc: Node, tracking: Tracking, suggesting: boolean): string | null {
  const { base, changes, fields } = tracking;
  const pending = pendingOf(tracking, doc);
  if (base === null) {
    const stored: Stored = { suggesting, base, changes: [], pending, fields: [...fields] };
    return suggesting || fields.length > 0 ? JSON.stringify(stored) : null;
  }
  // The base is the same one for a long time, and long.
  let body = written.get(base);
  if (body === undefined) written.set(base, (body = writeBody(base)));
  const rest = JSON.stringify({ changes: changes.map(toStored), pending, fields });
  return `{"suggesting":${String(suggesting)},"base":${body},${rest.slice(1)}`;
}

/** Throws `UnreadableBody` where the base cannot be read. */
export function readTracking(json: string | null, doc: Node): Opened {
  if (json === null) return { suggesting: false, tracking: Tracking.none };
  const { suggesting, base, changes, fields = [] } = JSON.parse(json) as Stored;
  const text = base === null ? Tracking.none : readText(base, changes, doc);
  return { suggesting, tracking: text.with(readFields(fields, doc)) };
}

function readText(base: object, changes: readonly TrackedChange[], doc: Node): Tracking {
  const before = bare(document(readBody(JSON.stringify(base)), null));
  const told = changes.map(fromStored);
  const read = Tracking.of(before, told);
  if (isTrue(read, before, doc)) return read;
  // The text was changed by another way than this editor: a version, a hand-over file, the command line.
  return Tracking.between(before, doc, told, { author: '', at: '' });
}

/** Those that another way of changing the field, the command line, has not taken back meanwhile. */
function readFields(fields: FieldChanges, doc: Node): FieldChanges {
  const says = writtenOf(doc);
  return fields.filter(({ field, was }) => says?.[field] !== was);
}

/** How many suggestions are whose. */
export function pendingOf({ base, changes, fields }: Tracking, doc: Node): Pending[] {
  const units = base === null ? [] : unitsOf(base, doc, changes);
  const counts = new Map<string, number>();
  for (const author of [...fields.map((change) => change.author), ...units.flatMap(({ authors }) => authors)])
    counts.set(author, (counts.get(author) ?? 0) + 1);
  return [...counts].map(([author, count]) => ({ author, count }));
}

/** Whether base and text are the same outside of the changes. */
function isTrue({ changes }: Tracking, base: Node, doc: Node): boolean {
  let [a, b] = [0, 0];
  for (const { fromA, toA, fromB, toB, deleted, inserted } of changes) {
    if (fromA - a !== fromB - b || fromA < a || toA < fromA || toB < fromB) return false;
    if (lengthOf(deleted) !== toA - fromA || lengthOf(inserted) !== toB - fromB) return false;
    if (!sameTokens(base.content, a, fromA, doc.content, b)) return false;
    [a, b] = [toA, toB];
  }
  const rest = base.content.size - a;
  return rest === doc.content.size - b && sameTokens(base.content, a, base.content.size, doc.content, b);
}

function lengthOf(spans: Spans): number {
  return spans.reduce((sum, { length }) => sum + length, 0);
}

export function toStored({ fromA, toA, fromB, toB, deleted, inserted }: Changes[number]): TrackedChange {
  const span = ({ length, data }: Spans[number]) => ({ length, author: data.author, at: data.at });
  return { fromA, toA, fromB, toB, deleted: deleted.map(span), inserted: inserted.map(span) };
}

export function fromStored({ fromA, toA, fromB, toB, deleted, inserted }: TrackedChange): Changes[number] {
  return changeOf({ fromA, toA, fromB, toB }, deleted.map(toSpan), inserted.map(toSpan));
}

function toSpan({ length, author, at }: TrackedSpan): Spans[number] {
  return { length, data: { author, at } };
}
