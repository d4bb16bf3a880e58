import { describe, expect, it } from 'vitest';
import { across } from './together';

const source = { begins: [100, 200, 400], end: 500 };
const own = { begins: [120, 260, 300], end: 700 };

describe('two pages that are scrolled together', () => {
  it('stand at the same block, as far into it', () => {
    expect([0, 100, 200, 400].map((at) => across(at, source, own))).toEqual([0, 120, 260, 300]);
    expect([across(50, source, own), across(300, source, own), across(280, own, source)]).toEqual([60, 280, 300]);
  });

  it('go through what only one of them has at its end', () => {
    const longer = { begins: [100, 200, 400, 500, 900], end: 1000 };
    expect(across(700, longer, own)).toBe(500);
    expect(across(5000, longer, own)).toBe(700);
  });

  it('do not stumble over an empty page', () => {
    expect(across(40, source, { begins: [], end: 0 })).toBe(0);
    expect(across(40, { begins: [], end: 0 }, source)).toBe(500);
  });
});
