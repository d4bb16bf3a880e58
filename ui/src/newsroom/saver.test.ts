import { describe, expect, it } from 'vitest';
import { type Answer, due, type Event, LONGEST, openedAt, PAUSES, phase, QUIET, reduce, type Saver } from './saver';

type TextSaver = Saver<string, string>;

function after(...events: Event<string, string>[]): TextSaver {
  return events.reduce<TextSaver>(reduce, openedAt(1));
}
const edited = (text: string, now: number) => ({ type: 'edited', text, now }) as const;
const kept = (revision: number): Event<string, string> => ({
  type: 'answered',
  answer: { type: 'kept', revision, at: 'at' } satisfies Answer,
});
const beside = (version: number, revision: number): Event<string, string> => ({
  type: 'answered',
  answer: { type: 'keptBeside', version, revision, at: 'at' },
});
const failed = (now: number) => ({ type: 'failed', cause: 'disk full', now }) as const;
const sent = { type: 'sent' } as const;

describe('the saver', () => {
  it('has nothing to do while nothing was changed', () => {
    expect(phase(after())).toBe('clean');
    expect(due(after())).toBeNull();
  });

  it('waits for quiet', () => {
    expect(due(after(edited('a', 0)))).toBe(QUIET);
    expect(due(after(edited('a', 0), edited('ab', 200)))).toBe(200 + QUIET);
  });

  it('waits a second at most while typing goes on', () => {
    expect(due(after(edited('a', 0), edited('ab', 250), edited('abc', 950)))).toBe(LONGEST);
  });

  it('lets newer text wait while a save is in flight, and sends it on the base that the answer gave', () => {
    const inFlight = after(edited('a', 0), sent, edited('ab', 400));
    expect(phase(inFlight)).toBe('savingDirty');
    expect(due(inFlight)).toBeNull();
    const answered = reduce(inFlight, kept(2));
    expect(phase(answered)).toBe('dirty');
    expect([answered.base, due(answered)]).toEqual([2, 400 + QUIET]);
  });

  it('never sends a second save while one is in flight', () => {
    const inFlight = after(edited('a', 0), sent, edited('ab', 1));
    expect(reduce(inFlight, sent)).toBe(inFlight);
  });

  it('is clean when the newest text is kept', () => {
    const saver = after(edited('a', 0), sent, kept(2));
    expect([phase(saver), saver.base, saver.savedAt]).toEqual(['clean', 2, 'at']);
  });

  it('keeps the text of a failed save and tries it again after growing pauses', () => {
    let saver = after(edited('a', 0));
    let now = 0;
    for (const pause of [...PAUSES, PAUSES.at(-1) ?? 0]) {
      saver = reduce(reduce(saver, sent), failed(now));
      expect([phase(saver), saver.waiting?.text, due(saver)]).toEqual(['failed', 'a', now + pause]);
      now += pause;
    }
  });

  it('sends the newer text after a failure, not the older one', () => {
    expect(after(edited('a', 0), sent, edited('ab', 10), failed(20)).waiting?.text).toBe('ab');
  });

  it('does not let typing hasten the next try, and lets a person do so', () => {
    const saver = after(edited('a', 0), sent, failed(10), edited('ab', 20));
    expect(due(saver)).toBe(10 + PAUSES[0]);
    expect(due(reduce(saver, { type: 'hurried' }))).toBe(0);
  });

  it('forgets the failure once a save was kept', () => {
    const saver = after(edited('a', 0), sent, failed(0), sent, kept(2));
    expect([phase(saver), saver.fault]).toEqual(['clean', null]);
  });

  it('hurries until everything is kept, what was typed meanwhile included', () => {
    const saver = after(edited('a', 0), { type: 'hurried' }, sent, edited('ab', 5), kept(2));
    expect(due(saver)).toBe(0);
    expect(due(reduce(reduce(reduce(saver, sent), kept(3)), edited('abc', 10)))).toBe(10 + QUIET);
  });

  it('holds the base when a text was kept beside, so that the other is never run over', () => {
    const saver = after(edited('a', 0), sent, edited('ab', 1), beside(7, 5));
    expect([saver.base, saver.beside]).toEqual([1, { version: 7, revision: 5 }]);
    expect(due(saver)).toBe(1 + QUIET);
    const second = reduce(reduce(saver, sent), beside(8, 5));
    expect([phase(second), second.base, second.beside?.version]).toEqual(['beside', 1, 8]);
  });

  it('builds on the other text once someone chose', () => {
    const saver = after(edited('a', 0), sent, beside(7, 5), { type: 'rebased', base: 5 }, edited('a', 90));
    expect([phase(saver), saver.base]).toEqual(['dirty', 5]);
  });
});
