/** Tables: those of data stay tables, those that only lay a page out become what is in them. */
import { removeAll, renamed, unwrap } from './tree';

/** What a page is laid out with, and no cell of figures holds. */
const LAYOUT = 'table, h1, h2, h3, h4, h5, h6, figure, blockquote';

export function readTables(body: HTMLElement): void {
  // From the inside out: a table that is left in one of layout is looked at by itself.
  for (const table of [...body.querySelectorAll('table')].reverse()) {
    for (const caption of table.querySelectorAll('caption')) table.before(renamed(caption, 'p'));
    if (isLayout(table)) flatten(table);
    else readCells(table);
  }
}

function isLayout(table: HTMLTableElement): boolean {
  const role = table.getAttribute('role');
  if (role === 'presentation' || role === 'none' || table.querySelector(LAYOUT) !== null) return true;
  return [...table.rows].every((row) => row.cells.length < 2);
}

/** Only its own parts: a table inside it stays one. */
function flatten(table: HTMLTableElement): void {
  const parts = [...table.rows, ...table.tBodies, table.tHead, table.tFoot];
  for (const row of table.rows) for (const cell of [...row.cells]) renamed(cell, 'div');
  removeAll(table, ':scope > colgroup, :scope > col');
  for (const part of parts) if (part) unwrap(part);
  unwrap(table);
}

/** A cell holds paragraphs. Its pictures stand before the table. */
function readCells(table: HTMLTableElement): void {
  for (const picture of table.querySelectorAll('img')) table.before(picture);
  // Writer says that a row is the head, and leaves its cells as they are.
  for (const cell of [...(table.tHead?.rows ?? [])].flatMap((row) => [...row.cells])) {
    if (cell.tagName === 'TH') continue;
    const { colSpan, rowSpan } = cell;
    const head = renamed(cell, 'th') as HTMLTableCellElement;
    [head.colSpan, head.rowSpan] = [colSpan, rowSpan];
  }
  for (const item of table.querySelectorAll('li')) renamed(item, 'p');
  for (const list of table.querySelectorAll('ul, ol')) unwrap(list);
}
