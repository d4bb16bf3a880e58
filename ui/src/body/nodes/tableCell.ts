import type { NodeSpec } from 'prosemirror-model';
import { cellAttributes, readCell, writeCell } from '../cell';

/** A value. */
export const tableCell: NodeSpec = {
  content: 'paragraph+',
  tableRole: 'cell',
  isolating: true,
  attrs: cellAttributes,
  parseDOM: [{ tag: 'td', getAttrs: (dom) => ({ ...readCell(dom) }) }],
  toDOM: (node) => ['td', writeCell(node.attrs), 0],
};
