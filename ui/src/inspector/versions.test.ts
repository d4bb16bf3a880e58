import { beforeEach, describe, expect, it } from 'vitest';
import { speech } from '../messages/messages.svelte';
import { blockWords, fieldWords, reasonWords, valueWords } from './versions';

beforeEach(() => (speech.language = 'en'));

describe('what the history says', () => {
  it('has words for every reason, also for one that only a newer Redaksi knows', () => {
    expect(reasonWords('moved')).toBe('Moved to another stage');
    expect(reasonWords('embargoLifted')).toContain('embargoLifted');
  });

  it('names fields and attributes in the window’s language, and others by themselves', () => {
    expect(['headline', 'place', 'alt', 'datelineForm'].map(fieldWords)).toEqual([
      'Headline',
      'Place',
      'Alternative text',
      'Form of the dateline',
    ]);
    speech.language = 'id';
    expect([fieldWords('headline'), fieldWords('mood')]).toEqual(['Judul', 'mood']);
  });

  it('says what became of a block', () => {
    const block = { before: 0, after: null, parts: [], attributes: [], json: null };
    expect(blockWords({ ...block, change: 'removed', kind: 'heading' })).toBe('Crosshead removed');
    expect(blockWords({ ...block, change: 'moved', kind: 'hologram' })).toBe('hologram moved');
  });

  it('says languages, kinds, topics and targets by name, and nothing where there is nothing', () => {
    const titles = { 'medtop:11000000': 'politics', b: 'Rupiah menguat' };
    expect(valueWords('language', 'id', {})).toBe('Indonesian');
    expect(valueWords('kind', 'quote', {})).toBe('Quotation');
    expect(valueWords('topics', 'medtop:11000000; medtop:1', titles)).toBe('politics; medtop:1');
    expect([valueWords('storyId', 'b', titles), valueWords('storyId', 'c', titles)]).toEqual([
      'Rupiah menguat',
      'not in the archive',
    ]);
    expect(valueWords('storyId', '', titles)).toBe('');
    expect(valueWords('src', `${'0123456789abcdef'.repeat(4)}.jpg`, {})).toBe('01234567….jpg');
  });
});
