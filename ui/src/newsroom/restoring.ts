/** Brings parts of a kept state back into the open story, each as one step that undo takes back. */
import { closeHistory } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { Selection, type Transaction } from 'prosemirror-state';
import { readBody, withFields } from '../body/json';
import { schema } from '../body/schema';
import type { BlockDiff, Fields } from '../ipc/bindings';
import type { Session } from './session.svelte';

/** What is needed of the open story. */
type Open = Pick<Session, 'state' | 'fields' | 'editable' | 'apply'>;

/** Values that comparisons name by themselves and that are part of a field, with that field and their name in it. */
const PARTS: Record<string, [field: 'dateline' | 'forms', part: string]> = {
  outlet: ['dateline', 'outlet'],
  place: ['dateline', 'place'],
  date: ['dateline', 'date'],
  datelineForm: ['forms', 'dateline'],
  creditForm: ['forms', 'credit'],
};

/** Makes one field, as comparisons name them, what it was. False where there is none, or where it says so already. */
export function restoreField(session: Open, name: string, before: Fields): boolean {
  const { fields } = session;
  const [field, part] = PARTS[name] ?? [name as keyof Fields];
  if (!session.editable || !(field in fields)) return false;
  const was: unknown = before[field];
  const value =
    part === undefined ? was : { ...(fields[field] as object), [part]: (was as Record<string, unknown>)[part] };
  if (JSON.stringify(value) === JSON.stringify(fields[field])) return false;
  commit(session, withFields(session.state.tr, { ...fields, [field]: value }));
  return true;
}

/**
 * Makes one block what it was: a changed one gets its text and form back, a removed one comes back where it stood, an
 * added one goes, a moved one moves back. `blocks` are all of the comparison with the text as it stands: false where they
 * are of another one. Throws `UnreadableBody`.
 */
export function restoreBlock(session: Open, blocks: readonly BlockDiff[], index: number): boolean {
  const { doc, tr } = session.state;
  const block = blocks[index];
  if (!session.editable || !block || !isOf(doc, blocks)) return false;
  const was = block.json === null ? null : readBlock(block.json);
  const { after } = block;
  if (after !== null && (block.change === 'changed' || block.change === 'added')) {
    const start = offsetOf(doc, after);
    // A body has at least one block.
    const instead = was ?? (doc.childCount === 1 ? schema.nodes.paragraph.create() : []);
    tr.replaceWith(start, start + doc.child(after).nodeSize, instead);
    commit(session, tr, start);
    return true;
  }
  if (!was || (block.change !== 'removed' && block.change !== 'moved')) return false;
  const place = offsetOf(doc, placeOf(blocks, index));
  tr.insert(place, was);
  if (after !== null) {
    const start = tr.mapping.map(offsetOf(doc, after), 1);
    tr.delete(start, start + doc.child(after).nodeSize);
  }
  commit(session, tr, place);
  return true;
}

/**
 * Before which block of the text as it stands a block of the older text goes back: behind the nearest one that stood
 * before it then and is still there, else in front of the nearest one that stood after it.
 */
export function placeOf(blocks: readonly BlockDiff[], index: number): number {
  const at = blocks[index]?.before ?? 0;
  const landmarks = blocks.flatMap(({ change, before, after }) =>
    before === null || after === null || before === at || change === 'moved' ? [] : [{ before, after }],
  );
  const preceding = landmarks.filter(({ before }) => before < at);
  if (preceding.length > 0)
    return preceding.reduce((one, other) => (other.before > one.before ? other : one)).after + 1;
  const following = landmarks.filter(({ before }) => before > at);
  return following.length > 0 ? following.reduce((one, other) => (other.before < one.before ? other : one)).after : 0;
}

/** Whether a comparison is with this very text, as far as its blocks tell. */
function isOf(doc: Node, blocks: readonly BlockDiff[]): boolean {
  return blocks.filter(({ after }) => after !== null).length === doc.childCount;
}

function readBlock(json: string): Node | null {
  return readBody(`{"type":"doc","content":[${json}]}`).firstChild;
}

function offsetOf(doc: Node, index: number): number {
  let offset = 0;
  for (let block = 0; block < Math.min(index, doc.childCount); block += 1) offset += doc.child(block).nodeSize;
  return offset;
}

/** A step of its own, whatever was typed just before it. The cursor goes to what came back. */
function commit(session: Open, transaction: Transaction, at?: number): void {
  if (at !== undefined) {
    const place = transaction.doc.resolve(Math.min(at + 1, transaction.doc.content.size));
    transaction.setSelection(Selection.near(place)).scrollIntoView();
  }
  session.apply(closeHistory(transaction));
  session.apply(closeHistory(session.state.tr));
}
