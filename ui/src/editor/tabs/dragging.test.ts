import { expect, it } from 'vitest';
import { placeOf } from './dragging';

const boxes = [0, 100, 180, 380].map((left, at, all) => ({ left, width: (all[at + 1] ?? 500) - left }));

it('a tab passes another once it is held beyond its middle, and stays there', () => {
  expect(placeOf(60, boxes, 0)).toBe(0);
  expect(placeOf(141, boxes, 0)).toBe(1);
  expect(placeOf(281, boxes, 0)).toBe(2);
  expect(placeOf(279, boxes, 3)).toBe(2);
  expect(placeOf(-40, boxes, 3)).toBe(0);
  expect(placeOf(900, boxes, 1)).toBe(3);
});
