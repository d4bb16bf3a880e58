import { expect, it } from 'vitest';
import { changes, sideBySide, wordByWord } from './difference';

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

/** `[-went-]` and `{+came+}`, as diff tools write it. */
const drawn = (before: string, after: string) =>
  changes(before, after)
    .map(({ text, change }) => (change === 'removed' ? `[-${text}-]` : change === 'added' ? `{+${text}+}` : text))
    .join('');

it('strikes out the words that went and marks those that came, at their place', () => {
  expect(drawn('Harga cabai naik tajam di Jawa', 'Harga beras turun di Jawa')).toBe(
    'Harga [-cabai naik tajam-] {+beras turun+} di Jawa',
  );
  expect(drawn('Harga naik', 'Pagi ini harga naik')).toBe('[-Harga-] {+Pagi ini harga+} naik');
  expect(drawn('Baru: harga naik', 'harga  naik lagi')).toBe('[-Baru:-] harga naik {+lagi+}');
  // What is set beside a word is no part of it, but a number is one.
  expect(drawn('Banjir surut', 'Banjir surut, warga pulang')).toBe('Banjir surut{+, warga pulang+}');
  expect(drawn('“Cukup,” kata Ani (2)', 'Cukup, kata Ani')).toBe('[-“-]Cukup,[-”-] kata Ani [-(2)-]');
  expect(drawn('Harga 2.000', 'Harga 2.500 rupiah')).toBe('Harga [-2.000-] {+2.500 rupiah+}');
});
it('draws a line that has gone, one that has come, and one that is the same', () => {
  expect(drawn('satu dua', '')).toBe('[-satu dua-]');
  expect(drawn('', 'satu dua')).toBe('{+satu dua+}');
  expect(drawn('satu dua', 'satu dua')).toBe('satu dua');
});
it('holds both lines whole', () => {
  const without = (gone: string, pieces: ReturnType<typeof changes>) =>
    pieces.flatMap(({ text, change }) => (change === gone ? [] : (text.match(/\S+/g) ?? []))).join(' ');
  for (const [before, after] of [
    ['a b c a b b a', 'c b a b a c'],
    ['x y z', 'a b c'],
    ['a a b b', 'b b a a'],
  ] as const) {
    expect(without('added', changes(before, after))).toBe(before);
    expect(without('removed', changes(before, after))).toBe(after);
  }
});
it('shows by signs what changed where that is white space alone', () => {
  expect(drawn('Harga  naik', 'Harga naik')).toBe('Harga [-·-]naik');
  expect(drawn('Rp 5.000', 'Rp\u00a05.000')).toBe('Rp[-·-]{+°+}5.000');
  expect(drawn('Harga ( 2 kg)', ' Harga (2\tkg) ')).toBe('{+·+}Harga ([-·-]2[-·-]{+→+}kg){+·+}');
  expect(drawn('', '  ')).toBe('{+··+}');
});
