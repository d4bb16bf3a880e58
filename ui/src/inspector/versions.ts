/** What the list of versions and the comparison have in common: their words, the focus between them, and restoring. */
import { tick } from 'svelte';
import type { BlockDiff, FieldDiff, StoryDiff } from '../ipc/bindings';
import { dateAndTime, languageName, savedAt } from '../messages/formats';
import { isMessageKey, speech, t } from '../messages/messages.svelte';
import { explain, toFailure } from '../newsroom/failing';
import { history } from '../newsroom/history.svelte';
import { heads, topicsOf } from '../newsroom/lookup';
import type { Session } from '../newsroom/session.svelte';
import { workbench } from '../newsroom/workbench.svelte';
import { toasts, type Words } from '../parts/toasts.svelte';

/** The list, and what is compared, in the document. */
export const HISTORY = 'history';
export const COMPARISON = 'comparison';

/** What stands between the values of a list. */
const LIST = '; ';

/** Why a version was kept. A newer Redaksi may have reasons of which this one has no words. */
export function reasonWords(reason: string): string {
  const key = `history.reason.${reason}`;
  return isMessageKey(key) ? t(key) : t('history.reason.other', { reason });
}

/** The name of a field, or of an attribute of a block. */
export function fieldWords(name: string): string {
  const key = [`field.${name}`, `editor.${name}`, `history.attribute.${name}`].find(isMessageKey);
  return key ? t(key) : name;
}

/** What a block is. */
export function kindWords(kind: string): string {
  const key = `history.kind.${kind}`;
  return isMessageKey(key) ? t(key) : kind;
}

/** A change of the text in words: “Paragraph removed”. */
export function blockWords({ change, kind }: BlockDiff): string {
  return change === 'same' ? kindWords(kind) : t(`history.change.${change}`, { kind: kindWords(kind) });
}

/** Names of what is kept by number only: the stories that links point to, and topics. */
export type Titles = Readonly<Record<string, string>>;

export async function titlesOf({ fields, blocks }: StoryDiff): Promise<Titles> {
  const valuesOf = (name: string, of: FieldDiff[]) =>
    of.flatMap((one) => (one.name === name ? [one.before, one.after] : [])).filter((value) => value !== '');
  const attributes = blocks.flatMap((block) => block.attributes);
  const ids = [...new Set(valuesOf('storyId', attributes))];
  const codes = [...new Set(valuesOf('topics', fields).flatMap((value) => value.split(LIST)))];
  const [stories, topics] = await Promise.all([
    ids.length > 0 ? heads(ids) : [],
    codes.length > 0 ? topicsOf(codes, speech.language) : [],
  ]);
  return Object.fromEntries([
    ...stories.map(({ id, headline, slugline }) => [id, headline || slugline] as const),
    ...topics.map(({ code, name }) => [code, name] as const),
  ]);
}

/** A value as people say it. */
export function valueWords(name: string, value: string, titles: Titles): string {
  if (value === '') return '';
  if (name === 'language') return languageName(value);
  if (name === 'embargo') return dateAndTime(value);
  if (name === 'kind') return kindWords(value);
  if (name === 'storyId') return titles[value] ?? t('related.gone');
  if (name === 'topics')
    return value
      .split(LIST)
      .map((code) => titles[code] ?? code)
      .join(LIST);
  // The name of a picture is a number that nobody reads to its end.
  if (name === 'src') return value.replace(/^(.{8}).*(\.\w+)$/, '$1…$2');
  return value;
}

export function complain(thrown: unknown): void {
  const failure = toFailure(thrown, workbench.session?.fields.headline ?? '');
  toasts.problem(() => explain(failure), failure.detail);
}

/** The keys go to what is compared. */
export async function enterComparison(): Promise<void> {
  await tick();
  document.getElementById(COMPARISON)?.focus();
}

/** Back to the story: the keys go to the list where it is still there, else to the text. */
export async function leaveComparison(): Promise<void> {
  history.end();
  await tick();
  const list = document.getElementById(HISTORY);
  if (list) list.focus();
  else workbench.ask('focus');
}

/** Makes a version the story again, and says so. */
export async function restoreVersion(session: Session, version: number): Promise<void> {
  const at = history.rows.find((row) => row.version === version)?.at ?? '';
  try {
    if (!(await history.restoreAll(session, version))) return void toasts.problem(() => t('history.notRestored'));
    sayDone(session, () => t('history.restored', { time: savedAt(at) }));
    await tick();
    workbench.ask('focus');
  } catch (thrown) {
    complain(thrown);
  }
}

/** Says what was done to the story, with the way back until something newer is done to it. */
export function sayDone(session: Session, words: Words): void {
  const toast = toasts.show(words, { label: () => t('app.undo'), run: () => session.undo() });
  const stop = session.watch(({ doc }) => {
    if (!doc) return;
    stop();
    toasts.dismiss(toast);
  });
}
