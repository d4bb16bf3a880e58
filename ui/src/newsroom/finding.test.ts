import { afterEach, expect, it, vi } from 'vitest';
import type { Failure, FindQuery, PatternFault } from '../ipc/bindings';
import { call, Refused } from '../ipc/call';
import { speech } from '../messages/messages.svelte';
import { notLookedFor, whyNot } from './finding';

vi.mock('../ipc/call', async (original) => ({ ...(await original<object>()), call: { patternFault: vi.fn() } }));

afterEach(() => void (speech.language = 'id'));

const query: FindQuery = { find: 'kata (a', with: '', regex: true, word: false, case: false, loose: false };
const refused = (code: Failure['code'], detail: string) =>
  new Refused({ code, thing: query.find, detail, remedy: null });

async function wordsOf(fault: PatternFault | null) {
  vi.mocked(call.patternFault).mockResolvedValue(fault);
  const why = await notLookedFor(refused('patternUnusable', 'unclosed group'), query);
  return (['id', 'en'] as const).map((language) => {
    speech.language = language;
    return whyNot(why);
  });
}

it('says in the window’s language what is wrong with a pattern, and where', async () => {
  const [indonesian, english] = await wordsOf({ kind: 'groupUnclosed', at: 6, piece: '(', detail: 'unclosed group' });
  expect(indonesian).toBe(
    '“kata (a” tidak dapat dicari: perbaiki polanya atau penggantinya. ' +
      '“(” pada karakter ke-6 belum ditutup: tambahkan “)”, atau tulis “\\(” untuk tandanya sendiri.',
  );
  expect(english).toContain('“(” at character 6 is not closed');
});

it('names what is wrong by what was typed', async () => {
  const [indonesian] = await wordsOf({ kind: 'groupMissing', at: null, piece: 'nama', detail: '…' });
  expect(indonesian).toContain('Pola ini tidak punya kelompok “nama”');
});

it('passes on in English what it has no words for', async () => {
  const [indonesian] = await wordsOf({ kind: 'other', at: null, piece: '', detail: 'something new' });
  expect(indonesian).toContain('Pola ini tidak dipahami: something new.');
});

it('asks nothing about a pattern that is not at fault, and needs no answer', async () => {
  vi.mocked(call.patternFault).mockClear();
  const other = await notLookedFor(refused('newsroomBusy', 'database is locked'), query);
  expect(call.patternFault).not.toHaveBeenCalled();
  expect(whyNot(other)).toMatch(/^Ruang redaksi “kata \(a”.* \(database is locked\)$/);
  vi.mocked(call.patternFault).mockRejectedValue(new Error('closed'));
  const unanswered = await notLookedFor(refused('patternUnusable', 'unclosed group'), query);
  expect(whyNot(unanswered)).toContain('(unclosed group)');
});
