import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Chosen } from './chosen.svelte';

vi.mock('../ipc/call', () => ({ call: { setting: async () => null, setSetting: async () => null } }));

let chosen: Chosen;
beforeEach(() => {
  chosen = new Chosen();
});

describe('what the preview shows', () => {
  it('is a phone and a desk until somebody chooses', () => {
    expect(chosen.layouts).toEqual(['web-phone', 'web-desktop']);
    chosen.show('search');
    expect([chosen.layouts, chosen.latest]).toEqual([['search'], 'search']);
  });

  it('gets more beside it, and never becomes nothing', () => {
    chosen.show('search');
    chosen.toggle('push');
    expect([chosen.layouts, chosen.latest]).toEqual([['search', 'push'], 'push']);
    chosen.toggle('push');
    expect([chosen.layouts, chosen.latest]).toEqual([['search'], 'search']);
    chosen.toggle('search');
    expect(chosen.layouts).toEqual(['search']);
  });

  it('is what it was when the window is opened again, as far as that can be read', () => {
    chosen.take({
      layouts: ['wire', 'push'],
      latest: 'push',
      dark: true,
      zoom: 150,
      options: { wire: { words: 250 } },
    });
    expect([chosen.layouts, chosen.latest, chosen.dark, chosen.zoom]).toEqual([['wire', 'push'], 'push', true, 150]);
    expect(chosen.options).toEqual({ wire: { words: 250 } });
    for (const kept of [null, 3, 'x', { layouts: [], zoom: 7, latest: 4 }, { layouts: [1] }]) chosen.take(kept);
    expect([chosen.layouts, chosen.latest, chosen.zoom]).toEqual([['wire', 'push'], 'wire', 150]);
  });

  it('grows and shrinks from the size that is seen', () => {
    chosen.size(1, 62.4);
    expect(chosen.zoom).toBe(75);
    chosen.size(-1, 75);
    expect(chosen.zoom).toBe(50);
    chosen.size(0, 50);
    expect(chosen.zoom).toBe(0);
    chosen.size(1, 300);
    expect(chosen.zoom).toBe(0);
  });

  it('remembers the options of each layout apart', () => {
    chosen.choose('wire', 'words', 250);
    chosen.choose('web-phone', 'tags', false);
    expect(chosen.options).toEqual({ wire: { words: 250 }, 'web-phone': { tags: false } });
    chosen.reset('wire');
    expect(chosen.options).toEqual({ 'web-phone': { tags: false } });
  });
});
