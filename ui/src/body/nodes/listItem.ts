import type { NodeSpec } from 'prosemirror-model';

export const listItem: NodeSpec = {
  content: 'paragraph (paragraph | bulletList | orderedList)*',
  defining: true,
  parseDOM: [{ tag: 'li' }],
  toDOM: () => ['li', 0],
};
