import { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { schema } from '../body/schema';
import type { PrintMeasure } from '../ipc/bindings';
import { Column, flitJ, headlineLines, missing, wrapped } from './fitting';

/** Every letter as wide as its size. */
const square = (word: string) => [...word].length;
const MEASURE: PrintMeasure = {
  column: 35,
  gutter: 5,
  size: 100,
  leading: 120,
  headlineColumns: 2,
  headlinePoints: 20,
  headlineLines: 2,
};

const p = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const doc = (...content: object[]) => Node.fromJSON(schema, { type: 'doc', content });

describe('setting in a column', () => {
  it('breaks between words, and within one only where it is wider than the line', () => {
    expect(wrapped('', 10, square)).toBe(0);
    expect(wrapped('satu dua', 8, square)).toBe(1);
    expect(wrapped('satu dua', 7, square)).toBe(2);
    expect(wrapped('satu dua', 8, square, 1)).toBe(2);
    expect(wrapped('mempertanggungjawabkan itu', 10, square)).toBe(3);
    expect(wrapped('aaaaaaaaaa bb', 5, square)).toBe(3);
  });

  it('counts the lines of a story, without captions and links, and says how tall they are', () => {
    const column = new Column(MEASURE, square);
    // 35 mm are 9.92 em of 10 points.
    const story = doc(
      p('satu dua tiga'),
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'empat' }] },
      {
        type: 'image',
        attrs: { src: 'a.jpg', alt: '', credit: '' },
        content: [{ type: 'text', text: 'keterangan foto' }],
      },
      { type: 'relatedLink', attrs: { title: 'lain', storyId: null, url: null } },
      { type: 'quote', content: [p('lima')] },
    );
    expect(column.lines(story)).toBe(4);
    expect(column.centimetres(10)).toBeCloseTo(4.23, 2);
  });

  it('sets a headline over its columns and the room between them', () => {
    // 75 mm are 10.6 em of 20 points.
    expect(headlineLines('sepuluh em', MEASURE, square)).toBe(1);
    expect(headlineLines('sebelas em.', MEASURE, square)).toBe(2);
  });
});

describe('the copy desk’s count', () => {
  it.each([
    ['flitj', 2.5],
    ['mw', 3],
    ['MW', 4],
    ['abc', 3],
    ['ABC', 4.5],
    ['Xi di Moskow', 12],
    ['', 0],
  ])('of %j is %d', (headline, count) => expect(flitJ(headline)).toBe(count));
});

describe('a target', () => {
  const has = { characters: 2431, words: 412, lines: 92, centimetres: 38.42 };

  it('says what is missing, and what is too much', () => {
    expect(missing({ unit: 'characters', amount: 2500 }, has)).toBe(69);
    expect(missing({ unit: 'words', amount: 400 }, has)).toBe(-12);
    expect(missing({ unit: 'lines', amount: 92 }, has)).toBe(0);
    expect(missing({ unit: 'centimetres', amount: 40 }, has)).toBe(1.6);
  });
});
