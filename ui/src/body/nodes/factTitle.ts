import type { NodeSpec } from 'prosemirror-model';

/** The title of a fact box. */
export const factTitle: NodeSpec = {
  content: 'text*',
  defining: true,
  parseDOM: [{ tag: 'h3', context: 'factBox/', priority: 60 }],
  toDOM: () => ['h3', 0],
};
