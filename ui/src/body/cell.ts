import type { AttributeSpec, Attrs, Node } from 'prosemirror-model';

/** How many columns and rows a cell takes, and the width in pixels of each of its columns; `null` as wide as it comes. */
export interface CellAttrs {
  colspan: number;
  colwidth: number[] | null;
  rowspan: number;
}

const LARGEST = 1000;
const WIDEST = 0xffff;

const isSpan = (span: unknown) => typeof span === 'number' && Number.isInteger(span) && span >= 1 && span <= LARGEST;
const isWidth = (width: unknown) =>
  typeof width === 'number' && Number.isInteger(width) && width >= 0 && width <= WIDEST;

function validateSpan(span: unknown) {
  if (!isSpan(span)) throw new RangeError(`a cell takes ${String(span)} columns or rows`);
}

/** The attributes of both kinds of cells. That there is one width a column, `checkCell` sees to. */
export const cellAttributes: Record<string, AttributeSpec> = {
  colspan: { default: 1, validate: validateSpan },
  colwidth: {
    default: null,
    validate(widths: unknown) {
      if (widths !== null && !(Array.isArray(widths) && widths.every(isWidth)))
        throw new RangeError(`a cell has the widths ${String(widths)}`);
    },
  },
  rowspan: { default: 1, validate: validateSpan },
};

/** Refuses a cell with widths for other columns than it takes. */
export function checkCell({ attrs }: Node): void {
  const { colspan, colwidth } = attrs as CellAttrs;
  if (colwidth !== null && colwidth.length !== colspan)
    throw new RangeError(`a cell of ${String(colspan)} columns has ${String(colwidth.length)} widths`);
}

export function readCell(dom: HTMLElement): CellAttrs {
  const span = (name: string) => {
    const number = Number(dom.getAttribute(name) ?? 1);
    return isSpan(number) ? number : 1;
  };
  const colspan = span('colspan');
  const widths = dom.dataset.colwidth?.split(',').map(Number) ?? [];
  const known = widths.length === colspan && widths.every(isWidth);
  return { colspan, rowspan: span('rowspan'), colwidth: known ? widths : null };
}

/** The widths are for pasting within Redaksi; readers' tables are as wide as their words. */
export function writeCell(attrs: Attrs): Record<string, string> {
  const { colspan, colwidth, rowspan } = attrs as CellAttrs;
  return {
    ...(colspan === 1 ? {} : { colspan: String(colspan) }),
    ...(rowspan === 1 ? {} : { rowspan: String(rowspan) }),
    ...(colwidth === null ? {} : { 'data-colwidth': colwidth.join(',') }),
  };
}
