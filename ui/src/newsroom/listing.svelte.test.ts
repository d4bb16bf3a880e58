import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ListRow } from '../ipc/bindings';
import { call } from '../ipc/call';
import { Listing } from './listing.svelte';

vi.mock('../ipc/call', async (original) => ({ ...(await original<object>()), call: { listStories: vi.fn() } }));

/** A list of these stories, as the newsroom has them from now on. */
function has(letters: string) {
  const rows = [...letters].map((id) => ({ id }) as ListRow);
  vi.mocked(call.listStories).mockResolvedValue({ rows, total: rows.length });
}

describe('the cursor of the list', () => {
  const listing = new Listing();

  beforeEach(async () => {
    has('abcdef');
    await listing.reload(true);
  });

  async function after(cursor: string, stayed: string) {
    listing.cursor = cursor;
    has(stayed);
    await listing.reload();
    return listing.cursor;
  }

  it('stays at its story wherever that goes', async () => {
    expect(await after('c', 'cabdef')).toBe('c');
  });

  it('goes to the next story when its own leaves, however many leave with it', async () => {
    expect(await after('c', 'abdef')).toBe('d');
    has('abcdef');
    await listing.reload(true);
    expect(await after('d', 'aef')).toBe('e');
  });

  it('goes to the last one where none comes after it, and to the newcomer where nothing else is left', async () => {
    expect(await after('f', 'abc')).toBe('c');
    expect(await after('c', 'x')).toBe('x');
  });
});

describe('stories that were moved away and have come back', () => {
  const listing = new Listing();

  beforeEach(async () => {
    listing.scope = { type: 'stage', stage: 'draft' };
    has('abcdef');
    await listing.reload(true);
    await listing.goTo(1);
    await listing.goTo(3, true);
  });

  /** The picked ones leave the list, as a move takes them out of it. */
  async function moved() {
    const hand = listing.handOf(listing.chosen);
    listing.clearPicked();
    has('aef');
    await listing.reload();
    expect(listing.cursor).toBe('e');
    has('abcdef');
    return hand;
  }

  it('are picked again, with the cursor where it was and the selection to be extended from its beginning', async () => {
    await listing.takeUp(await moved(), ['b', 'c', 'd']);
    expect([listing.chosen, listing.cursor]).toEqual([['b', 'c', 'd'], 'd']);
    await listing.step(1, true);
    expect(listing.chosen).toEqual(['b', 'c', 'd', 'e']);
  });

  it('keep the cursor from a list that was on its way meanwhile', async () => {
    const hand = await moved();
    has('aef');
    const late = listing.reload();
    has('abcdef');
    await Promise.all([listing.takeUp(hand, ['b', 'c', 'd']), late]);
    expect([listing.cursor, listing.total]).toEqual(['d', 6]);
  });

  it('are left out where they stayed behind', async () => {
    await listing.takeUp(await moved(), ['b', 'd']);
    expect(listing.chosen).toEqual(['b', 'd']);
  });

  it('do not disturb what is in hand by then, or another list', async () => {
    const hand = await moved();
    await listing.goTo(0);
    listing.toggle(2);
    await listing.takeUp(hand, ['b', 'c', 'd']);
    expect([listing.chosen, listing.cursor]).toEqual([['a', 'f'], 'f']);
    listing.clearPicked();
    listing.scope = { type: 'all' };
    await listing.takeUp(hand, ['b', 'c', 'd']);
    expect([listing.picked.size, listing.cursor]).toEqual([0, 'f']);
  });
});
