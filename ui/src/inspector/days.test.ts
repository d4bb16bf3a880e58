import { describe, expect, it } from 'vitest';
import type { VersionRow } from '../ipc/bindings';
import { linesOf } from './days';

const row = (version: number, at: Date): VersionRow => ({
  version,
  story: 'a',
  revision: version,
  at: at.toISOString(),
  actor: 'Rafie',
  reason: 'session',
  note: null,
  words: 0,
  added: 0,
  removed: 0,
});
const shape = (rows: VersionRow[]) => linesOf(rows).map((line) => (line.type === 'version' ? line.key : line.type));

describe('the list of versions', () => {
  it('begins with the story as it is now, also where nothing was kept yet', () => {
    expect(shape([])).toEqual(['now']);
  });

  it('puts a heading over each day of this machine’s zone', () => {
    const rows = [
      row(4, new Date(2026, 10, 24, 0, 1)),
      row(3, new Date(2026, 10, 23, 23, 59)),
      row(2, new Date(2026, 10, 23, 8, 0)),
      row(1, new Date(2025, 10, 23, 8, 0)),
    ];
    expect(shape(rows)).toEqual(['now', 'day', 4, 'day', 3, 2, 'day', 1]);
  });

  it('gives every line a key of its own, also where the clock was set back', () => {
    const rows = [
      row(3, new Date(2026, 10, 23, 8, 0)),
      row(2, new Date(2026, 10, 24, 8, 0)),
      row(1, new Date(2026, 10, 23, 9, 0)),
    ];
    const keys = linesOf(rows).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
