import { describe, expect, it } from 'vitest';
import { holds, without, withTyped } from './chips';

describe('chips', () => {
  it('takes a pasted list apart at commas, semicolons and line ends', () => {
    expect(withTyped([], 'Rusia, Tiongkok;perang  Ukraina\nNATO')).toEqual([
      'Rusia',
      'Tiongkok',
      'perang Ukraina',
      'NATO',
    ]);
  });

  it('keeps the first spelling of a name that comes twice', () => {
    expect(withTyped(['Rusia'], 'rusia, RUSIA, Xi Jinping, xi jinping')).toEqual(['Rusia', 'Xi Jinping']);
  });

  it('adds nothing where nothing was typed', () => {
    expect(withTyped(['Rusia'], ' , rusia ; ')).toEqual(['Rusia']);
  });

  it('takes out one chip and leaves the others in their order', () => {
    expect(without(['a', 'b', 'c'], 1)).toEqual(['a', 'c']);
  });

  it('knows a name by any case', () => {
    expect(holds(['Vladimir Putin'], 'vladimir PUTIN')).toBe(true);
    expect(holds(['Vladimir Putin'], 'Putin')).toBe(false);
  });
});
