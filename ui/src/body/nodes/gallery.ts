import type { NodeSpec } from 'prosemirror-model';

/** Pictures that belong together, each with its caption. */
export const gallery: NodeSpec = {
  group: 'block',
  content: 'image+',
  defining: true,
  isolating: true,
  parseDOM: [{ tag: 'div.gallery' }],
  toDOM: () => ['div', { class: 'gallery' }, 0],
};
