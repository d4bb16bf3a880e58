/**
 * Suggestions in the fields above the text. As in the text, a field says what is accepted; beside it stands what it says
 * without the suggestion. A field has one suggestion at most: of whoever wrote in it last.
 */
import type { Node } from 'prosemirror-model';
import type { Head } from '../../body/nodes/doc';
import type { Fields } from '../../ipc/bindings';
import type { Who } from './tracking';

/** The fields that are written like text, in their order on the page. */
export const WRITTEN = ['kicker', 'headline', 'deck'] as const;
export type Written = (typeof WRITTEN)[number];

export interface FieldChange extends Pick<Who, 'author' | 'at'> {
  readonly field: Written;
  /** What it says without the suggestion; always something else than it says. */
  readonly was: string;
}

/** In the order of the page. */
export type FieldChanges = readonly FieldChange[];

/** What a document's fields say; null of a body that stands by itself. */
export function writtenOf(doc: Node): Readonly<Record<Written, string>> | null {
  return (doc.attrs.head as Head<Fields> | null)?.fields ?? null;
}

/** The metadata without these suggestions. */
export function withoutThem(fields: Fields, changes: FieldChanges): Fields {
  return { ...fields, ...Object.fromEntries(changes.map(({ field, was }) => [field, was])) };
}

/**
 * What another state of the document makes of the suggestions. What is written directly into a field that has one belongs to
 * it, and is its writer's. The same ones where nothing changed.
 */
export function followFields(
  known: FieldChanges,
  before: Node,
  doc: Node,
  who: Who,
  suggesting: boolean,
): FieldChanges {
  const [old, now] = [writtenOf(before), writtenOf(doc)];
  if (old === now || !old || !now || WRITTEN.every((field) => old[field] === now[field])) return known;
  return WRITTEN.flatMap((field) => {
    const change = known.find((one) => one.field === field);
    if (old[field] === now[field]) return change ?? [];
    const was = change?.was ?? (suggesting ? old[field] : now[field]);
    return was === now[field] ? [] : [{ field, was, author: who.author, at: who.at }];
  });
}
