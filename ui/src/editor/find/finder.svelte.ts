/** Finding and replacing in the open story: what is looked for, what was found, and where one stands among it. */
import { closeHistory } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { findInStory, type FindQuery, type Match, notLookedFor, type NotLookedFor } from '../../newsroom/finding';
import type { Session } from '../../newsroom/session.svelte';
import { mark, withinOf } from './highlighting';
import { type Range, rangeOf } from './places';
import { put } from './putting';

/** Milliseconds for which typing, in the field or in the text, may rest before the text is looked through again. */
const REST = 80;
/** So many matches are marked, those nearest the one where one stands: thousands of marks make every key slow. */
const MARKED = 1000;
export const HEAD = ['kicker', 'headline', 'deck'] as const;
export type HeadName = (typeof HEAD)[number];

export const NOTHING: FindQuery = { find: '', with: '', regex: false, word: false, case: false, loose: false };

/** What was looked for last, in whichever story. */
let last: FindQuery = NOTHING;

/** A match in a field above the text. */
export interface HeadMark {
  start: number;
  end: number;
  current: boolean;
}

/** A field of the story, or an attribute of its blocks, in which something was found. */
export interface FoundIn {
  key: string;
  type: 'field' | 'attribute';
  name: string;
  count: number;
  first: number;
  current: boolean;
}

export class Finder {
  query: FindQuery = $state.raw(last);
  matches: Match[] = $state.raw([]);
  /** Which of the matches one stands at; -1 where there is none. */
  current = $state(-1);
  /** Why nothing can be looked for. */
  fault: NotLookedFor | null = $state.raw(null);
  /** Only in what was selected. */
  within = $state(false);
  /** What comes in place of the matches is shown, and counts. */
  replacing = $state(false);
  /** How many were just replaced. */
  replaced: number | null = $state(null);
  /** Somebody has gone from match to match: the caret follows when the bar is closed. */
  moved = false;

  readonly session: Session;
  readonly #shown: (match: Match) => void;
  readonly #stop: () => void;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The document that was looked through. */
  #doc: Node | null = null;
  /** Where one stands: the next search goes on from here. */
  #at: { text: number; start: number } | null = null;
  /** What is looked for has changed: the nearest match is brought into view. */
  #reveal = false;
  #running: Promise<void> = Promise.resolve();

  /** `shown` is told which match to bring into view. */
  constructor(session: Session, shown: (match: Match) => void) {
    this.session = session;
    this.#shown = shown;
    this.#stop = session.watch(({ doc }) => {
      if (!doc) return;
      this.replaced = null;
      this.#later();
    });
  }

  get match(): Match | null {
    return this.matches[this.current] ?? null;
  }

  /** Begins with what is selected in the text, where that is in one line. */
  seed(): void {
    const { doc, selection } = this.session.state;
    const inOneLine = !selection.empty && selection.$from.sameParent(selection.$to);
    const words = inOneLine && selection.$from.parent.isTextblock ? doc.textBetween(selection.from, selection.to) : '';
    if (words !== '') this.query = { ...this.query, find: words, regex: false };
    void this.search();
  }

  ask(part: Partial<FindQuery>): void {
    this.query = { ...this.query, ...part };
    last = this.query;
    this.replaced = null;
    this.#reveal = true;
    this.#later();
  }

  /** Shows or hides what comes in place of the matches: what nobody sees must not be at fault. */
  replace(on: boolean): void {
    if (this.replacing === on) return;
    this.replacing = on;
    void this.search();
  }

  /** Looks only in the selection, or everywhere again. */
  narrow(on: boolean): void {
    const { from, to, empty } = this.session.state.selection;
    this.within = on && !empty;
    this.#mark(this.within ? { from, to } : null);
    void this.search();
  }

  /** Looks through the story as it is now. */
  search(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running = this.#search();
    return this.#running;
  }

  async go(step: 1 | -1): Promise<void> {
    await this.#fresh();
    const count = this.matches.length;
    if (count === 0) return;
    this.moved = true;
    this.replaced = null;
    this.#stand(this.current < 0 ? 0 : (this.current + step + count) % count);
  }

  /** Stands at a match. */
  goTo(index: number): void {
    this.moved = true;
    this.#stand(index);
  }

  /** Replaces the match where one stands, and goes on to the next. */
  async replaceOne(): Promise<void> {
    await this.#fresh();
    const { match } = this;
    if (!match || !this.#put([match])) return;
    this.moved = true;
    this.#at = { text: match.text, start: match.start + match.with.length };
    await this.search();
    if (this.match) this.#stand(this.current);
  }

  /** Replaces all, as one step that undo takes back. */
  async replaceAll(): Promise<void> {
    await this.#fresh();
    const { matches } = this;
    if (!this.#put(matches)) return;
    await this.search();
    this.replaced = matches.length;
  }

  /** The matches in a field above the text. */
  inHead(name: HeadName): HeadMark[] {
    return this.matches.flatMap(({ place, start, end }, at) =>
      place.type === 'field' && place.name === name ? [{ start, end, current: at === this.current }] : [],
    );
  }

  /** Fields with matches, in order, and what blocks carry beside their text: how many, and the first of them. */
  get fields(): FoundIn[] {
    const found = new Map<string, FoundIn>();
    for (const [at, { place }] of this.matches.entries()) {
      if (place.type === 'line') continue;
      const { type, name } = place;
      const key = `${type} ${name}`;
      const known = found.get(key) ?? { key, type, name, count: 0, first: at, current: false };
      known.count += 1;
      known.current ||= at === this.current;
      found.set(key, known);
    }
    return [...found.values()];
  }

  /** Ends: nothing is marked any more. */
  end(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#stop();
    this.session.apply(mark(this.session.state.tr, { ranges: [], within: null }));
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.search(), REST);
  }

  /** Waits until what was found is of the document on screen. */
  async #fresh(): Promise<void> {
    await this.#running;
    while (this.#doc !== this.session.state.doc || this.#timer !== undefined) await this.search();
  }

  async #search(): Promise<void> {
    const turn = ++this.#turn;
    this.#timer = undefined;
    const { session } = this;
    const query = this.replacing ? this.query : { ...this.query, with: '' };
    const { doc } = session.state;
    let matches: Match[] = [];
    let fault: NotLookedFor | null = null;
    try {
      if (query.find !== '') matches = await findInStory(session, query);
    } catch (thrown) {
      fault = await notLookedFor(thrown, query);
    }
    if (turn !== this.#turn) return;
    if (session.state.doc !== doc) return this.search();
    this.#doc = doc;
    this.fault = fault;
    const within = this.within ? withinOf(session.state) : null;
    this.matches = within ? matches.filter((match) => isWithin(doc, match, within)) : matches;
    this.current = this.#nearest();
    this.#mark(within);
    if (this.#reveal && this.match) this.#shown(this.match);
    this.#reveal = false;
  }

  /** The first match from where one stands on; where one has not gone anywhere yet, from the caret on. */
  #nearest(): number {
    const { matches } = this;
    if (matches.length === 0) return -1;
    const at = this.#at;
    const from = this.session.state.selection.from;
    const found = matches.findIndex((match) => {
      if (at) return match.text > at.text || (match.text === at.text && match.start >= at.start);
      const range = match.place.type === 'line' ? rangeOf(this.session.state.doc, match) : null;
      return range !== null && range.from >= from;
    });
    return Math.max(0, found);
  }

  #stand(index: number): void {
    this.current = index;
    const { match } = this;
    if (!match) return;
    this.#at = { text: match.text, start: match.start };
    this.#mark(this.within ? withinOf(this.session.state) : null);
    this.#shown(match);
  }

  #mark(within: Range | null): void {
    const { doc, tr } = this.session.state;
    const first = Math.max(0, Math.min(this.current - MARKED / 2, this.matches.length - MARKED));
    const ranges = this.matches.slice(first, first + MARKED).flatMap((match, at) => {
      const range = rangeOf(doc, match);
      return range ? [{ ...range, block: match.place.type === 'attribute', current: first + at === this.current }] : [];
    });
    this.session.apply(mark(tr, { ranges, within }));
  }

  /** One step of undo, whatever was typed just before or is typed next. */
  #put(matches: readonly Match[]): boolean {
    if (matches.length === 0 || !this.session.editable) return false;
    this.session.apply(closeHistory(put(this.session.state.tr, matches)));
    this.session.apply(closeHistory(this.session.state.tr));
    return true;
  }
}

function isWithin(doc: Node, match: Match, { from, to }: Range): boolean {
  const range = rangeOf(doc, match);
  return range !== null && range.from >= from && range.to <= to;
}
