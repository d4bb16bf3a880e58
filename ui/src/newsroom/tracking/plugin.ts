/** Keeps the suggestions up to date with the text, in the same step of the one undo history. */
import type { Node } from 'prosemirror-model';
import { Plugin, type Transaction } from 'prosemirror-state';
import { DocAttrStep, type Step } from 'prosemirror-transform';
import { type Tracking, trackingOf, type Who } from './tracking';

/** The attribute of the document that holds them. */
const NAME = 'tracking';

export function following(who: () => Who, suggesting: () => boolean): Plugin {
  return new Plugin({
    appendTransaction(transactions, before, { doc, tr }) {
      let tracking = trackingOf(before.doc);
      for (const transaction of transactions) {
        if (!transaction.docChanged) continue;
        // Undo, a merge, an acceptance bring their own.
        if (isTold(transaction)) tracking = trackingOf(transaction.doc);
        else tracking = tracking.follow(transaction, who(), suggesting());
      }
      return tracking === trackingOf(doc) ? null : withTracking(tr, tracking);
    },
  });
}

/** Sets the suggestions in a transaction. */
export function withTracking(transaction: Transaction, tracking: Tracking): Transaction {
  return transaction.setDocAttribute(NAME, tracking);
}

/** The document with these suggestions. */
export function tracked(doc: Node, tracking: Tracking): Node {
  return doc.type.create({ ...doc.attrs, [NAME]: tracking }, doc.content);
}

/** Whether a transaction does nothing but bring the suggestions up to date with the one before it. */
export function isFollowing(transaction: Transaction): boolean {
  return transaction.getMeta('appendedTransaction') !== undefined && transaction.steps.every(isAboutThem);
}

function isTold({ steps }: Transaction): boolean {
  return steps.some(isAboutThem);
}

function isAboutThem(step: Step): boolean {
  return step instanceof DocAttrStep && step.attr === NAME;
}
