/**
 * A step of undo that comes to nothing is none. A word of an input method that was given up, or a letter that was taken back
 * at once, would be one: its text came and went, and Ctrl+Z would seem to do nothing.
 */
import { undoDepth } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { type EditorState, Selection, type Transaction } from 'prosemirror-state';
import { fieldsOf } from '../body/json';
import { same } from './same';
import { trackingOf } from './tracking/tracking';

export class Steps {
  /** Whether the last change was what brought a step to nothing. */
  vain = false;
  /** How many steps there are with the newest, and the state before it. */
  #newest: { depth: number; before: EditorState } | null = null;

  /** The state that comes of a change; where its step has come to nothing, the one before it, with what could be done again. */
  apply(state: EditorState, transaction: Transaction): EditorState {
    const next = state.apply(transaction);
    if (next.doc === state.doc) return next;
    this.vain = false;
    const depth: number = undoDepth(next);
    const newest = this.#newest;
    this.#newest = null;
    if (depth > undoDepth(state)) this.#newest = { depth, before: state };
    else if (newest?.depth === depth && newest.before.plugins === next.plugins) {
      const { before } = newest;
      if (saysTheSame(before.doc, next.doc)) {
        this.vain = true;
        const selection = Selection.fromJSON(before.doc, next.selection.toJSON());
        return before.apply(before.tr.setSelection(selection).setStoredMarks(next.storedMarks));
      }
      this.#newest = newest;
    }
    return next;
  }
}

function saysTheSame(one: Node, other: Node): boolean {
  const said = (doc: Node) => [fieldsOf(doc), suggestedIn(doc)];
  return one.content.eq(other.content) && same(said(one), said(other));
}

/** What is suggested. That somebody has been in a suggestion meanwhile makes it no other. */
function suggestedIn(doc: Node): unknown {
  const { changes, fields } = trackingOf(doc);
  return [
    changes.map(({ fromA, toA, fromB, toB }) => [fromA, toA, fromB, toB]),
    fields.map(({ field, was }) => [field, was]),
  ];
}
