import type { NodeSpec } from 'prosemirror-model';

export const paragraph: NodeSpec = {
  group: 'block',
  content: 'text*',
  parseDOM: [
    { tag: 'p' },
    // The cells of a table become paragraphs: run together, their words would be fused.
    {
      tag: 'td, th, dt',
      getAttrs: (dom) => (dom.querySelector('p, div, ul, ol, h1, h2, h3, h4, h5, h6') ? false : null),
    },
  ],
  toDOM: () => ['p', 0],
};
