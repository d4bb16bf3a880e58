import { describe, expect, it } from 'vitest';
import { HELD, PAGE, Pages } from './paging';

const rows = (page: number) => Array.from({ length: PAGE }, (_, row) => page * PAGE + row);

function filled(...pages: number[]): Pages<number> {
  return pages.reduce((list, page) => list.with(page, rows(page), 100_000), new Pages<number>());
}

describe('pages of a long list', () => {
  it('give the row at an index, and nothing where no page is held', () => {
    const list = filled(0, 2);
    expect(list.at(3)).toBe(3);
    expect(list.at(2 * PAGE + 1)).toBe(2 * PAGE + 1);
    expect(list.at(PAGE)).toBeUndefined();
  });

  it('name what a stretch of the list still needs', () => {
    expect(filled(1).missing(PAGE - 1, 2 * PAGE)).toEqual([0, 2]);
    expect(filled(0).missing(0, PAGE - 1)).toEqual([]);
  });

  it('ask for the first page of a list that nobody has counted', () => {
    expect(new Pages<number>().missing(0, 40)).toEqual([0]);
  });

  it('ask for nothing beyond the end', () => {
    expect(new Pages<number>().with(0, [1, 2], 2).missing(0, 400)).toEqual([]);
  });

  it('let go of the page furthest away', () => {
    const far = filled(...Array.from({ length: HELD }, (_, page) => page), 900);
    expect(far.at(0)).toBeUndefined();
    expect(far.at(900 * PAGE)).toBe(900 * PAGE);
    expect(far.at((HELD - 1) * PAGE)).toBe((HELD - 1) * PAGE);
  });

  it('drop what lies beyond a list that became shorter', () => {
    const shorter = filled(0, 3).with(0, rows(0), PAGE + 1);
    expect(shorter.at(3 * PAGE)).toBeUndefined();
    expect(shorter.total).toBe(PAGE + 1);
  });

  it('find where a row stands', () => {
    expect(filled(0, 2).indexOf((row) => row === 2 * PAGE + 5)).toBe(2 * PAGE + 5);
    expect(filled(0).indexOf((row) => row === -1)).toBe(-1);
  });
});
