import type { NodeSpec } from 'prosemirror-model';

/** The roles are those that prosemirror-tables looks for. */
export const table: NodeSpec = {
  group: 'block',
  content: 'tableRow+',
  tableRole: 'table',
  isolating: true,
  parseDOM: [{ tag: 'table' }],
  toDOM: () => ['div', { class: 'table' }, ['table', ['tbody', 0]]],
};
