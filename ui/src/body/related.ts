import type { Node } from 'prosemirror-model';
import type { RelatedLinkAttrs } from './nodes/relatedLink';

/** A related link with its place: after how many paragraphs with text it stands, and where in the document. */
export interface RelatedPlace extends RelatedLinkAttrs {
  after: number;
  position: number;
}

/** The related links in the order in which readers meet them, as `story::Body::related_links` gives them. */
export function relatedPlaces(doc: Node): RelatedPlace[] {
  const places: RelatedPlace[] = [];
  let after = 0;
  doc.forEach((block, position) => {
    if (block.type.name === 'relatedLink') places.push({ ...(block.attrs as RelatedLinkAttrs), after, position });
    else after += paragraphs(block);
  });
  return places;
}

/** Paragraphs with text: those in a table's cells are values, and none. */
function paragraphs(node: Node): number {
  if (node.type.name === 'table') return 0;
  if (node.type.name === 'paragraph') return node.textContent.trim() === '' ? 0 : 1;
  let count = 0;
  if (!node.inlineContent) node.forEach((child) => (count += paragraphs(child)));
  return count;
}
