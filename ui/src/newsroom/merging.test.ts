import { EditorState } from 'prosemirror-state';
import { expect, it } from 'vitest';
import { document, readBody } from '../body/json';
import type { Conflict, Fields, MergeResult } from '../ipc/bindings';
import { bringIn, type Choice, choicesOf, chosen } from './merging';

const FIELDS = { headline: 'Turun', urgency: 5, dateline: { outlet: 'A', place: 'Solo', date: null } } as Fields;
const THEIRS = {
  headline: 'Naik',
  urgency: null,
  dateline: { outlet: 'B', place: 'Jakarta', date: 'May 8' },
} as Fields;

const body = (...lines: string[]) =>
  JSON.stringify({
    type: 'doc',
    content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  });
const blocks = (at: number, mine: string | null, theirs: string | null): Conflict => ({
  type: 'blocks',
  at,
  length: 1,
  base: body('lama'),
  mine: mine && body(mine),
  theirs: theirs && body(theirs),
});
const field = (name: string): Conflict => ({ type: 'field', name, base: 'x', mine: 'y', theirs: 'z' });

function result(text: string, ...conflicts: Conflict[]): MergeResult {
  return {
    fields: FIELDS,
    body: text,
    conflicts,
    theirs: { fields: THEIRS, body: text },
    tracking: null,
    revision: 4,
    at: '',
  };
}

function lines(made: MergeResult, ...choices: Choice[]): string[] {
  const { content } = chosen(made, choices);
  return Array.from({ length: content.childCount }, (_, index) => content.child(index).textContent);
}

it('puts the chosen side where each conflict stands', () => {
  const made = result(
    body('satu', 'saya', 'dua', 'punya mereka'),
    blocks(1, 'saya', 'mereka'),
    blocks(3, null, 'punya mereka'),
  );
  expect(lines(made, 'mine', 'mine')).toEqual(['satu', 'saya', 'dua']);
  expect(lines(made, 'theirs', 'theirs')).toEqual(['satu', 'mereka', 'dua', 'punya mereka']);
  expect(lines(made, 'both', 'theirs')).toEqual(['satu', 'saya', 'mereka', 'dua', 'punya mereka']);
});

it('leaves an empty paragraph where nothing was chosen to stay', () => {
  expect(lines(result(body('mereka'), blocks(0, null, 'mereka')), 'mine')).toEqual(['']);
});

it('takes the other value of a field, also where it is inside the dateline or none', () => {
  const made = result(body('satu'), field('headline'), field('place'), field('urgency'));
  expect(chosen(made, ['both', 'theirs', 'theirs']).fields).toEqual({
    headline: 'Turun / Naik',
    urgency: null,
    dateline: { outlet: 'A', place: 'Jakarta', date: null },
  });
  expect(chosen(made, ['mine', 'mine', 'mine']).fields).toBe(FIELDS);
});

it('offers both only where both can stand', () => {
  expect(choicesOf(field('headline'))).toContain('both');
  expect(choicesOf(field('place'))).not.toContain('both');
  expect(choicesOf(blocks(0, 'a', 'b'))).toContain('both');
  expect(choicesOf(blocks(0, null, 'b'))).not.toContain('both');
});

it('changes only the blocks that differ', () => {
  const doc = document(readBody(body('satu', 'dua', 'tiga')), FIELDS);
  for (const after of [
    ['satu', 'dua lagi', 'tiga'],
    ['satu', 'tiga'],
    ['satu', 'dua', 'tiga', 'tiga'],
    ['lain'],
    ['satu', 'dua', 'tiga'],
  ]) {
    const state = EditorState.create({ doc });
    const transaction = bringIn(state.tr, readBody(body(...after)));
    expect(transaction.doc.content.eq(readBody(body(...after)))).toBe(true);
  }
  const state = EditorState.create({ doc });
  const end = doc.content.size - 1;
  const transaction = bringIn(state.tr, readBody(body('satu', 'dua lagi', 'tiga')));
  expect(transaction.mapping.map(end)).toBe(end + ' lagi'.length);
});
