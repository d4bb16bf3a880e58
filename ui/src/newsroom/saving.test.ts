import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Answer, LONGEST, QUIET } from './saver';
import { Saving } from './saving';

/**
 * A newsroom as the saver sees it: it compares the base, raises the revision, and answers when told to. It counts saves
 * in flight, because two at once is the one thing that must never happen.
 */
function archive() {
  const state = { revision: 1, text: '', beside: [] as string[], inFlight: 0, most: 0, saves: 0 };
  const open: { text: string; base: number; settle: (answer: Answer) => void; refuse: (error: Error) => void }[] = [];

  const saving = new Saving<string, string>(1, null, {
    save: (text, base) => {
      state.inFlight += 1;
      state.saves += 1;
      state.most = Math.max(state.most, state.inFlight);
      return new Promise((settle, refuse) => open.push({ text, base, settle, refuse }));
    },
    fault: String,
    changed: () => undefined,
    now: () => Date.now(),
  });
  const answer = async (well = true): Promise<void> => {
    const save = open.shift();
    if (!save) return;
    state.inFlight -= 1;
    if (!well) save.refuse(new Error('disk full'));
    else if (save.base === state.revision) {
      state.text = save.text;
      state.revision += 1;
      save.settle({ type: 'kept', revision: state.revision, at: 'at' });
    } else {
      state.beside.push(save.text);
      save.settle({ type: 'keptBeside', version: state.beside.length, revision: state.revision, at: 'at' });
    }
    await vi.advanceTimersByTimeAsync(0);
  };
  return { state, saving, answer };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('saving', () => {
  it('saves after quiet, once, the last text', async () => {
    const { state, saving, answer } = archive();
    for (const text of ['a', 'ab', 'abc']) {
      saving.edited(text);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(state.saves).toBe(0);
    await vi.advanceTimersByTimeAsync(QUIET);
    await answer();
    expect([state.text, state.saves]).toEqual(['abc', 1]);
  });

  it('saves within a second although typing goes on', async () => {
    const { state, saving } = archive();
    for (let at = 0; at < LONGEST; at += 50) {
      saving.edited(`text at ${String(at)}`);
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(state.saves).toBe(1);
  });

  it('flush waits until everything is kept', async () => {
    const { state, saving, answer } = archive();
    const done: boolean[] = [];
    saving.edited('a');
    void saving.flush().then((saved) => done.push(saved));
    await vi.advanceTimersByTimeAsync(0);
    saving.edited('ab');
    await answer();
    expect(done).toEqual([]);
    await answer();
    expect([state.text, done]).toEqual(['ab', [true]]);
  });

  it('flush of a clean story is done at once', async () => {
    await expect(archive().saving.flush()).resolves.toBe(true);
  });

  it('flush says so when the text could not be saved, and the text is tried again', async () => {
    const { state, saving, answer } = archive();
    saving.edited('a');
    const flushed = saving.flush();
    await answer(false);
    await expect(flushed).resolves.toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    await answer();
    expect(state.text).toBe('a');
  });

  it('keeps both texts when someone else saved meanwhile, whatever is typed before the choice', async () => {
    const { state, saving, answer } = archive();
    saving.edited('mine');
    void saving.flush();
    state.revision = 9;
    state.text = 'theirs';
    await answer();
    saving.edited('mine, longer');
    await vi.advanceTimersByTimeAsync(QUIET);
    await answer();
    expect([state.text, state.beside]).toEqual(['theirs', ['mine', 'mine, longer']]);
    saving.rebase(9);
    saving.edited('mine, chosen');
    void saving.flush();
    await answer();
    expect(state.text).toBe('mine, chosen');
  });
});
