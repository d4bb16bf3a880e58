import { beforeEach, describe, expect, it } from 'vitest';
import type { Fit } from '../ipc/bindings';
import { speech } from '../messages/messages.svelte';
import { blockAt, fitWords, headlineWords } from './fitting';

const fit = (freeLines: number | null, freeLength: number | null): Fit => ({
  columns: 3,
  lines: 122,
  length: 4519,
  freeLines,
  freeLength,
  overset: null,
  headline: { columns: 3, points: 36, limit: 2, lines: 2 },
});

beforeEach(() => (speech.language = 'en'));

describe('how a story fits', () => {
  it('is said in lines and centimetres of column', () => {
    expect(fitWords(fit(10, 380))).toBe('3.8 cm free (10 lines)');
    expect(fitWords(fit(-11, -407))).toBe('11 lines over (4.1 cm)');
    expect(fitWords(fit(-1, -37))).toBe('1 line over (0.4 cm)');
    expect(fitWords(fit(0, 0))).toBe('Fits exactly');
    expect(fitWords(fit(null, null))).toBe('122 lines, 45.2 cm');
  });

  it('is said in Indonesian with a comma', () => {
    speech.language = 'id';
    expect(fitWords(fit(10, 380))).toBe('Sisa 3,8 cm (10 baris)');
    expect(fitWords(fit(-11, -407))).toBe('Lebih 11 baris (4,1 cm)');
  });

  it('holds the headline against its count', () => {
    const headline = { columns: 3, points: 36, limit: 2, lines: 2 };
    expect(headlineWords(headline, 'Xi tiba')).toBe('Headline 3-36-2 fits, 7 characters');
    expect(headlineWords({ ...headline, lines: 3 }, 'Xi tiba')).toBe('Headline 3-36-2: 1 line over, 7 characters');
  });
});

describe('the block at a place of a page', () => {
  const marks = [
    { block: 0, page: 0, x: 90, y: 200 },
    { block: 1, page: 0, x: 90, y: 600 },
    { block: 2, page: 0, x: 580, y: 300 },
    { block: 3, page: 1, x: 90, y: 200 },
  ];
  const at = (page: number, x: number, y: number) => blockAt(marks, { page, x, y });

  it('is the last that begins above it in its column, or else the one that runs on from the column before', () => {
    expect(at(0, 100, 250)).toBe(0);
    expect(at(0, 300, 700)).toBe(1);
    expect(at(0, 600, 250)).toBe(1);
    expect(at(0, 600, 301)).toBe(2);
    expect(at(1, 100, 100)).toBe(2);
    expect(at(1, 100, 900)).toBe(3);
  });

  it('is none above the text', () => {
    expect(at(0, 100, 50)).toBeNull();
  });
});
