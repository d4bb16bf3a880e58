import { describe, expect, it } from 'vitest';
import type { ListRow } from '../ipc/bindings';
import { type Command, matchingCommands, sections } from './entries';

const command = (id: string, label: string): Command => ({ id, label, run: () => undefined });
const commands = [command('new', 'Naskah baru'), command('to', 'Pindahkan ke: Siap'), command('export', 'Ekspor…')];
const story = { id: 's1', headline: 'Rupiah menguat' } as ListRow;

describe('the palette', () => {
  it('finds commands by words in any order, without accents or case', () => {
    expect(matchingCommands(commands, 'SIAP pindah').map(({ id }) => id)).toEqual(['to']);
    expect(matchingCommands(commands, 'ékspor').map(({ id }) => id)).toEqual(['export']);
    expect(matchingCommands(commands, 'rilis')).toEqual([]);
  });

  it('puts commands first that begin with what was typed', () => {
    const two = [command('one', 'Tema: Naskah'), command('two', 'Naskah baru')];
    expect(matchingCommands(two, 'nas').map(({ id }) => id)).toEqual(['two', 'one']);
  });

  it('offers recent stories and every command before anything is typed', () => {
    const found = sections('  ', commands, { stories: [story], people: [], tags: [] });
    expect(found.map(({ id }) => id)).toEqual(['recent', 'commands']);
    expect(found[1]?.entries).toHaveLength(3);
  });

  it('always offers the search of the whole archive for what was typed', () => {
    const found = sections('tanpa hasil', commands, { stories: [], people: [], tags: [] });
    expect(found).toEqual([
      { id: 'search', entries: [{ type: 'search', key: 'all', kind: 'all', words: 'tanpa hasil' }] },
    ]);
  });

  it('offers people and tags as searches', () => {
    const found = sections('ba', commands, { stories: [], people: ['Barratut Rafie'], tags: ['banjir'] });
    expect(found.map(({ id }) => id)).toEqual(['commands', 'people', 'tags', 'search']);
  });

  it('gives every entry a key of its own', () => {
    const found = sections('ra', commands, { stories: [story], people: ['ra'], tags: ['ra'] });
    const keys = found.flatMap(({ entries }) => entries.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
