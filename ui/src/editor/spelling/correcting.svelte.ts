/** Correcting misspelt words and looking words up: which word it is about, where that is, and what comes in its place. */
import { closeHistory } from 'prosemirror-history';
import { NodeSelection, TextSelection, type Transaction } from 'prosemirror-state';
import type { Session } from '../../newsroom/session.svelte';
import type { Misspelt } from '../../newsroom/spelling.svelte';
import { rangeOf } from '../find/places';
import { HEAD, type HeadName } from '../find/finder.svelte';
import { type BodySpot, nextStop, stopsOf } from './stops';
import { wrongAt } from './underlines';

/** Letters in the body, or in a field above it. */
export type Spot = BodySpot | { in: HeadName; from: number; to: number };

/** An attribute of the block at a position. */
export interface Attribute {
  at: number;
  name: string;
}

export type Asked = { what: 'correct' | 'lookup'; words: string; spot: Spot; at: DOMRect };

/** What the editor's parts do for it. */
export interface Around {
  /** Selects them and takes the keys. */
  select(spot: Spot): void;
  /** Where they are in the window. */
  rect(spot: Spot): DOMRect | null;
  /** The attribute that an element of the page shows; null where it shows none. */
  attribute(element: Element | null): Attribute | null;
}

export class Correcting {
  asked: Asked | null = $state.raw(null);

  readonly #session: Session;
  readonly #around: Around;
  /** What was asked about last: a card that is selected as a whole does not tell in which of its words one is. */
  #last: Spot | null = null;

  constructor(session: Session, around: Around) {
    this.#session = session;
    this.#around = around;
  }

  /** The menu of the misspelt word at the cursor; where it is at none, of the next one. */
  async correct(): Promise<void> {
    const here = this.#inField() ?? this.#inFieldOfBlock() ?? this.#inText();
    if (here) await this.#open('correct', here.word, here.spot);
    else await this.step(1);
  }

  /** The menu of the misspelt word at a letter of what a block carries beside its text; false where there is none. */
  correctIn(attribute: Attribute, letter: number): boolean {
    const wrong = this.#inAttribute(attribute, letter);
    if (wrong) void this.#open('correct', wrong.word, wrong.spot);
    return wrong !== null;
  }

  /** Goes to the next misspelt word of the body and opens its menu. */
  async step(by: 1 | -1): Promise<void> {
    const next = nextStop(this.#session.state, stopsOf(this.#session), this.#here(), by);
    if (next) await this.#open('correct', next.word, next.spot);
    else await this.find(0);
  }

  /** Goes to one of the words that were found. */
  async find(index: number): Promise<void> {
    const { spelling } = this.#session;
    let found = spelling.checked.misspelt[index];
    const wanted = found?.word;
    // Places are true of the text that was looked at: where that has gone on since, it is looked at again.
    if (spelling.checked.doc !== this.#session.state.doc) {
      await spelling.check();
      found = spelling.checked.misspelt.find(({ word }) => word === wanted);
    }
    const spot = found && this.#spotOf(found);
    if (found && spot && this.#lettersAt(spot) === found.word) await this.#open('correct', found.word, spot);
  }

  /** What the archive has of the selected words, or of the word at the cursor. */
  async lookUp(): Promise<void> {
    const { asked } = this;
    if (asked) return this.#open('lookup', asked.words, asked.spot);
    const { doc, selection } = this.#session.state;
    const field = focusedField();
    if (field) {
      const { value, selectionStart, selectionEnd } = field.element;
      const [from, to] =
        selectionStart < selectionEnd ? [selectionStart, selectionEnd] : wordAround(value, selectionStart);
      if (from < to) await this.#open('lookup', value.slice(from, to), { in: field.name, from, to });
      return;
    }
    const { from, to, empty } = selection;
    const place = selection.$from;
    if (!place.parent.isTextblock) return;
    const start = place.start();
    const [first, last] = empty ? wordAround(place.parent.textContent, from - start) : [from - start, to - start];
    const words = doc.textBetween(start + first, start + last, ' ').trim();
    if (words !== '') await this.#open('lookup', words, { in: 'text', from: start + first, to: start + last });
  }

  /** Puts a word in the place of the one that is asked about, as a step of its own for undo. */
  put(word: string): void {
    const { asked } = this;
    // Other letters than those that were asked about stay what they are.
    if (asked === null || !this.#session.editable || this.#lettersAt(asked.spot) !== asked.words) return this.close();
    const { spot } = asked;
    const { from, to } = spot;
    if (spot.in === 'text') {
      const tr = this.#session.state.tr.insertText(word, from, to);
      this.#apply(tr.setSelection(TextSelection.create(tr.doc, from + word.length)));
    } else {
      const value = this.#valueAt(spot);
      const corrected = value.slice(0, from) + word + value.slice(to);
      if (spot.in === 'attribute') this.#apply(this.#session.state.tr.setNodeAttribute(spot.at, spot.name, corrected));
      else this.#session.setFields({ [spot.in]: corrected }, `${spot.in} spelling`);
    }
    const end = from + word.length;
    this.asked = null;
    this.#last = { ...spot, from: end, to: end };
    this.#around.select(this.#last);
    void this.#session.spelling.check();
  }

  /** Takes the menu away, and gives the keys back. */
  close(): void {
    const { asked } = this;
    this.asked = null;
    if (asked) this.#around.select(asked.spot);
  }

  async #open(what: Asked['what'], words: string, spot: Spot): Promise<void> {
    this.asked = null;
    this.#last = spot;
    this.#around.select(spot);
    // The page scrolls to the words first.
    await new Promise((drawn) => requestAnimationFrame(drawn));
    const at = this.#around.rect(spot);
    if (at) this.asked = { what, words, spot, at };
  }

  #inText(): { word: string; spot: Spot } | null {
    const { selection } = this.#session.state;
    const wrong = wrongAt(this.#session.state, selection.head);
    return wrong && { word: wrong.word, spot: { in: 'text', from: wrong.from, to: wrong.to } };
  }

  #inField(): { word: string; spot: Spot } | null {
    const field = focusedField();
    if (!field) return null;
    const at = field.element.selectionStart;
    const wrong = this.#session.spelling.inField(field.name).find(({ start, end }) => start <= at && at <= end);
    return wrong ? { word: wrong.word, spot: { in: field.name, from: wrong.start, to: wrong.end } } : null;
  }

  #inFieldOfBlock(): { word: string; spot: Spot } | null {
    const field = this.#focusedInBlock();
    return field && this.#inAttribute(field, field.from);
  }

  #inAttribute({ at, name }: Attribute, letter: number): { word: string; spot: Spot } | null {
    const block = this.#session.state.doc.nodeAt(at);
    const found = block ? this.#session.spelling.inBlock(block) : [];
    const wrong = found.find(({ start, end }) => start <= letter && letter <= end);
    return wrong ? { word: wrong.word, spot: { in: 'attribute', at, name, from: wrong.start, to: wrong.end } } : null;
  }

  /** The field of a block that has the keys, and what is selected in it. */
  #focusedInBlock(): (Attribute & { from: number; to: number }) | null {
    const element = document.activeElement;
    if (!(element instanceof HTMLInputElement)) return null;
    const attribute = this.#around.attribute(element);
    const { selectionStart, selectionEnd } = element;
    return attribute && { ...attribute, from: selectionStart ?? 0, to: selectionEnd ?? 0 };
  }

  /** Where in the body one is. */
  #here(): BodySpot {
    const field = this.#focusedInBlock();
    if (field) return { in: 'attribute', ...field };
    const { selection } = this.#session.state;
    const { from, to } = selection;
    if (!(selection instanceof NodeSelection)) return { in: 'text', from, to };
    const last = this.#last;
    return last?.in === 'attribute' && last.at === from ? last : { in: 'text', from, to: from };
  }

  #spotOf(found: Misspelt): Spot | null {
    const { place, start, end } = found;
    if (place.type === 'field') {
      const name = HEAD.find((head) => head === place.name);
      return name ? { in: name, from: start, to: end } : null;
    }
    const range = rangeOf(this.#session.state.doc, found);
    if (!range || place.type === 'line') return range && { in: 'text', ...range };
    return { in: 'attribute', at: range.from, name: place.name, from: start, to: end };
  }

  /** What stands there now. */
  #lettersAt(spot: Spot): string {
    const { doc } = this.#session.state;
    if (spot.in !== 'text') return this.#valueAt(spot).slice(spot.from, spot.to);
    return spot.to > doc.content.size ? '' : doc.textBetween(spot.from, spot.to);
  }

  /** All that an attribute or a field says. */
  #valueAt(spot: Exclude<Spot, { in: 'text' }>): string {
    if (spot.in !== 'attribute') return this.#session.fields[spot.in];
    const { doc } = this.#session.state;
    const value: unknown = spot.at < doc.content.size ? doc.nodeAt(spot.at)?.attrs[spot.name] : null;
    return typeof value === 'string' ? value : '';
  }

  #apply(transaction: Transaction): void {
    this.#session.apply(closeHistory(transaction));
    this.#session.apply(closeHistory(this.#session.state.tr));
  }
}

/** The field of the head that has the keys. */
function focusedField(): { name: HeadName; element: HTMLTextAreaElement } | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLTextAreaElement)) return null;
  const name = HEAD.find((head) => head === element.dataset['field']);
  return name ? { name, element } : null;
}

/** Beginning and end of the word at a place of a text; the place twice where there is none. */
export function wordAround(text: string, at: number): [number, number] {
  const before = /[\p{L}\p{M}\p{N}'’-]*$/u.exec(text.slice(0, at))?.[0].length ?? 0;
  const after = /^[\p{L}\p{M}\p{N}'’-]*/u.exec(text.slice(at))?.[0].length ?? 0;
  return [at - before, at + after];
}
