/** Where a match is in the document: the newsroom names lines by the way down to them, ProseMirror by positions. */
import type { Node } from 'prosemirror-model';
import type { Match } from '../../newsroom/finding';

export interface Range {
  from: number;
  to: number;
}

/** The position before the node at the end of a way; null where there is none. */
export function positionOf(doc: Node, path: readonly number[]): number | null {
  let node = doc;
  let at = -1;
  for (const index of path) {
    if (index >= node.childCount) return null;
    at += 1;
    for (let before = 0; before < index; before += 1) at += node.child(before).nodeSize;
    node = node.child(index);
  }
  return at < 0 ? null : at;
}

/** What a match covers: its letters, or the block whose attribute it is in. Null where it is in the metadata. */
export function rangeOf(doc: Node, { place, start, end }: Pick<Match, 'place' | 'start' | 'end'>): Range | null {
  if (place.type === 'field') return null;
  const at = positionOf(doc, place.path);
  const node = at === null ? null : doc.nodeAt(at);
  if (at === null || !node) return null;
  if (place.type === 'attribute') return { from: at, to: at + node.nodeSize };
  // A text that was changed since it was looked through may be shorter by now.
  return end > node.content.size ? null : { from: at + 1 + start, to: at + 1 + end };
}
