import { expect, it } from 'vitest';
import { sideBySide, wordByWord } from './difference';

const rows = (mine: string, theirs: string) =>
  sideBySide([...mine], [...theirs]).map((line) => `${line.mine ?? '-'}${line.theirs ?? '-'}`);

it('sets equal lines beside each other', () => {
  expect(rows('abc', 'abc')).toEqual(['aa', 'bb', 'cc']);
});
it('pairs a changed line with what it was changed to', () => {
  expect(rows('abc', 'axc')).toEqual(['aa', 'bx', 'cc']);
});
it('leaves a gap where one text has more', () => {
  expect(rows('abcd', 'ad')).toEqual(['aa', 'b-', 'c-', 'dd']);
  expect(rows('', 'a')).toEqual(['-a']);
});
it('loses no line of either text', () => {
  for (const [mine, theirs] of [
    ['abcabba', 'cbabac'],
    ['xyz', 'abc'],
    ['aabb', 'bbaa'],
  ] as const) {
    const lines = sideBySide([...mine], [...theirs]);
    expect(lines.map((line) => line.mine ?? '').join('')).toBe(mine);
    expect(lines.map((line) => line.theirs ?? '').join('')).toBe(theirs);
  }
});

it('marks the words that the other text has not', () => {
  expect(wordByWord('Harga cabai turun tajam.', 'Harga cabai naik.')).toEqual([
    { text: 'Harga cabai ', changed: false },
    { text: 'turun tajam.', changed: true },
  ]);
  const pieces = wordByWord('satu  dua\ntiga ', 'dua');
  expect(pieces.map(({ text }) => text).join('')).toBe('satu  dua\ntiga ');
});
