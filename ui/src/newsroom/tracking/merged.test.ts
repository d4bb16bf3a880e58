import { EditorState, type Transaction } from 'prosemirror-state';
import type { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { document } from '../../body/json';
import { schema } from '../../body/schema';
import { bringIn } from '../merging';
import { coloursOf } from './colours';
import { describe as described } from './kinds';
import { mergedTracking } from './merged';
import { tracked } from './plugin';
import { readTracking, writeTracking } from './stored';
import { bare, Tracking, trackingOf } from './tracking';
import { unitsOf } from './units';

const SARI = { author: 'Sari', at: '2026-11-25T04:00:00Z' };
const BUDI = { author: 'Budi', at: '2026-11-25T04:10:00Z' };

function text(...lines: string[]): Node {
  const paragraphs = lines.map((line) => schema.nodes.paragraph.create(null, line === '' ? [] : schema.text(line)));
  return tracked(document(schema.topNodeType.create(null, paragraphs).content, null), Tracking.none);
}

/** What somebody suggests by making another text of one. */
function suggest(doc: Node, who: typeof SARI, edit: (transaction: Transaction) => Transaction): Node {
  const transaction = edit(EditorState.create({ doc }).tr);
  return tracked(transaction.doc, trackingOf(doc).follow(transaction, who, true));
}

/** The units of a text as words. */
function said(doc: Node, tracking: Tracking): string[] {
  const { base, changes } = tracking;
  if (base === null) return [];
  return unitsOf(base, doc, changes).map((unit) => {
    const { kind, deleted, inserted } = described(base, doc, unit);
    return `${unit.authors.join('+')} ${kind} ${deleted}>${inserted}`;
  });
}

/** Mine and theirs, merged to these lines. */
function merge(stored: Node, mine: Node, theirs: Node, ...lines: string[]): { doc: Node; tracking: Tracking } {
  const transaction = bringIn(EditorState.create({ doc: mine }).tr, text(...lines).content);
  return { doc: transaction.doc, tracking: mergedTracking(stored, theirs, transaction, BUDI.at) };
}

describe('suggestions after a merge', () => {
  const stored = text('Satu dua.', 'Tiga empat.');

  it('are none where nobody suggested anything', () => {
    const { tracking } = merge(stored, text('Satu.', 'Tiga empat.'), text('Satu dua.', 'Tiga.'), 'Satu.', 'Tiga.');
    expect(tracking).toBe(Tracking.none);
  });

  it('stay whose they are; what the other suggested cannot be told', () => {
    const mine = suggest(stored, SARI, (tr) => tr.delete(5, 9));
    const theirs = suggest(stored, BUDI, (tr) => tr.insertText(' lima', 22));
    const { doc, tracking } = merge(stored, mine, theirs, 'Satu.', 'Tiga empat lima.');
    expect(said(doc, tracking)).toEqual(['Sari deleted dua>', ' inserted >lima']);
    expect(tracking.base?.content.eq(stored.content)).toBe(true);
  });

  it('stay mine where the other wrote without suggesting: that is in the base', () => {
    const mine = suggest(stored, SARI, (tr) => tr.delete(5, 9));
    const theirs = text('Satu dua.', 'Tiga empat lima.');
    const { doc, tracking } = merge(stored, mine, theirs, 'Satu.', 'Tiga empat lima.');
    expect(said(doc, tracking)).toEqual(['Sari deleted dua>']);
    expect(tracking.base?.textContent).toBe('Satu dua.Tiga empat lima.');
  });

  it('are gone where the other accepted them', () => {
    const before = suggest(stored, SARI, (tr) => tr.delete(5, 9));
    const mine = suggest(before, SARI, (tr) => tr.insertText(' lima', tr.doc.content.size - 2));
    const theirs = tracked(before, Tracking.none);
    const { doc, tracking } = merge(before, mine, theirs, 'Satu.', 'Tiga empat lima.');
    expect(said(doc, tracking)).toEqual(['Sari inserted >lima']);
  });
});

describe('suggestions as they are kept', () => {
  const doc = suggest(text('Pagi ini air surut.'), SARI, (tr) => tr.insertText('Kemarin', 1, 5));

  it('come back as they went', () => {
    const json = writeTracking(doc, trackingOf(doc), true);
    const { suggesting, tracking } = readTracking(json, doc);
    expect(suggesting).toBe(true);
    expect(JSON.stringify(tracking.changes)).toBe(JSON.stringify(trackingOf(doc).changes));
    expect(JSON.parse(json ?? '')).toMatchObject({ pending: [{ author: 'Sari', count: 1 }] });
  });

  it('are compared anew where the text is another than the one that they were kept with', () => {
    const other = text('Kemarin air surut.', 'Warga pulang.');
    const { tracking } = readTracking(writeTracking(doc, trackingOf(doc), false), other);
    expect(tracking.base?.textContent).toBe('Pagi ini air surut.');
    expect(said(other, tracking).length).toBeGreaterThan(0);
  });

  it('say whole words: letters in common by chance are part of the change', () => {
    const changed = suggest(text('sejak pagi.'), SARI, (tr) => tr.insertText('kemarin', 7, 11));
    expect(said(changed, trackingOf(changed))).toEqual(['Sari replaced pagi>kemarin']);
  });

  it('tell a change of form from one of words, and a block from a line', () => {
    const { strong } = schema.marks;
    const bold = suggest(text('Satu dua.'), SARI, (tr) => tr.addMark(1, 5, strong.create()));
    expect(said(bold, trackingOf(bold))).toEqual(['Sari restyled Satu>Satu']);
    const heading = suggest(text('Satu dua.'), SARI, (tr) => tr.setBlockType(1, 1, schema.nodes.heading, { level: 3 }));
    expect(said(heading, trackingOf(heading))).toEqual(['Sari restyled ¶>Satu dua.']);
    const split = suggest(text('Satu dua.'), SARI, (tr) => tr.split(5));
    expect(said(split, trackingOf(split))).toEqual(['Sari inserted >¶']);
    const back = suggest(bold, BUDI, (tr) => tr.removeMark(1, 5, strong));
    expect(trackingOf(back)).toBe(Tracking.none);
    expect(bare(back).eq(bare(text('Satu dua.')))).toBe(true);
  });
});

it('gives two people of one story two colours, and a person the same one wherever that is free', () => {
  const names = ['Sari', 'Budi', 'Ratri', 'Wawan', 'Dewi', 'Joko'];
  expect(new Set(coloursOf(names).values()).size).toBe(6);
  expect(coloursOf(['Sari']).get('Sari')).toBe(coloursOf(['Sari', 'Sari']).get('Sari'));
  expect(coloursOf(['']).get('')).toBe('var(--ink-3)');
});
