/** What becomes of suggestions when somebody else's text comes in. */
import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { type FieldChanges, WRITTEN, type Written, writtenOf } from './fields';
import { bare, Tracking, trackingOf, type Who } from './tracking';
import { changeOf } from './units';

/**
 * The suggestions after a merge: of the text as last stored, mine, and theirs; `transaction` makes the merged text of mine.
 * Where they left the base alone, mine goes on, and what they wrote is suggested by somebody who cannot be told. Where they
 * moved it and I did not, theirs is taken and all is compared anew; where both did, theirs too: what I had accepted is shown
 * once more, and nothing is lost. Each field above the text goes the same way by itself.
 */
export function mergedTracking(stored: Node, theirs: Node, transaction: Transaction, at: string): Tracking {
  const mine = transaction.before;
  if ([mine, theirs].every((doc) => trackingOf(doc) === Tracking.none)) return Tracking.none;
  const somebody: Who = { author: '', at };
  return mergedText(stored, theirs, transaction, somebody).with(
    mergedFields([stored, mine, theirs, transaction.doc], somebody),
  );
}

function mergedText(stored: Node, theirs: Node, transaction: Transaction, somebody: Who): Tracking {
  const mine = transaction.before;
  const [was, own, other] = [stored, mine, theirs].map(baseOf) as [Node, Node, Node];
  if (other.content.eq(was.content) || other.content.eq(own.content))
    return trackingOf(mine).follow(transaction, somebody, true);
  const known = trackingOf(mine).changes.map(({ fromA, toA, fromB, toB, deleted, inserted }) => {
    const [from, to] = [transaction.mapping.map(fromB, -1), transaction.mapping.map(toB, 1)];
    return changeOf({ fromA, toA, fromB: from, toB: to }, deleted, inserted);
  });
  return Tracking.between(other, transaction.doc, known, somebody);
}

/** Of the fields' states: as last stored, mine, theirs, and merged. */
function mergedFields(states: readonly [Node, Node, Node, Node], somebody: Who): FieldChanges {
  return WRITTEN.flatMap((field) => {
    const [stored, mine, theirs, merged] = states.map((doc) => stateOf(doc, field)) as [State, State, State, State];
    if (!mine.change && !theirs.change) return [];
    const was = theirs.was === stored.was || theirs.was === mine.was ? mine.was : theirs.was;
    if (was === merged.says) return [];
    const known = [mine, theirs].find(({ says, change }) => change && says === merged.says)?.change;
    return [{ ...somebody, ...known, field, was }];
  });
}

/** What a field says, and without its suggestion. */
interface State {
  readonly says: string;
  readonly was: string;
  readonly change: FieldChanges[number] | undefined;
}

function stateOf(doc: Node, field: Written): State {
  const says = writtenOf(doc)?.[field] ?? '';
  const change = trackingOf(doc).fields.find((one) => one.field === field);
  return { says, was: change?.was ?? says, change };
}

function baseOf(doc: Node): Node {
  return trackingOf(doc).base ?? bare(doc);
}
