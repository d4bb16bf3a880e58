/** The suggestions of the open story, as panes see them: whether they are being made, what waits, and deciding. */
import { closeHistory } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { type EditorState, type Plugin, TextSelection, type Transaction } from 'prosemirror-state';
import { fieldsOf, writeBody } from '../../body/json';
import type { Fields, StoryEdit } from '../../ipc/bindings';
import { coloursOf } from './colours';
import { withoutThem, WRITTEN, type Written, writtenOf } from './fields';
import { type Described, describe, describeField } from './kinds';
import { following } from './plugin';
import { resolve } from './resolving';
import { type Opened, writeTracking } from './stored';
import { type Tracking, trackingOf } from './tracking';
import { type Unit, unitsOf, type Way } from './units';

/** What is needed of the session. */
interface Around {
  state(): EditorState;
  apply(transaction: Transaction): void;
  /** There is something to save although the text is the same. */
  edited(): void;
  /** Who works here. */
  person(): string;
}

export interface InText extends Unit, Described {}

/** One of a field above the text. */
export interface InField extends Described, Pick<Unit, 'authors' | 'at'> {
  readonly field: Written;
  /** What it said and what it says, uncut. */
  readonly was: string;
  readonly now: string;
}

export type Suggestion = InText | InField;

export class Suggestions {
  /** What is written from here on is a suggestion. Not taken back by undo, as no mode is. */
  on = $state(false);
  /** What waits for a decision, in the order of the page; a moment behind the typing. */
  all: readonly Suggestion[] = $state.raw([]);
  /** Whose they are, and how many. */
  readonly people = $derived(countsOf(this.all));
  readonly colours = $derived(coloursOf(this.all.flatMap(({ authors }) => authors)));
  /** Follows the text. */
  readonly plugin: Plugin;

  readonly #around: Around;
  #shown: Tracking | null = null;

  constructor(around: Around) {
    this.#around = around;
    const who = () => ({ author: around.person(), at: new Date().toISOString() });
    this.plugin = following(who, () => this.on);
  }

  /** The text without them; null where there are none. */
  get base(): Node | null {
    return trackingOf(this.#around.state().doc).base;
  }

  /** What of the story would be something else without them. */
  original(): Partial<Pick<StoryEdit, 'fields' | 'body'>> {
    const { doc } = this.#around.state();
    const { base, fields } = trackingOf(doc);
    return {
      ...(fields.length > 0 && { fields: withoutThem(fieldsOf<Fields>(doc), fields) }),
      ...(base && { body: writeBody(base) }),
    };
  }

  open({ suggesting }: Opened): void {
    this.on = suggesting;
    this.derive();
  }

  toggle(on = !this.on): void {
    if (on === this.on) return;
    this.on = on;
    // Letters before and after are not one step of undo.
    this.#around.apply(closeHistory(this.#around.state().tr));
    this.#around.edited();
  }

  /** As the newsroom keeps them. */
  written(doc: Node): string | null {
    return writeTracking(doc, trackingOf(doc), this.on);
  }

  derive(): void {
    const { doc } = this.#around.state();
    const tracking = trackingOf(doc);
    if (tracking === this.#shown) return;
    this.#shown = tracking;
    const { base, changes } = tracking;
    const units = base === null ? [] : unitsOf(base, doc, changes);
    this.all = [...inFields(doc, tracking), ...units.map((unit) => ({ ...unit, ...describe(base ?? doc, doc, unit) }))];
  }

  /** Accepts or rejects some, as one step that undo takes back. Nothing where the text went on meanwhile. */
  resolve(suggestions: readonly Suggestion[], way: Way): void {
    const state = this.#around.state();
    if (trackingOf(state.doc) === this.#shown && suggestions.length > 0) {
      this.#around.apply(closeHistory(resolve(state, suggestions, way)));
      this.#around.apply(closeHistory(this.#around.state().tr));
    }
    this.derive();
  }

  /** What is one person's alone. */
  of(author: string): readonly Suggestion[] {
    return this.all.filter(({ authors }) => authors.every((name) => name === author));
  }

  /** The one of a field. */
  inField(name: Written): InField | null {
    return this.all.find((one): one is InField => 'field' in one && one.field === name) ?? null;
  }

  /** The one that the cursor is in or at. */
  at(state: EditorState): Suggestion | null {
    const { from, to } = state.selection;
    return this.all.find((one) => !('field' in one) && one.fromB <= to && one.toB >= from) ?? null;
  }

  /** Puts the cursor of the text into one. */
  show({ fromB, toB }: Unit): void {
    const { doc, tr } = this.#around.state();
    const end = Math.min(toB, doc.content.size);
    const between = TextSelection.between(doc.resolve(Math.min(fromB, end)), doc.resolve(end));
    this.#around.apply(tr.setSelection(between).scrollIntoView());
  }

  /** The next one behind what has the keys, or the one before it, round the ends; null where there are none. */
  next(by: 1 | -1, from: Written | 'text'): Suggestion | null {
    this.derive();
    const { selection } = this.#around.state();
    const here = from === 'text' ? ([selection.from, selection.to] as const) : placeOf({ field: from });
    const next =
      by > 0
        ? (this.all.find((one) => isBefore(here, placeOf(one))) ?? this.all[0])
        : (this.all.findLast((one) => isBefore(placeOf(one), here)) ?? this.all.at(-1));
    return next ?? null;
  }
}

type Place = readonly [from: number, to: number];

/** Fields have their places in front of the text. */
function placeOf(one: Pick<Unit, 'fromB' | 'toB'> | { readonly field: Written }): Place {
  return 'field' in one ? [WRITTEN.indexOf(one.field) - WRITTEN.length, 0] : [one.fromB, one.toB];
}

function isBefore([from, to]: Place, [otherFrom, otherTo]: Place): boolean {
  return from < otherFrom || (from === otherFrom && to < otherTo);
}

function inFields(doc: Node, { fields }: Tracking): InField[] {
  const says = writtenOf(doc);
  return fields.map(({ field, was, author, at }) => {
    const now = says?.[field] ?? '';
    return { field, was, now, authors: [author], at, ...describeField(was, now) };
  });
}

function countsOf(all: readonly Suggestion[]): readonly { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { authors } of all) for (const name of authors) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count }));
}
