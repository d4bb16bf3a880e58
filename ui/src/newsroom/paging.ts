/**
 * Pages of a long list, held where they are looked at. The archive stays in the newsroom: here are the total, and the few
 * pages around what is on screen.
 */
export const PAGE = 60;
/** How many pages are held before the one furthest away is let go. */
export const HELD = 12;

export class Pages<Row> {
  readonly total: number;
  readonly #pages: ReadonlyMap<number, readonly Row[]>;

  constructor(total = 0, pages: ReadonlyMap<number, readonly Row[]> = new Map()) {
    this.total = total;
    this.#pages = pages;
  }

  at(index: number): Row | undefined {
    return this.#pages.get(pageOf(index))?.[index % PAGE];
  }

  /** All rows that are held. */
  *rows(): Generator<Row> {
    for (const page of this.#pages.values()) yield* page;
  }

  /** Pages that rows `first` to `last` need and that are not held. */
  missing(first: number, last: number): number[] {
    const end = Math.min(last, this.total - 1);
    const missing: number[] = [];
    for (let page = pageOf(Math.max(0, first)); page <= pageOf(Math.max(0, end)); page++) {
      if (!this.#pages.has(page)) missing.push(page);
    }
    return missing;
  }

  /** The same list with one more page. Another total means that the list has changed: what lies beyond it goes. */
  with(page: number, rows: readonly Row[], total: number): Pages<Row> {
    const pages = new Map(this.#pages).set(page, rows);
    for (const held of pages.keys()) if (held * PAGE >= Math.max(total, 1)) pages.delete(held);
    while (pages.size > HELD) {
      const furthest = [...pages.keys()].reduce((far, held) =>
        Math.abs(held - page) > Math.abs(far - page) ? held : far,
      );
      pages.delete(furthest);
    }
    return new Pages(total, pages);
  }

  /** The same pages of a list that turned out to be this long. */
  of(total: number): Pages<Row> {
    return new Pages(total, this.#pages);
  }

  /** Where the row stands, among those that are held; -1 where it does not. */
  indexOf(matches: (row: Row) => boolean): number {
    for (const [page, rows] of this.#pages) {
      const found = rows.findIndex(matches);
      if (found >= 0) return page * PAGE + found;
    }
    return -1;
  }
}

export function pageOf(index: number): number {
  return Math.floor(index / PAGE);
}
