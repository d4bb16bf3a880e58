import type { NodeSpec } from 'prosemirror-model';

/** A box beside the story: a title, then paragraphs and lists. */
export const factBox: NodeSpec = {
  group: 'block',
  content: 'factTitle (paragraph | bulletList | orderedList)+',
  defining: true,
  isolating: true,
  parseDOM: [{ tag: 'aside.fact-box' }],
  toDOM: () => ['aside', { class: 'fact-box' }, 0],
};
