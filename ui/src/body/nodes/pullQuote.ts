import type { NodeSpec } from 'prosemirror-model';

/** A sentence of the story printed large. */
export const pullQuote: NodeSpec = {
  group: 'block',
  // The alternatives' order decides what Enter makes: a paragraph, and not who said it.
  content: '(paragraph+ attribution) | paragraph+',
  defining: true,
  parseDOM: [{ tag: 'aside.pull-quote' }],
  toDOM: () => ['aside', { class: 'pull-quote' }, 0],
};
