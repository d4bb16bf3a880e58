import type { NodeSpec } from 'prosemirror-model';

/** No cell begins in a row that the cells above reach over as a whole. */
export const tableRow: NodeSpec = {
  content: '(tableCell | tableHeader)*',
  tableRole: 'row',
  parseDOM: [{ tag: 'tr' }],
  toDOM: () => ['tr', 0],
};
