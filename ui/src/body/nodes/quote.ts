import type { NodeSpec } from 'prosemirror-model';

export const quote: NodeSpec = {
  group: 'block',
  content: '(paragraph | bulletList | orderedList)+',
  defining: true,
  parseDOM: [{ tag: 'blockquote' }],
  toDOM: () => ['blockquote', 0],
};
