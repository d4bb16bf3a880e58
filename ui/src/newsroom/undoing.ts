/**
 * Undo and redo that outlive the window: what can be taken back and done again is kept beside the story, and taken up when it
 * is next opened by the same person with the very same text. Only what ProseMirror gives anybody is used: to write it, it is
 * undone and redone in copies; to read it, it is undone step by step, all of it is done again, and what was undone is undone,
 * so that the history is made anew as it was made.
 */
import { closeHistory, redo, undo } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { type Command, EditorState, type Plugin, Selection, type Transaction } from 'prosemirror-state';
import { DocAttrStep, Step } from 'prosemirror-transform';
import { fieldsOf } from '../body/json';
import { Head } from '../body/nodes/doc';
import { schema } from '../body/schema';
import type { Fields } from '../ipc/bindings';
import { call } from '../ipc/call';
import { same } from './same';
import type { Session } from './session.svelte';
import type { FieldChanges } from './tracking/fields';
import { keepSuggested, type KeptSuggested, readSuggested, suggestedIn } from './tracking/kept';
import { bare, Tracking } from './tracking/tracking';

/** So many steps can be taken back, at the least. */
export const DEPTH = 300;
/** So many characters of them are kept, and as many of those to be done again. */
const LONGEST = 500_000;
/** Milliseconds without a change after which they are written. */
const REST = 2_000;

/**
 * A step as it is kept: ProseMirror's JSON, or the metadata that it sets, or the suggestions: those in the fields, and those
 * in the text, where there are any.
 */
type KeptStep = { head: Fields } | { suggested: FieldChanges; text?: KeptSuggested } | { stepType: string };

/** What `command` did, one list of steps a time, the nearest first. */
type KeptEvents = KeptStep[][];

/**
 * The history as it is kept. Before redo was kept, it was `done` alone; before suggestions in the text were, it had none.
 * Those of the text are what all others are told by.
 */
type KeptHistory = { done: KeptEvents; undone: KeptEvents; suggested?: KeptSuggested } | KeptEvents;

/** The history of a state that has no plugin but its history; null where nothing can be taken back or done again. */
export function writeUndo(state: EditorState): string | null {
  const [done, undone] = [events(state, undo), events(state, redo)];
  if (done.length + undone.length === 0) return null;
  return JSON.stringify({ done, undone, suggested: keptIn(state.doc) } satisfies KeptHistory);
}

/** A state of the same text with that history; null where it is not this text's. */
export function readUndo(state: EditorState, history: Plugin, json: string): EditorState | null {
  try {
    const kept = JSON.parse(json) as KeptHistory;
    const { done, undone, suggested } = 'done' in kept ? kept : { done: kept, undone: [], suggested: undefined };
    if (suggested && !same(suggested, keptIn(state.doc))) return null;
    const { first, forward } = backwards(state.doc, readEvents(state.doc, done));
    let replayed = EditorState.create({ doc: first, plugins: [history] });
    for (const steps of [...forward, ...readEvents(state.doc, undone)]) replayed = replay(replayed, steps);
    for (let left = undone.length; left > 0; left -= 1) undo(replayed, (step) => (replayed = replayed.apply(step)));
    const { doc } = replayed;
    if (!doc.eq(state.doc) || !same(fieldsOf<Fields>(doc), fieldsOf<Fields>(state.doc))) return null;
    const again = replayed.reconfigure({ plugins: [...state.plugins] });
    // What is typed from here on is no part of the last step, however soon it comes.
    return again.apply(closeHistory(again.tr).setSelection(Selection.fromJSON(doc, state.selection.toJSON())));
  } catch {
    // A history that does not fit is none.
    return null;
  }
}

/** Keeps the history of the open story, and takes it up again. */
export class Undoing {
  readonly #session: Session;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The text whose history is kept, or needs no keeping. */
  #kept: Node;
  #recalled = false;

  constructor(session: Session) {
    this.#session = session;
    this.#kept = session.state.doc;
  }

  /** Takes the history up, once, and from then on keeps it while the writer rests. Returns what ends it. */
  follow(): () => void {
    if (!this.#recalled) void this.#recall();
    this.#recalled = true;
    const stop = this.#session.watch(({ doc }) => {
      if (!doc) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.keep(), REST);
    });
    return () => {
      stop();
      clearTimeout(this.#timer);
    };
  }

  /** Keeps it, where the text is saved. What cannot be kept is no loss of text: nobody is told. */
  async keep(): Promise<void> {
    clearTimeout(this.#timer);
    const { state, saved, id, base } = this.#session;
    if (state.doc === this.#kept || saved.phase !== 'clean') return;
    this.#kept = state.doc;
    const steps = this.#session.writeUndo() ?? '[]';
    await call.keepUndoHistory(id, { revision: base, steps }).catch(() => false);
  }

  async #recall(): Promise<void> {
    const { base, id } = this.#session;
    const kept = await call.undoHistory(id).catch(() => null);
    if (kept?.revision === base && this.#session.base === base) this.#session.recall(kept.steps);
    this.#kept = this.#session.state.doc;
  }
}

/** What undo or redo does from here on, again and again, as far as it is kept. */
function events(state: EditorState, command: Command): KeptEvents {
  const kept: KeptEvents = [];
  let now = state;
  let suggested = suggestedIn(state.doc);
  let length = 0;
  const keep = (step: Step): KeptStep => {
    const value: unknown = step instanceof DocAttrStep ? step.value : null;
    if (value instanceof Head) return { head: value.fields as Fields };
    if (!(value instanceof Tracking)) return step.toJSON() as KeptStep;
    const { base, changes, fields } = value;
    if (base === null) return { suggested: fields };
    const text = keepSuggested({ base, changes }, suggested);
    suggested = { base, changes };
    return { suggested: fields, text };
  };
  while (kept.length < DEPTH) {
    const transaction = made(now, command);
    if (!transaction) break;
    const steps = lasting(transaction.steps).map(keep);
    length += JSON.stringify(steps).length;
    if (length > LONGEST) break;
    kept.push(steps);
    now = now.apply(transaction);
  }
  return kept;
}

function made(state: EditorState, command: Command): Transaction | null {
  let made: Transaction | null = null;
  command(state, (transaction) => (made = transaction));
  return made;
}

/** The suggestions of a text. */
function keptIn(doc: Node): KeptSuggested {
  return keepSuggested(suggestedIn(doc), { base: bare(doc), changes: [] });
}

/** Of what is set once a letter, metadata and suggestions, only the last is seen when all of it is undone or done again. */
function lasting(steps: readonly Step[]): Step[] {
  const isSameKind = (one: DocAttrStep) => (other: Step) => other instanceof DocAttrStep && other.attr === one.attr;
  return steps.filter((step, at) => !(step instanceof DocAttrStep) || steps.findLastIndex(isSameKind(step)) === at);
}

/** The steps of what `events` kept. */
function readEvents(doc: Node, kept: KeptEvents): Step[][] {
  let suggested = suggestedIn(doc);
  const read = (step: KeptStep): Step => {
    if ('head' in step) return new DocAttrStep('head', new Head(step.head));
    if (!('suggested' in step)) return Step.fromJSON(schema, step);
    if (step.text) suggested = readSuggested(step.text, suggested);
    const text = step.text ? Tracking.of(suggested.base, suggested.changes) : Tracking.none;
    return new DocAttrStep('tracking', text.with(step.suggested));
  };
  return kept.map((steps) => steps.map(read));
}

/** The text before all of it, and what leads from there to the text as it is: one list a step of undo. */
function backwards(doc: Node, events: readonly Step[][]): { first: Node; forward: Step[][] } {
  const forward: Step[][] = [];
  let first = doc;
  for (const event of events) {
    const ways: Step[] = [];
    for (const step of event) {
      ways.unshift(step.invert(first));
      const { doc: before } = step.apply(first);
      if (!before) throw new Error('it is not of this text');
      first = before;
    }
    forward.unshift(ways);
  }
  return { first, forward };
}

function replay(state: EditorState, steps: readonly Step[]): EditorState {
  // Undo puts the cursor where it was: at the change.
  let at: number | null = null;
  steps[0]?.getMap().forEach((start) => (at ??= start));
  const there = at === null ? state : state.apply(state.tr.setSelection(Selection.near(state.doc.resolve(at))));
  const transaction = closeHistory(there.tr);
  for (const step of steps) transaction.step(step);
  return there.apply(transaction);
}
