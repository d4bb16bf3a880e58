import type { Node } from 'prosemirror-model';

const COPY = ['paragraph', 'quote', 'bulletList', 'orderedList'];

/**
 * Whether a block is running copy, before which a dateline stands: neither a crosshead, nor what is set apart from the
 * copy (a picture, a table, a box), nor a pointer. `story::body::Block::is_copy` says the same.
 */
export function isCopy(block: Node): boolean {
  return COPY.includes(block.type.name);
}
