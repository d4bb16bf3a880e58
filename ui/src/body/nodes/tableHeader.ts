import type { NodeSpec } from 'prosemirror-model';
import { cellAttributes, readCell, writeCell } from '../cell';

/** What a column or row is called. */
export const tableHeader: NodeSpec = {
  content: 'paragraph+',
  tableRole: 'header_cell',
  isolating: true,
  attrs: cellAttributes,
  parseDOM: [{ tag: 'th', getAttrs: (dom) => ({ ...readCell(dom) }) }],
  toDOM: (node) => ['th', writeCell(node.attrs), 0],
};
