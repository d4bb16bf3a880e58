import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failure, StoryDiff, VersionRow } from '../ipc/bindings';
import { call, Refused } from '../ipc/call';
import { history } from './history.svelte';
import type { Change, Session } from './session.svelte';
import { workbench } from './workbench.svelte';

vi.mock('../ipc/call', async (original) => ({
  ...(await original<object>()),
  call: { versions: vi.fn(), compareVersions: vi.fn(), keepVersion: vi.fn() },
}));

const FULL: Failure = { code: 'diskFull', thing: 'desk.redaksi', detail: '', remedy: null };
const row = (version: number): VersionRow => ({
  version,
  story: 'a',
  revision: version,
  at: '2026-11-23T10:00:00.000Z',
  actor: 'Rafie',
  reason: 'session',
  note: null,
  words: 0,
  added: 0,
  removed: 0,
});
const diff = (from: number | null, to: number | null): StoryDiff => ({
  ...{ from, to, fields: [], blocks: [], added: 0, removed: 0 },
});

/** What the history asks of an open story. */
function open() {
  const session = {
    id: 'a',
    fields: { headline: 'Cabai' },
    state: { doc: {} },
    saved: { failure: null as Failure | null, beside: null },
    elsewhere: null as number | null,
    flush: vi.fn(() => Promise.resolve(true)),
    watchers: [] as ((change: Change) => void)[],
    watch: (watcher: (change: Change) => void) => (session.watchers.push(watcher), () => undefined),
    type: () => {
      session.state = { doc: {} };
      for (const watcher of session.watchers) watcher({ state: session.state as Change['state'], doc: true });
    },
  };
  vi.spyOn(workbench, 'session', 'get').mockReturnValue(session as unknown as Session);
  return { fake: session, session: session as unknown as Session };
}

beforeEach(() => {
  vi.resetAllMocks();
  vi.mocked(call.versions).mockResolvedValue([row(3), row(2), row(1)]);
  vi.mocked(call.compareVersions).mockImplementation((_, from, to) => Promise.resolve(diff(from, to)));
});

describe('the list of versions', () => {
  it('is read once more where it was asked for while it was being read', async () => {
    const { session } = open();
    void history.load(session);
    void history.load(session);
    await history.load(session);
    await vi.waitFor(() => expect(call.versions).toHaveBeenCalledTimes(2));
    expect([history.loaded, history.rows.length]).toEqual([true, 3]);
  });

  it('says why it cannot be read, and keeps what it showed', async () => {
    const { session } = open();
    await history.load(session);
    vi.mocked(call.versions).mockRejectedValue(new Refused(FULL));
    await history.load(session);
    expect([history.failure, history.rows.length]).toEqual([FULL, 3]);
  });
});

describe('a comparison', () => {
  it('has the older state first, whichever was chosen first; now is the newest', async () => {
    const { session } = open();
    await history.load(session);
    for (const [chosen, against, from, to] of [
      [2, null, 2, null],
      [1, 3, 1, 3],
      [3, 1, 1, 3],
      [null, 2, 2, null],
    ] as const) {
      await history.compare(session, chosen, against);
      expect([history.comparison?.from.version, history.comparison?.to?.version ?? null]).toEqual([from, to]);
    }
  });

  it('of one state with itself is none', async () => {
    const { session } = open();
    await history.load(session);
    await history.compare(session, 2, null);
    await history.compare(session, 2, 2);
    expect([history.comparison, history.pair]).toEqual([null, null]);
    await history.compare(session, null, null);
    expect(history.comparison).toBeNull();
  });

  it('with now is one with the text on screen: it is saved first, and again where it changed meanwhile', async () => {
    const { fake, session } = open();
    await history.load(session);
    vi.mocked(call.compareVersions).mockImplementationOnce((_, from, to) => {
      fake.state = { doc: {} };
      return Promise.resolve(diff(from, to));
    });
    await history.compare(session, 1);
    expect(fake.flush).toHaveBeenCalledTimes(2);
    expect(history.comparison?.doc).toBe(fake.state.doc);
  });

  it('is none where the text on screen cannot be saved, and says why', async () => {
    const { fake, session } = open();
    await history.load(session);
    fake.flush.mockResolvedValue(false);
    fake.saved.failure = FULL;
    await expect(history.compare(session, 1)).rejects.toMatchObject({ failure: FULL });
    expect([history.comparison, history.pair]).toEqual([null, null]);
  });

  it('restores no part of what is not on screen: a text from elsewhere, or another version', async () => {
    const { fake, session } = open();
    await history.load(session);
    await history.compare(session, 1, 2);
    expect(history.comparison?.doc).toBeNull();
    fake.elsewhere = 9;
    await history.compare(session, 1);
    expect(history.comparison?.doc).toBeNull();
    expect(await history.restoreBlock(0)).toBe(false);
  });

  it('is made anew a moment after the text has changed, and ends with the story', async () => {
    vi.useFakeTimers();
    const { fake, session } = open();
    await history.load(session);
    await history.compare(session, 1);
    const stop = history.follow(session, () => undefined);
    fake.type();
    fake.type();
    await vi.advanceTimersByTimeAsync(400);
    expect(call.compareVersions).toHaveBeenCalledTimes(2);
    expect(history.comparison?.doc).toBe(fake.state.doc);
    stop();
    vi.useRealTimers();
    open();
    expect(history.comparison).toBeNull();
  });
});

describe('a version kept by hand', () => {
  it('is of the text on screen, and none where that cannot be saved', async () => {
    const { fake, session } = open();
    expect(await history.keep(session, 'catatan')).toBe(true);
    expect(call.keepVersion).toHaveBeenCalledWith('a', 'catatan');
    fake.flush.mockResolvedValue(false);
    expect(await history.keep(session, 'lagi')).toBe(false);
    expect(call.keepVersion).toHaveBeenCalledTimes(1);
  });
});
