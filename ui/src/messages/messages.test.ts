import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '../../messages/en.json';
import id from '../../messages/id.json';
import { day, savedAt, when } from './formats';
import { fill, speech, t } from './messages.svelte';

const placeholders = (words: string) => [...new Set([...words.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.(svelte|ts)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

describe('the catalogue', () => {
  it('says everything in both languages', () => {
    expect(Object.keys(id).sort()).toEqual(Object.keys(en).sort());
    for (const words of [...Object.values(id), ...Object.values(en)]) expect(words.trim()).not.toBe('');
  });

  it('fills the same blanks in both languages', () => {
    for (const key of Object.keys(id) as (keyof typeof id)[]) {
      expect(placeholders(en[key]), key).toEqual(placeholders(id[key]));
    }
  });

  it('is sorted, so that two people adding words meet seldom', () => {
    for (const catalogue of [id, en]) expect(Object.keys(catalogue)).toEqual(Object.keys(catalogue).sort());
  });

  it('holds no words that nobody says', () => {
    const code = sources(join(import.meta.dirname, '..')).join('\n');
    const families = [...code.matchAll(/`([a-z][\w.]*\.)\$\{/gi)].map(([, prefix]) => prefix ?? '');
    const unsaid = Object.keys(id).filter(
      (key) => !code.includes(`'${key}'`) && !families.some((prefix) => key.startsWith(prefix)),
    );
    expect(unsaid).toEqual([]);
  });

  it('picks the form that a number asks for', () => {
    expect(fill('{count} {count:story|stories}', { count: 1 }, 'en-GB')).toBe('1 story');
    expect(fill('{count} {count:story|stories}', { count: 1284 }, 'en-GB')).toBe('1,284 stories');
    expect(fill('{count} naskah', { count: 1284 }, 'id-ID')).toBe('1.284 naskah');
  });

  it('is switched live', () => {
    speech.language = 'id';
    expect(t('command.newStory')).toBe('Naskah baru');
    speech.language = 'en';
    expect(t('command.newStory')).toBe('New story');
  });
});

describe('moments', () => {
  const now = new Date(2026, 10, 23, 17, 0);

  it('are as short as they stay clear', () => {
    speech.language = 'en';
    expect(when(new Date(2026, 10, 23, 10, 42), now)).toBe('10:42');
    expect(when(new Date(2026, 10, 22, 23, 59), now)).toBe('Yesterday');
    expect(when(new Date(2026, 10, 20, 21, 10), now)).toBe('Fri 21:10');
    expect(when(new Date(2026, 4, 8, 10, 0), now)).toBe('8 May');
    expect(when(new Date(2025, 4, 8, 10, 0), now)).toBe('8 May 2025');
  });

  it('follow the language', () => {
    speech.language = 'id';
    expect(when(new Date(2026, 10, 23, 10, 42), now)).toBe('10.42');
    expect(when(new Date(2026, 10, 22, 1, 0), now)).toBe('Kemarin');
    expect(when(new Date(2026, 4, 8, 10, 0), now)).toBe('8 Mei');
  });

  it('have a heading for their day', () => {
    speech.language = 'en';
    expect(day(new Date(2026, 10, 23, 0, 1), now)).toBe('Today');
    expect(day(new Date(2026, 10, 22, 23, 59), now)).toBe('Yesterday');
    expect(day(new Date(2026, 10, 17, 12, 0), now)).toMatch(/^Tuesday,? 17 November$/);
    expect(day(new Date(2025, 10, 17, 12, 0), now)).toMatch(/^Monday,? 17 November 2025$/);
    speech.language = 'id';
    expect(day(new Date(2026, 10, 17, 12, 0), now)).toBe('Selasa, 17 November');
  });

  it('say the day of a save that was not today', () => {
    speech.language = 'en';
    expect(savedAt(new Date(2026, 10, 23, 10, 42, 7), now)).toBe('10:42:07');
    expect(savedAt(new Date(2026, 10, 22, 23, 59, 7), now)).toBe('22 Nov 23:59');
    expect(savedAt(new Date(2025, 4, 8, 10, 0), now)).toBe('8 May 2025 10:00');
    speech.language = 'id';
    expect(savedAt(new Date(2026, 10, 22, 23, 59), now)).toBe('22 Nov 23.59');
  });
});
