/** What becomes of suggestions when somebody else's text comes in. */
import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { bare, Tracking, trackingOf, type Who } from './tracking';
import { changeOf } from './units';

/**
 * The suggestions after a merge: of the text as last stored, mine, and theirs; `transaction` makes the merged text of mine.
 * Where they left the base alone, mine goes on, and what they wrote is suggested by somebody who cannot be told. Where they
 * moved it and I did not, theirs is taken and all is compared anew; where both did, theirs too: what I had accepted is shown
 * once more, and nothing is lost.
 */
export function mergedTracking(stored: Node, theirs: Node, transaction: Transaction, at: string): Tracking {
  const mine = transaction.before;
  if ([mine, theirs].every((doc) => trackingOf(doc) === Tracking.none)) return Tracking.none;
  const somebody: Who = { author: '', at };
  const [was, own, other] = [stored, mine, theirs].map(baseOf) as [Node, Node, Node];
  if (other.content.eq(was.content) || other.content.eq(own.content))
    return trackingOf(mine).follow(transaction, somebody, true);
  const known = trackingOf(mine).changes.map(({ fromA, toA, fromB, toB, deleted, inserted }) => {
    const [from, to] = [transaction.mapping.map(fromB, -1), transaction.mapping.map(toB, 1)];
    return changeOf({ fromA, toA, fromB: from, toB: to }, deleted, inserted);
  });
  return Tracking.between(other, transaction.doc, known, somebody);
}

function baseOf(doc: Node): Node {
  return trackingOf(doc).base ?? bare(doc);
}
