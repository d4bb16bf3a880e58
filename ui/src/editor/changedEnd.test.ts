import { expect, it } from 'vitest';
import { changedEnd } from './changedEnd';

it.each([
  ['Xi tiba', 'Xi sudah tiba', 9],
  ['Xi sudah tiba', 'Xi tiba', 3],
  ['', 'Xi', 2],
  ['Xi', '', 0],
  ['aa', 'aaa', 3],
  ['Xi', 'Xi', 2],
])('the cursor stands behind what changed from "%s" to "%s"', (before, after, end) => {
  expect(changedEnd(before, after)).toBe(end);
});
