import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fields, Kept, OpenStory, StoryEdit } from '../ipc/bindings';
import { call } from '../ipc/call';
import { standingIn } from './standing';
import { Workbench } from './workbench.svelte';

vi.mock('../ipc/call', async (original) => ({
  ...(await original<object>()),
  call: {
    openStory: vi.fn(),
    saveStory: vi.fn(),
    setting: vi.fn(),
    setSetting: vi.fn(() => Promise.resolve(null)),
    printLines: vi.fn(() => Promise.resolve({ dateline: '', credit: '', relatedLabel: '' })),
    notes: vi.fn(() => Promise.resolve([])),
    endSession: vi.fn(() => Promise.resolve(null)),
    keepRescueCopy: vi.fn(() => Promise.resolve('rescue.json')),
    dropRescueCopy: vi.fn(() => Promise.resolve(null)),
    keepUndoHistory: vi.fn(() => Promise.resolve(true)),
  },
}));

const COUNTS = { words: 0, characters: 0, paragraphs: 0 };
const AT = '2026-11-23T10:00:00.000Z';

function story(id: string): OpenStory {
  const fields = { headline: id.toUpperCase(), slugline: '', dateline: { outlet: '', place: '', date: null } };
  const text = { type: 'paragraph', content: [{ type: 'text', text: 'Satu dua tiga.' }] };
  return {
    id,
    stage: 'draft',
    fields: fields as Fields,
    body: JSON.stringify({ type: 'doc', content: [text] }),
    tracking: null,
    revision: 1,
    created: AT,
    modified: AT,
    counts: COUNTS,
    exports: [],
    changedSinceExport: false,
    findings: [],
    keptBeside: [],
    relatedLinks: [],
  };
}

function kept({ base }: StoryEdit): Promise<Kept> {
  return Promise.resolve({ type: 'kept', revision: base + 1, at: AT, counts: COUNTS, findings: [], relatedLinks: [] });
}

/** What the newsroom was given of a story, the latest last. */
function saved(id: string): string[] {
  const edits = vi.mocked(call.saveStory).mock.calls.map(([edit]) => edit);
  return edits.filter((edit) => edit.id === id).map(({ fields }) => fields.headline);
}

let bench: Workbench;
const open = () => bench.tabs.all.map(({ story: id }) => id);
const write = (id: string, headline: string) => bench.sessions.get(id)?.setField('headline', headline);

beforeEach(() => {
  vi.mocked(call.openStory).mockImplementation((id) => Promise.resolve(story(id)));
  vi.mocked(call.saveStory).mockReset().mockImplementation(kept);
  vi.mocked(call.setting).mockResolvedValue(null);
  vi.mocked(call.endSession).mockClear();
  bench = new Workbench();
});

describe('the open stories', () => {
  it('keep their session, with its undo, while another is in sight', async () => {
    await bench.open('a', { keep: true });
    const first = bench.session;
    write('a', 'Naik');
    await bench.open('b', { keep: true });
    expect(bench.session?.id).toBe('b');
    await bench.show('a');
    expect(bench.session).toBe(first);
    expect(first?.undo()).toBe(true);
    expect(first?.fields.headline).toBe('A');
  });

  it('are saved when one goes to another, without being waited for', async () => {
    await bench.open('a');
    write('a', 'Naik');
    vi.mocked(call.saveStory).mockReturnValue(new Promise(() => undefined));
    await bench.open('b');
    expect([bench.session?.id, saved('a')]).toEqual(['b', ['Naik']]);
  });

  it('hear of what is done to them elsewhere, also out of sight', async () => {
    await bench.open('a', { keep: true });
    await bench.open('b', { keep: true });
    vi.mocked(call.openStory).mockImplementation((id) => Promise.resolve({ ...story(id), stage: 'spiked' }));
    const row = { seq: 9, at: AT, actor: 'Sri', story: 'a', kind: 'spiked', before: null, after: null, revision: 1 };
    bench.hear([row] as unknown as Parameters<Workbench['hear']>[0], false);
    await vi.waitFor(() => expect(bench.sessions.get('a')?.stage).toBe('spiked'));
    expect(bench.sessions.get('b')?.stage).toBe('draft');
  });

  it('end their sessions of writing when they are closed; who only looked has none', async () => {
    await bench.open('a', { keep: true });
    await bench.open('b', { keep: true });
    write('a', 'Naik');
    await bench.shut('a');
    await bench.shut('b');
    expect(vi.mocked(call.endSession).mock.calls).toEqual([['a']]);
    expect([...bench.sessions.keys()]).toEqual([]);
  });
});

describe('a story that is only looked at', () => {
  it('stays where somebody writes in it while the next one is being read', async () => {
    await bench.open('a');
    let answer: (read: OpenStory) => void = () => undefined;
    vi.mocked(call.openStory).mockReturnValue(new Promise((read) => (answer = read)));
    const next = bench.open('b');
    await vi.waitFor(() => expect(call.openStory).toHaveBeenLastCalledWith('b'));
    write('a', 'Naik');
    answer(story('b'));
    await next;
    expect([open(), bench.session?.id]).toEqual([['a', 'b'], 'b']);
    expect(bench.sessions.get('a')?.fields.headline).toBe('Naik');
  });

  it('lets its session go with its place', async () => {
    await bench.open('a');
    await bench.open('b');
    expect([open(), [...bench.sessions.keys()]]).toEqual([['b'], ['b']]);
  });
});

describe('closing a story', () => {
  it('saves what was typed while the one behind it was being read', async () => {
    const all = ['a', 'b'].map((id) => ({ story: id, preview: false, mark: null }));
    vi.mocked(call.setting).mockResolvedValue(JSON.stringify({ all, left: 'b', recent: ['b', 'a'] }));
    await bench.reopen();
    let answer: (read: OpenStory) => void = () => undefined;
    vi.mocked(call.openStory).mockReturnValue(new Promise((read) => (answer = read)));
    const closing = bench.shut('b');
    await vi.waitFor(() => expect(call.openStory).toHaveBeenLastCalledWith('a'));
    write('b', 'Sampai akhir');
    answer(story('a'));
    expect(await closing).toBe(true);
    expect([open(), saved('b')]).toEqual([['a'], ['Sampai akhir']]);
  });

  it('leaves it open and in sight where it cannot be saved', async () => {
    await bench.open('a', { keep: true });
    await bench.open('b', { keep: true });
    vi.mocked(call.saveStory).mockRejectedValue(new Error('disk'));
    write('a', 'Naik');
    expect(await bench.shut('a')).toBe(false);
    expect([open(), bench.session?.id, bench.stayed]).toEqual([['a', 'b'], 'a', 1]);
    expect(bench.failing.map(({ id }) => id)).toEqual(['a']);
    expect(await bench.leave()).toBe(false);
    expect(await bench.flush(['b'])).toBe(true);
  });
});

describe('the next window', () => {
  it('reads what is in sight at once and the others when they are gone to, each at its place', async () => {
    await bench.open('a', { keep: true });
    await bench.open('b', { keep: true });
    await bench.toggleSplit();
    await bench.open('c', { keep: true });
    const session = bench.sessions.get('b');
    if (session) standingIn(session).scroll = 140;
    expect(await bench.leave()).toBe(true);
    const [, told] = vi.mocked(call.setSetting).mock.lastCall ?? [];
    vi.mocked(call.setting).mockResolvedValue(told ?? null);
    vi.mocked(call.openStory).mockClear();
    await bench.reopen();
    expect([open(), bench.left?.id, bench.right?.id]).toEqual([['a', 'c', 'b'], 'b', 'c']);
    expect(call.openStory).toHaveBeenCalledTimes(2);
    expect(bench.left && standingIn(bench.left).scroll).toBe(140);
    await bench.show('a');
    expect(call.openStory).toHaveBeenLastCalledWith('a');
  });

  it('take in what a deed of this window made of them, unless somebody has typed since', async () => {
    for (const id of ['a', 'b', 'c']) await bench.open(id, { keep: true });
    const changed = (id: string) => ({ ...story(id), revision: 2, fields: { ...story(id).fields, headline: 'RF' } });
    vi.mocked(call.openStory).mockImplementation((id) => Promise.resolve(changed(id)));
    const following = bench.follow(['a', 'b']);
    write('b', 'Naik');
    await following;
    const headlines = () => [...bench.sessions.values()].map(({ fields }) => fields.headline);
    expect(headlines()).toEqual(['RF', 'Naik', 'C']);
    const session = bench.sessions.get('a');
    expect([session?.base, session?.undo()]).toEqual([2, true]);
    expect(headlines()).toEqual(['A', 'Naik', 'C']);
  });
});
