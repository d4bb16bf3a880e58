import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { charactersOf, lengthsOf, ofText } from './lengths';
import { schema } from './schema';

const trees = resolve(import.meta.dirname, '../../../src-tauri/crates/story/tests/trees');
const LENGTHS = readFileSync(resolve(trees, 'lengths.txt'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [name: string, words: string, characters: string]);

describe('lengths', () => {
  it.each(LENGTHS)('are what Rust counts: tree %s', (name, words, characters) => {
    const doc = Node.fromJSON(schema, JSON.parse(readFileSync(resolve(trees, `${name}.json`), 'utf8')));
    const lengths = lengthsOf(doc);
    expect([lengths.words, lengths.characters]).toEqual([Number(words), Number(characters)]);
    // Counted again, out of what is remembered.
    expect(lengthsOf(doc)).toEqual(lengths);
  });

  it('are of what a reader sees', () => {
    expect(charactersOf('e\u0301👨‍👩‍👧‍👦')).toBe(2);
    expect(ofText('satu - dua – tiga')).toEqual({ words: 3, characters: 17, letters: 13 });
    expect(ofText(' \u00a0 ')).toEqual({ words: 0, characters: 0, letters: 0 });
  });
});
