import { describe, expect, it } from 'vitest';
import type { BlockDiff } from '../ipc/bindings';
import { runsOf } from './folding';

/** `.` is a block that is the same in both texts, anything else one that differs. */
const blocks = (signs: string): BlockDiff[] =>
  [...signs].map((sign, index) => ({
    change: sign === '.' ? 'same' : 'changed',
    before: index,
    after: index,
    kind: 'paragraph',
    parts: [],
    attributes: [],
    json: null,
  }));
const shape = (signs: string, opened: number[] = []) =>
  runsOf(blocks(signs), new Set(opened))
    .map((run) => (run.type === 'fold' ? `(${run.count})` : (signs[run.index] ?? '?')))
    .join('');

describe('unchanged paragraphs', () => {
  it('are folded, but for those beside a change', () => {
    expect(shape('.....x....')).toBe('(4).x.(3)');
  });

  it('stay where one alone would be folded', () => {
    expect(shape('..x...x..')).toBe('..x...x..');
  });

  it('are all folded into one where only metadata differ', () => {
    expect(shape('......')).toBe('(6)');
  });

  it('are shown once their fold was opened, and no others', () => {
    expect(shape('.....x....', [0])).toBe('.....x.(3)');
  });

  it('are none in a text of changes, or of nothing', () => {
    expect([shape('xxx'), shape('')]).toEqual(['xxx', '']);
  });

  it('lose no block and keep their order', () => {
    const opened = runsOf(blocks('....x..x......'), new Set([0, 9]));
    expect(opened.map((run) => (run.type === 'block' ? run.index : -1))).toEqual([...Array(14).keys()]);
  });
});
