import { describe, expect, it } from 'vitest';
import type { ExportedFile, ExportRecord } from '../ipc/bindings';
import { answered, grouped, latestByKind } from './outcomes';

const file = (story: string, kind: string, outcome: ExportedFile['outcome']): ExportedFile => ({
  stories: [story],
  kind,
  path: `/ekspor/${story}.${kind}`,
  outcome,
  failure: null,
});

const record = (kind: string, at: string): ExportRecord => ({
  story: 'a',
  at,
  kind,
  path: `/ekspor/a.${kind}`,
  revision: 3,
  sha256: '',
  version: null,
  options: null,
});

describe('what became of an export', () => {
  it('is gathered by outcome, in order', () => {
    const files = [file('a', 'html', 'written'), file('a', 'txt', 'exists'), file('b', 'html', 'written')];
    const { written, exists, refused } = grouped(files);
    expect(written.map((one) => one.path)).toEqual(['/ekspor/a.html', '/ekspor/b.html']);
    expect(exists.map((one) => one.path)).toEqual(['/ekspor/a.txt']);
    expect(refused).toEqual([]);
  });

  it('puts the second answer in the place of what was asked about, and touches nothing else', () => {
    const before = [file('a', 'html', 'written'), file('a', 'txt', 'exists'), file('b', 'txt', 'exists')];
    const beside = { ...file('a', 'txt', 'written'), path: '/ekspor/a-2.txt' };
    // asking again for a story and kind also makes what had been written: that answer is not taken twice
    const again = { ...file('a', 'html', 'written'), path: '/ekspor/a-2.html' };
    expect(answered(before, [again, beside], 'exists')).toEqual([before[0], beside, before[2]]);
  });
});

describe('the memory of exports', () => {
  it('shows the latest of each kind, the newest first', () => {
    const records = [
      record('html', '2025-05-08T03:00:00.000Z'),
      record('txt', '2025-05-08T05:00:00.000Z'),
      record('html', '2025-05-09T03:00:00.000Z'),
    ];
    expect(latestByKind(records).map((one) => [one.kind, one.at.slice(8, 10)])).toEqual([
      ['html', '09'],
      ['txt', '08'],
    ]);
  });
});
