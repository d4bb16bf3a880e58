/** The suggestions of the open story, as panes see them: whether they are being made, what waits, and deciding. */
import { closeHistory } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { type EditorState, type Plugin, TextSelection, type Transaction } from 'prosemirror-state';
import { coloursOf } from './colours';
import { type Described, describe } from './kinds';
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

export interface Suggestion extends Unit, Described {}

export class Suggestions {
  /** What is written from here on is a suggestion. Not taken back by undo, as no mode is. */
  on = $state(false);
  /** What waits for a decision, in the order of the text; a moment behind the typing. */
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
    this.all =
      base === null ? [] : unitsOf(base, doc, changes).map((unit) => ({ ...unit, ...describe(base, doc, unit) }));
  }

  /** Accepts or rejects some, as one step that undo takes back. Nothing where the text went on meanwhile. */
  resolve(units: readonly Unit[], way: Way): void {
    const state = this.#around.state();
    if (trackingOf(state.doc) === this.#shown && units.length > 0) {
      this.#around.apply(closeHistory(resolve(state, units, way)));
      this.#around.apply(closeHistory(this.#around.state().tr));
    }
    this.derive();
  }

  /** What is one person's alone. */
  of(author: string): readonly Suggestion[] {
    return this.all.filter(({ authors }) => authors.every((name) => name === author));
  }

  /** The one that the cursor is in or at. */
  at(state: EditorState): Suggestion | null {
    const { from, to } = state.selection;
    return this.all.find(({ fromB, toB }) => fromB <= to && toB >= from) ?? null;
  }

  /** Puts the cursor into one. */
  show({ fromB, toB }: Unit): void {
    const { doc, tr } = this.#around.state();
    const end = Math.min(toB, doc.content.size);
    const between = TextSelection.between(doc.resolve(Math.min(fromB, end)), doc.resolve(end));
    this.#around.apply(tr.setSelection(between).scrollIntoView());
  }

  /** Goes to the next one, or the one before, round the ends. */
  step(by: 1 | -1): void {
    this.derive();
    const { from, to } = this.#around.state().selection;
    const next =
      by > 0
        ? (this.all.find(({ fromB, toB }) => fromB > from || (fromB === from && toB > to)) ?? this.all[0])
        : (this.all.findLast(({ fromB, toB }) => fromB < from || (fromB === from && toB < to)) ?? this.all.at(-1));
    if (next) this.show(next);
  }
}

function countsOf(all: readonly Suggestion[]): readonly { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { authors } of all) for (const name of authors) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count }));
}
