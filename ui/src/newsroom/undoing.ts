/**
 * Undo that outlives the window: what can be taken back is kept beside the story, and taken up when it is next opened by the
 * same person with the very same text. Only what ProseMirror gives anybody is used: to write it, it is undone in a copy; to
 * read it, it is undone step by step and done again, so that the history is made anew as it was made.
 *
 * What is redone is not kept, nor what lies behind a change of suggestions.
 */
import { closeHistory, undo, undoDepth } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { EditorState, type Plugin, Selection, type Transaction } from 'prosemirror-state';
import { DocAttrStep, Step } from 'prosemirror-transform';
import { fieldsOf } from '../body/json';
import { Head } from '../body/nodes/doc';
import { schema } from '../body/schema';
import type { Fields } from '../ipc/bindings';
import { call } from '../ipc/call';
import { same } from './same';
import type { Session } from './session.svelte';

/** So many steps can be taken back, at the least. */
export const DEPTH = 300;
/** So many characters of them are kept. */
const LONGEST = 500_000;
/** Milliseconds without a change after which they are written. */
const REST = 2_000;

/** A step as it is kept: ProseMirror's JSON, or the metadata that it sets. */
type KeptStep = { head: Fields } | { stepType: string };

/** The history of a state that has no plugin but its history; null where nothing can be taken back. */
export function writeUndo(state: EditorState): string | null {
  const events: KeptStep[][] = [];
  let now = state;
  let length = 0;
  while (events.length < DEPTH) {
    const undone = undoing(now);
    const steps = undone?.steps.map(keptStep);
    if (!undone || !steps || steps.includes(null)) break;
    length += JSON.stringify(steps).length;
    if (length > LONGEST) break;
    events.push(steps as KeptStep[]);
    now = now.apply(undone);
  }
  return events.length === 0 ? null : JSON.stringify(events);
}

/** A state of the same text with that history; null where it is not this text's. */
export function readUndo(state: EditorState, history: Plugin, json: string): EditorState | null {
  try {
    const events = (JSON.parse(json) as KeptStep[][]).map((steps) => steps.map(readStep));
    const { first, forward } = backwards(state.doc, events);
    let replayed = EditorState.create({ doc: first, plugins: [history] });
    for (const steps of forward) replayed = replay(replayed, steps);
    const { doc } = replayed;
    if (!doc.eq(state.doc) || !same(fieldsOf<Fields>(doc), fieldsOf<Fields>(state.doc))) return null;
    const again = replayed.reconfigure({ plugins: [...state.plugins] });
    return again.apply(again.tr.setSelection(Selection.fromJSON(doc, state.selection.toJSON())));
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

function undoing(state: EditorState): Transaction | null {
  let made: Transaction | null = null;
  if (undoDepth(state) > 0) undo(state, (transaction) => (made = transaction));
  return made;
}

function keptStep(step: Step): KeptStep | null {
  if (!(step instanceof DocAttrStep)) return step.toJSON() as KeptStep;
  const value: unknown = step.value;
  return value instanceof Head ? { head: value.fields as Fields } : null;
}

function readStep(kept: KeptStep): Step {
  return 'head' in kept ? new DocAttrStep('head', new Head(kept.head)) : Step.fromJSON(schema, kept);
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
