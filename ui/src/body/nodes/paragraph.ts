import type { NodeSpec } from 'prosemirror-model';

export const paragraph: NodeSpec = {
  group: 'block',
  content: 'text*',
  parseDOM: [{ tag: 'p' }, { tag: 'dt' }],
  toDOM: () => ['p', 0],
};
