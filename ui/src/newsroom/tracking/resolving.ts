/** Accepting and rejecting: one transaction, which undo takes back as one. */
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { ReplaceStep } from 'prosemirror-transform';
import { fieldsOf, withFields } from '../../body/json';
import type { Fields } from '../../ipc/bindings';
import { withoutThem, type Written } from './fields';
import { withTracking } from './plugin';
import { Tracking, trackingOf } from './tracking';
import { everything, settled, type Tracked, type Unit, type Way } from './units';

/** A suggestion: of the text, or the one of a field above it. */
export type Resolvable = Unit | { readonly field: Written };

/** Resolves some of the state's suggestions. Those that stand and fall with others that are not among them stay. */
export function resolve({ doc, tr }: EditorState, suggestions: readonly Resolvable[], way: Way): Transaction {
  const { base, changes, fields } = trackingOf(doc);
  const units = suggestions.flatMap((one) => ('field' in one ? [] : [one]));
  const named = suggestions.flatMap((one) => ('field' in one ? [one.field] : []));
  const decided = fields.filter(({ field }) => named.includes(field));
  if (way === 'reject' && decided.length > 0) withFields(tr, withoutThem(fieldsOf<Fields>(doc), decided));
  const text = base === null ? Tracking.none : resolveText(tr, { base, doc, changes }, units, way);
  return withTracking(tr, text.with(fields.filter((change) => !decided.includes(change))));
}

/** What is left of the text's suggestions. */
function resolveText(tr: Transaction, tracked: Tracked, units: readonly Unit[], way: Way): Tracking {
  const { changes } = tracked;
  const chosen = new Set(units.flatMap((unit) => unit.changes));
  // Parts of one change, by author, are not the change itself.
  const all = changes.every((change) => covered(change, chosen));
  let now = tracked;
  // From the end, so that the places of those before stay what they are.
  for (const unit of [...units].reverse()) {
    const next = settled(now, unit, way);
    if (!next) continue;
    if (way === 'reject') put(tr, unit.fromB, unit.toB, now, unit);
    now = next;
  }
  if (all && now.changes.length > 0) {
    const rest = everything(now);
    if (way === 'reject') put(tr, rest.fromB, rest.toB, now, rest);
    now = { ...now, changes: [] };
  }
  return Tracking.of(now.base, now.changes);
}

function put(tr: Transaction, from: number, to: number, { base }: Tracked, { fromA, toA }: Unit): void {
  tr.step(new ReplaceStep(from, to, base.slice(fromA, toA)));
  if (!tr.selection.visible) tr.setSelection(TextSelection.near(tr.selection.$head));
}

type Ranged = Pick<Unit, 'fromA' | 'toA' | 'fromB' | 'toB'>;

/** Whether every part of a change is among those chosen. */
function covered(change: Ranged, chosen: ReadonlySet<Ranged>): boolean {
  if (chosen.has(change)) return true;
  const parts = [...chosen].filter((part) => part.fromB >= change.fromB && part.toB <= change.toB);
  const sum = (length: (part: Ranged) => number) => parts.reduce((sum, part) => sum + length(part), 0);
  const deleted = sum(({ fromA, toA }) => toA - fromA);
  const inserted = sum(({ fromB, toB }) => toB - fromB);
  return deleted === change.toA - change.fromA && inserted === change.toB - change.fromB;
}
