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
