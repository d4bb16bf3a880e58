/** What the press measured, in the words of whoever has to cut or to fill. */
import type { Fit, HeadlineFit, Mark } from '../ipc/bindings';
import { number } from '../messages/formats';
import { t } from '../messages/messages.svelte';

/** Tenths of a millimetre as centimetres. */
function centimetres(length: number): string {
  return number(Math.abs(length) / 100, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** What is free in the hole, or over; without a hole how long the story is. */
export function fitWords(fit: Fit): string {
  const { freeLines, freeLength } = fit;
  if (freeLines === null || freeLength === null) {
    return t('pages.takes', { lines: fit.lines, amount: centimetres(fit.length) });
  }
  if (freeLines === 0) return t('pages.exact');
  const values = { lines: Math.abs(freeLines), amount: centimetres(freeLength) };
  return freeLines > 0 ? t('pages.free', values) : t('pages.over', values);
}

/** A headline against its count: `3-36-2: fits`. */
export function headlineWords({ columns, points, limit, lines }: HeadlineFit, headline: string): string {
  const values = {
    count: `${String(columns)}-${String(points)}-${String(limit)}`,
    characters: [...headline].length,
    over: lines - limit,
  };
  return lines > limit ? t('pages.headlineOver', values) : t('pages.headlineFits', values);
}

/** The block of the text that stands at a place of a page: the last one, in reading order, that begins before it. */
export function blockAt(marks: readonly Mark[], at: { page: number; x: number; y: number }): number | null {
  const column = Math.max(0, ...marks.filter(({ page, x }) => page === at.page && x <= at.x).map(({ x }) => x));
  const before = marks.filter(
    ({ page, x, y }) => page < at.page || (page === at.page && (x < column || (x === column && y <= at.y))),
  );
  return before.at(-1)?.block ?? null;
}
