/** Quick looks into the archive and the vocabularies. */
import type { CompletionKind, ListRow, SearchHit, Topic } from '../ipc/bindings';
import { call } from '../ipc/call';

/** The stories that answer best to these words. */
export async function search(words: string, limit: number): Promise<ListRow[]> {
  return (await call.searchStories(words, limit, 0)).hits.map(({ row }) => row);
}

/** The stories with these words as they stand, but for the one that asks. */
export interface Found {
  readonly hits: readonly SearchHit[];
  readonly total: number;
}

/** So many stories are shown of what was found. */
const SHOWN = 4;

export async function lookUp(words: string, story: string): Promise<Found> {
  const { hits, total } = await call.searchStories(inQuotes(words), SHOWN + 1, 0);
  const others = hits.filter(({ row }) => row.id !== story);
  return { hits: others.slice(0, SHOWN), total: total - (hits.length - others.length) };
}

/** A query for these words as they stand. */
export function inQuotes(words: string): string {
  return `"${words.replaceAll('"', ' ').trim()}"`;
}

/** What was used before and begins like this, most used first. Where completion fails, the field is simply typed. */
export function complete(kind: CompletionKind, prefix: string, limit = 8): Promise<string[]> {
  return call.complete(kind, prefix, limit).catch(() => []);
}

/** Places that begin like this: those used here before, then those that Redaksi knows. */
export function completePlace(prefix: string, language: string, limit = 8): Promise<string[]> {
  return call.completePlace(prefix, language, limit).catch(() => []);
}

/** The heads of these stories, in any order; those that are gone are left out. */
export function heads(ids: string[]): Promise<ListRow[]> {
  return call.heads(ids);
}

/** Topics of the vocabulary by name or code, named in `language`. */
export function topics(query: string, language: string): Promise<Topic[]> {
  return call.topics(query, language).catch(() => []);
}

/** Topics by their codes; those that the vocabulary does not know are left out. */
export function topicsOf(codes: string[], language: string): Promise<Topic[]> {
  return call.topicsOf(codes, language).catch(() => []);
}

/** The stories that were worked on last. */
export async function recent(limit: number): Promise<ListRow[]> {
  const page = await call.listStories({ stage: null, desk: null, sort: 'newest', offset: 0, limit });
  return page.rows;
}
