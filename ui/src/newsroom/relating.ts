/** What can be done with the related links of the open story, each as one step that undo takes back. */
import { closeHistory } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import type { RelatedLinkAttrs } from '../body/nodes/relatedLink';
import { type RelatedPlace, relatedPlaces } from '../body/related';
import { schema } from '../body/schema';
import { BodySerializer } from '../body/serializer';
import type { ListRow } from '../ipc/bindings';
import type { Session } from './session.svelte';

/** What is needed of the open story. */
type Open = Pick<Session, 'state' | 'editable' | 'apply'>;

/** What a story is called where it is linked to. */
export function titleOf(row: ListRow): string {
  return row.headline || row.slugline || row.excerpt;
}

/** The link to a story, as it stands in a text. */
export function linkTo(row: ListRow): RelatedLinkAttrs {
  return { title: titleOf(row), storyId: row.id, url: null };
}

/** Lets a link be dragged into a text, where it becomes what it is; elsewhere it is its title. */
export function carryLink(link: RelatedLinkAttrs, transfer: DataTransfer): void {
  const holder = document.createElement('div');
  holder.append(new BodySerializer().serializeNode(schema.nodes.relatedLink.create(link)));
  transfer.setData('text/html', holder.innerHTML);
  transfer.setData('text/plain', link.title);
  transfer.effectAllowed = 'copy';
}

/**
 * A link as a pane saw it: the panes are a moment behind the typing, so it is found again by its number and title.
 * Null when it is gone.
 */
function find(doc: Node, number: number, title: string): { place: RelatedPlace; node: Node } | null {
  const place = relatedPlaces(doc)[number];
  const node = place && doc.nodeAt(place.position);
  return place && node && place.title === title ? { place, node } : null;
}

/** Takes the link out of the text. */
export function removeRelated(session: Open, number: number, title: string): void {
  const { state } = session;
  const found = find(state.doc, number, title);
  if (!found || !session.editable) return;
  const { place, node } = found;
  const transaction = closeHistory(state.tr);
  const end = place.position + node.nodeSize;
  // A body has at least one block.
  if (state.doc.childCount === 1) transaction.replaceWith(place.position, end, schema.nodes.paragraph.create());
  else transaction.delete(place.position, end);
  session.apply(transaction);
}

/** Moves the link over the block before it or after it. False where there is none. */
export function moveRelated(session: Open, number: number, title: string, by: -1 | 1): boolean {
  const { state } = session;
  const found = find(state.doc, number, title);
  if (!found || !session.editable) return false;
  const { place, node } = found;
  const start = state.doc.resolve(place.position);
  const passed = by < 0 ? start.nodeBefore : state.doc.resolve(place.position + node.nodeSize).nodeAfter;
  if (!passed) return false;
  const transaction = closeHistory(state.tr).delete(place.position, place.position + node.nodeSize);
  session.apply(transaction.insert(place.position + by * passed.nodeSize, node));
  return true;
}

/** Points the link at a story of the newsroom; its printed title stays. */
export function tieRelated(session: Open, number: number, title: string, storyId: string): void {
  const { state } = session;
  const found = find(state.doc, number, title);
  if (!found || !session.editable) return;
  const { place, node } = found;
  session.apply(closeHistory(state.tr).setNodeMarkup(place.position, null, { ...node.attrs, storyId, url: null }));
}
