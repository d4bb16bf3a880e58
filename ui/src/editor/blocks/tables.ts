/** Tables: made, walked through, widened and taken apart. What prosemirror-tables does, as a writer expects it. */
import type { Node } from 'prosemirror-model';
import { type Command, type EditorState, Selection, TextSelection } from 'prosemirror-state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  CellSelection,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  mergeCells,
  splitCell,
  toggleHeader,
} from 'prosemirror-tables';
import { schema } from '../../body/schema';
import { putBlock } from './placing';

const { table, tableRow, tableCell, tableHeader, paragraph } = schema.nodes;

/** Three columns, a line of headings and two of values. */
export const insertTable: Command = putBlock(() => {
  const row = (type: typeof tableCell): Node =>
    tableRow.create(
      null,
      Array.from({ length: 3 }, () => type.create(null, paragraph.create())),
    );
  return table.create(null, [row(tableHeader), row(tableCell), row(tableCell)]);
});

/** Tab goes to the next cell; from the last one into a new row. */
export const nextCell: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (goToNextCell(1)(state, dispatch, view)) return true;
  if (!dispatch) return true;
  let grown: EditorState | null = null;
  addRowAfter(state, (tr) => {
    grown = state.apply(tr);
    goToNextCell(1)(grown, (further) => tr.setSelection(Selection.fromJSON(tr.doc, further.selection.toJSON())));
    dispatch(tr.scrollIntoView());
  });
  return true;
};

/** Back one cell; from the first one nowhere. */
export const previousCell: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  goToNextCell(-1)(state, dispatch, view);
  return true;
};

/** A table that is selected whole goes with Backspace or Delete; of anything less, what is in the cells. */
export const deleteWholeTable: Command = (state, dispatch) => {
  const { selection } = state;
  if (!(selection instanceof CellSelection) || !selection.isColSelection() || !selection.isRowSelection()) return false;
  return deleteTable(state, dispatch);
};

/** Where the last row or column goes, the table goes with it. */
function orTable(command: Command): Command {
  return (state, dispatch, view) => command(state, dispatch, view) || deleteTable(state, dispatch);
}

/** A paragraph where the table was, so that the cursor is where one looks. */
export const removeTable: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.node(1)?.type !== table) return deleteTable(state, dispatch);
  const at = $from.before(1);
  const tr = state.tr.replaceWith(at, $from.after(1), paragraph.create());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
  return true;
};

export { isInTable };

/** What can be done with the table around the cursor. */
export const TABLE = {
  rowAbove: addRowBefore,
  rowBelow: addRowAfter,
  columnBefore: addColumnBefore,
  columnAfter: addColumnAfter,
  headerRow: toggleHeader('row'),
  headerColumn: toggleHeader('column'),
  mergeCells,
  splitCell,
  deleteRow: orTable(deleteRow),
  deleteColumn: orTable(deleteColumn),
  deleteTable: removeTable,
} satisfies Record<string, Command>;
