import type { NodeSpec } from 'prosemirror-model';

export const quote: NodeSpec = {
  group: 'block',
  // The alternatives' order decides what Enter makes: a paragraph, and not who said it.
  content: '((paragraph | bulletList | orderedList)+ attribution) | (paragraph | bulletList | orderedList)+',
  defining: true,
  parseDOM: [{ tag: 'blockquote' }],
  toDOM: () => ['blockquote', 0],
};
