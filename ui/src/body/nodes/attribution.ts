import type { NodeSpec } from 'prosemirror-model';

/** Who said it: the last line of a quote or pull quote. */
export const attribution: NodeSpec = {
  content: 'text*',
  defining: true,
  parseDOM: [{ tag: 'footer', context: 'quote/|pullQuote/' }],
  toDOM: () => ['footer', 0],
};
