import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ListRow, Moved, Undone } from '../ipc/bindings';
import { call } from '../ipc/call';
import { listing } from './listing.svelte';
import { forgetMoves, moveBack, moveBackLast, moveBackNewest, moveTo } from './moving';

vi.mock('../ipc/call', async (original) => ({
  ...(await original<object>()),
  call: { listStories: vi.fn(), moveTo: vi.fn(), undo: vi.fn(), undoLastMove: vi.fn() },
}));

const undone: Undone = { deed: 7, kind: 'moved', seq: 9, stories: ['a', 'b'], left: [], textStays: false };

describe('a move that is taken back', () => {
  let moves: Moved[];

  beforeEach(async () => {
    forgetMoves();
    const rows = ['a', 'b', 'c'].map((id) => ({ id }) as ListRow);
    vi.mocked(call.listStories).mockResolvedValue({ rows, total: rows.length });
    const moved = (id: string, seq: number): Moved => ({ id, seq, from: 'draft', to: 'review' });
    vi.mocked(call.moveTo).mockResolvedValue([moved('a', 7), moved('b', 8)]);
    vi.mocked(call.undo).mockResolvedValue(undone);
    vi.mocked(call.undoLastMove).mockResolvedValue(undone);
    await listing.reload(true);
    await listing.goTo(0);
    await listing.goTo(1, true);
    moves = await moveTo(listing.chosen, 'review');
    listing.clearPicked();
    listing.cursor = 'c';
  });

  it.each([
    ['by the word about it', () => moveBack(moves)],
    ['as the newest of the window', moveBackNewest],
    ['as one’s last of all', moveBackLast],
  ])('puts its stories in hand again: %s', async (_, back) => {
    await back();
    expect([listing.chosen, listing.cursor]).toEqual([['a', 'b'], 'b']);
  });

  it('picks nothing where it was of an earlier window', async () => {
    forgetMoves();
    await moveBackLast();
    expect([listing.chosen, listing.cursor]).toEqual([['c'], 'c']);
  });
});
