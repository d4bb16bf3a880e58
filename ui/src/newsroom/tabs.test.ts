import { describe, expect, it } from 'vitest';
import * as tabs from './tabs';
import type { Tabs } from './tabs';

/** The strip in one line: `a b? [c]`, where `?` is only looked at, and `[…]` is in sight. */
function strip(now: Tabs): string {
  const seen = tabs.inSight(now);
  return now.all
    .map(({ story, preview }) => {
      const name = preview ? `${story}?` : story;
      return seen.includes(story) ? `[${name}]` : name;
    })
    .join(' ');
}

const kept = (...stories: string[]) => stories.reduce((now, story) => tabs.open(now, story, false), tabs.NONE);
const look = (now: Tabs, story: string) => tabs.open(now, story, true);

describe('a story that is only looked at', () => {
  it('gives its place to the next', () => {
    const now = look(look(kept('a'), 'b'), 'c');
    expect([strip(now), tabs.activeOf(now)]).toEqual(['a [c?]', 'c']);
  });

  it('stays once it is kept: by writing in it, or by opening it to stay', () => {
    expect(strip(look(tabs.pin(look(kept('a'), 'b'), 'b'), 'c'))).toBe('a b [c?]');
    expect(strip(look(tabs.open(look(kept('a'), 'b'), 'b', false), 'c'))).toBe('a b [c?]');
  });

  it('gives its place although another is in sight', () => {
    const away = tabs.show(look(kept('a'), 'b'), 'a');
    expect(strip(look(away, 'c'))).toBe('a [c?]');
  });

  it('does not give its place where it is on the other side', () => {
    const two = tabs.turn(look(tabs.split(kept('b', 'a')), 'c'), 'left');
    expect(strip(two)).toBe('b [c?] [a]');
    expect(strip(look(two, 'd'))).toBe('b [c?] a [d?]');
  });

  it('is left alone by looking at what is open', () => {
    expect(strip(look(look(kept('a'), 'b'), 'a'))).toBe('[a] b?');
  });
});

describe('the strip', () => {
  it('takes a story behind the one where one is, and each only once', () => {
    const now = tabs.open(tabs.show(kept('a', 'b'), 'a'), 'c', false);
    expect(strip(now)).toBe('a [c] b');
    expect(strip(tabs.open(now, 'b', false))).toBe('a c [b]');
  });

  it('is gone through round its ends', () => {
    const now = kept('a', 'b', 'c');
    expect([tabs.neighbour(now, 1), tabs.neighbour(now, -1)]).toEqual(['a', 'b']);
    expect(tabs.neighbour(tabs.NONE, 1)).toBeNull();
  });

  it('is arranged, within its ends, and what is arranged stays', () => {
    expect(strip(tabs.move(kept('a', 'b', 'c'), 'a', 1))).toBe('b a [c]');
    expect(strip(tabs.move(kept('a', 'b', 'c'), 'c', -5))).toBe('[c] a b');
    expect(strip(tabs.move(look(kept('a'), 'b'), 'b', 0))).toBe('[b] a');
  });
});

describe('closing', () => {
  it('goes back to where one was before, not to the neighbour', () => {
    const now = tabs.show(tabs.show(kept('a', 'b', 'c'), 'a'), 'c');
    expect(strip(tabs.close(now, 'c'))).toBe('[a] b');
  });

  it('of what is not in sight changes nothing of what is', () => {
    expect(strip(tabs.close(kept('a', 'b', 'c'), 'a'))).toBe('b [c]');
  });

  it('of the last one leaves nothing', () => {
    const now = tabs.close(kept('a'), 'a');
    expect([strip(now), tabs.activeOf(now)]).toEqual(['', null]);
  });

  it('is taken back, the latest first, each at its place and with the place in its text', () => {
    const mark = { name: 'B', anchor: 7, head: 9, scroll: 120 };
    const now = tabs.close(tabs.close(kept('a', 'b', 'c'), 'b', mark), 'a');
    const once = tabs.reopen(now);
    expect(strip(once)).toBe('[a] c');
    const twice = tabs.reopen(once);
    expect([strip(twice), tabs.tabOf(twice, 'b')?.mark]).toEqual(['a [b] c', mark]);
    expect([tabs.lastClosed(twice), tabs.reopen(twice)]).toEqual([null, twice]);
  });

  it('passes over what was opened again otherwise', () => {
    const now = tabs.open(tabs.close(tabs.close(kept('a', 'b', 'c'), 'b'), 'a'), 'a', false);
    expect(tabs.lastClosed(now)).toBe('b');
  });
});

describe('two sides', () => {
  const two = tabs.split(kept('a', 'b'));

  it('show the story where one is and the one before, and the keys go to that', () => {
    expect([two.left, two.right, two.side]).toEqual(['b', 'a', 'right']);
  });

  it('are two stories, never one twice', () => {
    expect(tabs.show(two, 'b')).toMatchObject({ left: 'b', right: 'a', side: 'left' });
    expect(tabs.openBeside(two, 'a')).toMatchObject({ left: 'b', right: 'a' });
  });

  it('wait for a second story where there is one only, and take the next that is opened', () => {
    const waiting = tabs.split(kept('a'));
    expect([waiting.split, waiting.right, tabs.activeOf(waiting)]).toEqual([true, null, 'a']);
    expect(tabs.turn(waiting, 'right')).toBe(waiting);
    expect(look(waiting, 'b')).toMatchObject({ left: 'a', right: 'b', side: 'right' });
    expect(strip(look(waiting, 'a'))).toBe('[a]');
  });

  it('take the next story where one is', () => {
    expect(look(tabs.turn(two, 'left'), 'c')).toMatchObject({ left: 'c', right: 'a', side: 'left' });
  });

  it('keep what stands beside another', () => {
    const beside = tabs.openBeside(look(kept('a'), 'b'), 'c');
    expect([strip(beside), beside.side]).toEqual(['a [b] [c]', 'right']);
  });

  it('become one again: by closing either, or with the one where one is', () => {
    expect(tabs.close(two, 'a')).toMatchObject({ left: 'b', right: null, split: false, side: 'left' });
    expect(tabs.close(two, 'b')).toMatchObject({ left: 'a', right: null, split: false, side: 'left' });
    expect(tabs.join(two)).toMatchObject({ left: 'a', right: null, split: false, side: 'left' });
    expect(strip(tabs.join(two))).toBe('[a] b');
  });

  it('are swapped, and the keys stay with the story', () => {
    expect(tabs.swap(two)).toMatchObject({ left: 'a', right: 'b', side: 'left' });
  });
});

describe('what an earlier window had open', () => {
  it('comes back as it was, but for what was closed', () => {
    const now = tabs.split(look(kept('a', 'b'), 'c'));
    expect(tabs.restored(JSON.parse(JSON.stringify(now)))).toEqual({ ...now, closed: [] });
  });

  it('is nothing where nothing is remembered, or nothing that makes sense', () => {
    for (const kept of [null, 7, 'a', [], { all: 'a' }, { all: [null, 3, {}] }])
      expect(tabs.restored(kept)).toEqual(tabs.NONE);
  });

  it('leaves out what makes no sense, and shows one story that is open', () => {
    const mark = { name: 'A', anchor: -1, head: 0, scroll: 0 };
    const all = [{ story: 'a', mark }, { story: 'a' }, { story: 'b', preview: true }];
    const now = tabs.restored({ all, left: 'gone', right: 'a', split: true, side: 'right', recent: ['b', 'x', 4] });
    expect(strip(now)).toBe('[a] b?');
    expect(now).toMatchObject({ split: false, side: 'left', recent: ['b'] });
    expect(now.all[0]?.mark).toBeNull();
  });
});

describe('any sequence of deeds', () => {
  const STORIES = ['a', 'b', 'c', 'd', 'e'];
  const DEEDS: ((now: Tabs, story: string, number: number) => Tabs)[] = [
    (now, story) => tabs.open(now, story, true),
    (now, story) => tabs.open(now, story, false),
    (now, story) => tabs.openBeside(now, story),
    (now, story) => tabs.show(now, story),
    (now, story) => tabs.close(now, story),
    (now, story, number) => tabs.move(now, story, number % 7),
    (now) => tabs.reopen(now),
    (now) => tabs.split(now),
    (now) => tabs.join(now),
    (now) => tabs.swap(now),
    (now, _, number) => tabs.turn(now, number % 2 ? 'left' : 'right'),
  ];

  it('leaves every story open once at most, two at most in sight, and the keys with one that is open', () => {
    for (let seed = 1; seed <= 400; seed++) {
      let now = tabs.NONE;
      let number = seed * 2_654_435_761;
      for (let deed = 0; deed < 60; deed++) {
        number = (Math.imul(number, 1_664_525) + 1_013_904_223) >>> 0;
        const run = DEEDS[(number >>> 8) % DEEDS.length];
        const story = STORIES[(number >>> 16) % STORIES.length] ?? 'a';
        now = run?.(now, story, number >>> 20) ?? now;
        const open = now.all.map((tab) => tab.story);
        const seen = tabs.inSight(now);
        const where = `seed ${String(seed)}, deed ${String(deed)}: ${JSON.stringify(now)}`;
        expect(new Set(open).size, where).toBe(open.length);
        expect(new Set(seen).size, where).toBe(seen.length);
        expect(
          seen.every((one) => open.includes(one)),
          where,
        ).toBe(true);
        expect(tabs.activeOf(now) === null, where).toBe(open.length === 0);
        expect(now.right === null || now.split, where).toBe(true);
        expect(
          now.recent.every((one) => open.includes(one)),
          where,
        ).toBe(true);
      }
    }
  });
});
