import { describe, expect, it } from 'vitest';
import type { Match, Replaced, ReplaceIn, ReplacePreview } from '../ipc/bindings';
import { type Replacer, Replacing } from './replacing.svelte';

const match = (found: string): Match => ({
  place: { type: 'line', path: [0] },
  text: 0,
  start: 0,
  end: found.length,
  before: '',
  found,
  after: '',
  with: 'RF',
});
const story = (id: string, matches: number, held: number[] = []) => ({
  id,
  name: id,
  revision: 3,
  stage: 'draft' as const,
  exports: 0,
  matches: Array.from({ length: matches }, () => match('Rusia')),
  held,
});
const PREVIEW: ReplacePreview = {
  stories: [story('a', 2), story('b', 1)],
  looked: 3,
  unreadable: [],
  more: false,
  cancelled: false,
};
const DONE: Replaced = { seq: 7, stories: 2, matches: 3, left: [], cancelled: false };

/** A newsroom that answers what the test says, and remembers what it was asked. */
function newsroom(answers: Partial<Pick<Replacer, 'preview' | 'replace'>> = {}) {
  const log: string[] = [];
  const asked: ReplaceIn[][] = [];
  const replacing = new Replacing({
    flush: () => Promise.resolve(log.push('flush') > 0),
    preview: (ids, { find }) => {
      log.push(`look ${find} in ${ids.join()}`);
      return Promise.resolve(PREVIEW);
    },
    replace: (stories) => {
      asked.push(stories);
      return Promise.resolve(DONE);
    },
    cancel: () => Promise.resolve(log.push('cancel')),
    undo: (seq) =>
      Promise.resolve({ deed: seq, kind: 'replaced', seq: 9, stories: ['a', 'b'], left: [], textStays: false }),
    follow: (ids) => {
      log.push(`follow ${ids.join()}`);
      return Promise.resolve();
    },
    ...answers,
  });
  replacing.open(['a', 'b', 'c']);
  replacing.ask({ find: 'Rusia', with: 'RF' });
  return { replacing, log, asked };
}

describe('replacing in many stories', () => {
  it('looks after what is typed was saved, and shows stories and their matches as rows', async () => {
    const { replacing, log } = newsroom();
    await replacing.look();
    expect(log).toEqual(['flush', 'look Rusia in a,b,c']);
    expect(replacing.phase).toBe('shown');
    expect(replacing.rows.map(({ story: { id }, at }) => [id, at])).toEqual([
      ['a', null],
      ['a', 0],
      ['a', 1],
      ['b', null],
      ['b', 0],
    ]);
    expect([replacing.count, replacing.chosen]).toEqual([3, { matches: 3, stories: 2 }]);
  });

  it('leaves out what is not taken: a match, a story, or all', async () => {
    const { replacing, asked } = newsroom();
    await replacing.look();
    const [whole, first, , other] = replacing.rows;
    if (!whole || !first || !other) throw new Error('no rows');
    replacing.toggle(first);
    expect([replacing.isTaken(first), replacing.isTaken(whole)]).toEqual([false, 'some']);
    replacing.toggle(other);
    expect(replacing.chosen).toEqual({ matches: 1, stories: 1 });
    await replacing.replace();
    expect(asked).toEqual([[{ id: 'a', revision: 3, leave: [0] }]]);
  });

  it('takes a story of which some are taken in whole, and then leaves it out whole', async () => {
    const { replacing } = newsroom();
    await replacing.look();
    const [whole, first] = replacing.rows;
    if (!whole || !first) throw new Error('no rows');
    replacing.toggle(first);
    replacing.toggle(whole);
    expect(replacing.isTaken(whole)).toBe(true);
    replacing.toggle(whole);
    expect(replacing.isTaken(whole)).toBe(false);
    replacing.toggleAll(false);
    expect(replacing.chosen).toEqual({ matches: 0, stories: 0 });
    expect(await replacing.replace()).toBeNull();
    replacing.toggleAll(true);
    expect(replacing.chosen.matches).toBe(3);
  });

  it('never takes what is in a text with suggestions, and counts it apart', async () => {
    const stories = [story('a', 3, [0, 1]), story('b', 1, [0]), story('c', 1)];
    const { replacing, asked } = newsroom({ preview: () => Promise.resolve({ ...PREVIEW, stories }) });
    await replacing.look();
    const [whole, first, , free, all] = replacing.rows;
    if (!whole || !first || !free || !all) throw new Error('no rows');
    expect([replacing.count, replacing.held, replacing.chosen]).toEqual([5, 3, { matches: 2, stories: 2 }]);
    expect([whole, first, free, all].map((row) => replacing.isHeld(row))).toEqual([false, true, false, true]);
    expect([whole, first, free, all].map((row) => replacing.isTaken(row))).toEqual([true, false, true, false]);
    for (const row of [first, all]) replacing.toggle(row);
    expect(replacing.chosen).toEqual({ matches: 2, stories: 2 });
    replacing.toggle(whole);
    expect([replacing.isTaken(whole), replacing.isTaken(free)]).toEqual([false, false]);
    replacing.toggleAll(false);
    replacing.toggleAll(true);
    expect([replacing.isTaken(whole), replacing.chosen.matches]).toEqual([true, 2]);
    await replacing.replace();
    expect(asked).toEqual([
      [
        { id: 'a', revision: 3, leave: [0, 1] },
        { id: 'c', revision: 3, leave: [] },
      ],
    ]);
  });

  it('brings what it did into open stories, and its undoing', async () => {
    const { replacing, log } = newsroom();
    await replacing.look();
    await replacing.replace();
    await replacing.undo(7);
    expect(log.slice(2)).toEqual(['follow a,b', 'flush', 'follow a,b']);
  });

  it('forgets what it has shown once something else is looked for', async () => {
    const { replacing } = newsroom();
    await replacing.look();
    replacing.ask({ case: true });
    expect([replacing.phase, replacing.rows]).toEqual(['asking', []]);
  });

  it('says what went wrong, and leaves what was shown to be tried again', async () => {
    const { replacing } = newsroom({ replace: () => Promise.reject(new Error('the disk is gone')) });
    await replacing.look();
    expect(await replacing.replace()).toBeNull();
    expect([replacing.phase, replacing.failure?.failure.detail]).toEqual(['shown', 'Error: the disk is gone']);
  });

  it('stopped while looking shows nothing, and closing stops what runs', async () => {
    const { replacing, log } = newsroom({ preview: () => Promise.resolve({ ...PREVIEW, cancelled: true }) });
    await replacing.look();
    expect([replacing.phase, replacing.preview]).toEqual(['asking', null]);
    const looking = replacing.look();
    await replacing.close();
    await looking;
    expect([log.includes('cancel'), replacing.ids]).toEqual([true, null]);
  });
});
