import type { NodeSpec } from 'prosemirror-model';

/** A crosshead. Level 1 is the headline's, so a pasted `h1` becomes the highest crosshead and anything deeper the lowest. */
export const heading: NodeSpec = {
  group: 'block',
  content: 'text*',
  defining: true,
  attrs: {
    level: {
      default: 2,
      validate(level: unknown) {
        if (level !== 2 && level !== 3) throw new RangeError(`a heading has level ${String(level)}`);
      },
    },
  },
  parseDOM: [
    { tag: 'h1', attrs: { level: 2 } },
    { tag: 'h2', attrs: { level: 2 } },
    { tag: 'h3', attrs: { level: 3 } },
    { tag: 'h4', attrs: { level: 3 } },
    { tag: 'h5', attrs: { level: 3 } },
    { tag: 'h6', attrs: { level: 3 } },
  ],
  toDOM: (node) => [`h${String(node.attrs.level)}`, 0],
};
