import { expect, test } from 'vitest';
import type { JournalRow } from '../ipc/bindings';
import { Raised } from './raised';

const row = (kind: string, revision: number): JournalRow => ({
  seq: revision,
  at: '2025-05-09T03:00:00.000Z',
  actor: 'sari',
  story: 'a',
  kind,
  before: null,
  after: null,
  revision,
});

test('corrections leave the text as it was, and a save does not', () => {
  const raised = new Raised();
  for (const one of [row('corrected', 3), row('correctionTakenBack', 4), row('saved', 5), row('corrected', 6)])
    raised.hear(one);
  expect(raised.since(2)).toBe(4);
  expect(raised.since(5)).toBe(6);
  expect(raised.since(6)).toBe(6);
});
