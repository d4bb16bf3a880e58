import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BlockDiff, Fields, JournalRow, OpenStory, Version } from '../ipc/bindings';
import { placeOf, restoreBlock, restoreField } from './restoring';
import { type Desk, Session } from './session.svelte';
import { EMPTY_FIELDS } from './sampleSession';

const FIELDS: Fields = {
  ...EMPTY_FIELDS,
  headline: 'Kini',
  source: 'Reuters',
  dateline: { outlet: 'KONTAN.CO.ID', place: 'JAKARTA', date: null },
  desk: 'Internasional',
  tags: ['Rusia'],
};
const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const body = (...blocks: object[]) => JSON.stringify({ type: 'doc', content: blocks });

/** A real session on a story of these paragraphs, and what the newsroom was asked to make of it. */
function open(...lines: string[]) {
  const story: OpenStory = {
    id: 'a',
    stage: 'draft',
    fields: FIELDS,
    body: body(...lines.map(paragraph)),
    tracking: null,
    revision: 7,
    created: '2026-11-23T10:00:00.000Z',
    modified: '2026-11-23T10:00:00.000Z',
    counts: { words: 0, characters: 0, paragraphs: 0 },
    exports: [],
    changedSinceExport: false,
    findings: [],
    keptBeside: [],
    relatedLinks: [],
  };
  const kept = (revision: number) => ({
    type: 'kept' as const,
    revision,
    at: '',
    counts: story.counts,
    findings: [],
    relatedLinks: [],
  });
  const taken: [number, number][] = [];
  const saved: number[] = [];
  const desk: Desk = {
    saveStory: (edit) => {
      saved.push(edit.base);
      return Promise.resolve(kept(edit.base + 1));
    },
    takeVersion: (_, version, base) => {
      taken.push([version, base]);
      session.hear([row(base + 1)]);
      return Promise.resolve(kept(base + 1));
    },
    openStory: () => Promise.resolve(story),
    mergeStory: () => Promise.reject(new Error('nobody else is here')),
    mergeVersion: () => Promise.reject(new Error('nobody else is here')),
    saveMerged: () => Promise.reject(new Error('nobody else is here')),
    keepRescueCopy: () => Promise.reject(new Error('every save is kept')),
    dropRescueCopy: () => Promise.resolve(),
    printLines: () => Promise.resolve({ dateline: '', credit: '', relatedLabel: '' }),
    person: () => 'Sari',
    failure: (thrown) => ({ code: 'diskFull', thing: String(thrown), detail: '', remedy: null }),
  };
  const session = new Session(story, desk);
  const text = () => session.state.doc.content.content.map((node) => node.textContent);
  return { session, text, taken, saved };
}

const row = (revision: number): JournalRow => ({
  seq: revision,
  at: '',
  actor: 'Rafie',
  story: 'a',
  kind: 'saved',
  before: null,
  after: null,
  revision,
});

const block = (change: BlockDiff['change'], before: number | null, after: number | null, json?: object): BlockDiff => ({
  change,
  before,
  after,
  kind: 'paragraph',
  parts: [],
  attributes: [],
  json: json ? JSON.stringify(json) : null,
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a field that is restored', () => {
  it('says what it said, in one step that one undo takes back', () => {
    const { session } = open('satu');
    session.setField('headline', 'Kini juga');
    expect(restoreField(session, 'headline', { ...FIELDS, headline: 'Dulu' })).toBe(true);
    session.setField('headline', 'Dulu sekali');
    session.undo();
    expect(session.fields.headline).toBe('Dulu');
    session.undo();
    expect(session.fields.headline).toBe('Kini juga');
  });

  it('may be a list, or a part of the dateline, and leaves all others as they are', () => {
    const { session } = open('satu');
    const before = { ...FIELDS, tags: ['Xi', 'Putin'], dateline: { outlet: 'LAIN', place: 'MOSKOW', date: null } };
    restoreField(session, 'tags', before);
    restoreField(session, 'place', before);
    expect(session.fields).toEqual({
      ...FIELDS,
      tags: ['Xi', 'Putin'],
      dateline: { outlet: 'KONTAN.CO.ID', place: 'MOSKOW', date: null },
    });
  });

  it('makes no step where it says so already, or where there is no such field', () => {
    const { session } = open('satu');
    expect(restoreField(session, 'headline', FIELDS)).toBe(false);
    expect(restoreField(session, 'mood', FIELDS)).toBe(false);
    expect(session.canUndo).toBe(false);
  });
});

describe('a paragraph that is restored', () => {
  it('gets its text and form back where it was changed', () => {
    const { session, text } = open('satu', 'dua kini', 'tiga');
    const heading = { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'dua dulu' }] };
    const blocks = [block('same', 0, 0), block('changed', 1, 1, heading), block('same', 2, 2)];
    expect(restoreBlock(session, blocks, 1)).toBe(true);
    expect(text()).toEqual(['satu', 'dua dulu', 'tiga']);
    expect(session.state.doc.child(1).attrs).toEqual({ level: 3 });
    session.undo();
    expect(text()).toEqual(['satu', 'dua kini', 'tiga']);
  });

  it('comes back where it stood', () => {
    const { session, text } = open('satu', 'baru', 'tiga');
    const blocks = [
      block('same', 0, 0),
      block('removed', 1, null, paragraph('dua')),
      block('added', null, 1),
      block('same', 2, 2),
    ];
    expect(restoreBlock(session, blocks, 1)).toBe(true);
    expect(text()).toEqual(['satu', 'dua', 'baru', 'tiga']);
    session.undo();
    expect(text()).toEqual(['satu', 'baru', 'tiga']);
  });

  it('comes back at the top where nothing stood before it, and at the end where nothing stood after it', () => {
    const { session, text } = open('dua');
    const blocks = [
      block('removed', 0, null, paragraph('satu')),
      block('same', 1, 0),
      block('removed', 2, null, paragraph('tiga')),
    ];
    restoreBlock(session, blocks, 2);
    expect(text()).toEqual(['dua', 'tiga']);
    restoreBlock(session, [block('removed', 0, null, paragraph('satu')), block('same', 1, 0), block('same', 2, 1)], 0);
    expect(text()).toEqual(['satu', 'dua', 'tiga']);
  });

  it('goes where it was added, and leaves a paragraph to write in where it was the only one', () => {
    const { session, text } = open('satu', 'baru');
    restoreBlock(session, [block('same', 0, 0), block('added', null, 1)], 1);
    expect(text()).toEqual(['satu']);
    restoreBlock(session, [block('added', null, 0)], 0);
    expect(text()).toEqual(['']);
  });

  it('moves back in one step, in either direction', () => {
    const { session, text } = open('tiga', 'satu', 'dua');
    const up = [block('moved', 2, 0, paragraph('tiga')), block('same', 0, 1), block('same', 1, 2)];
    restoreBlock(session, up, 0);
    expect(text()).toEqual(['satu', 'dua', 'tiga']);
    session.undo();
    expect(text()).toEqual(['tiga', 'satu', 'dua']);
    const down = [block('same', 1, 0), block('same', 2, 1), block('moved', 0, 2, paragraph('dua'))];
    restoreBlock(session, down, 2);
    expect(text()).toEqual(['dua', 'tiga', 'satu']);
  });

  it('is not touched where the comparison was made with another text', () => {
    const { session, text } = open('satu', 'dua');
    expect(restoreBlock(session, [block('changed', 0, 0, paragraph('dulu'))], 0)).toBe(false);
    expect(text()).toEqual(['satu', 'dua']);
  });

  it('never comes in as something that this Redaksi cannot read', () => {
    const { session, text } = open('satu');
    const newer = [block('same', 0, 0), block('removed', 1, null, { type: 'hologram' })];
    expect(() => restoreBlock(session, newer, 1)).toThrow('hologram');
    expect(text()).toEqual(['satu']);
  });
});

describe('the place of a removed paragraph', () => {
  it('is behind the nearest one before it that has not moved', () => {
    const blocks = [
      block('same', 0, 1),
      block('moved', 1, 0),
      block('removed', 2, null),
      block('removed', 3, null),
      block('same', 4, 2),
    ];
    expect([placeOf(blocks, 2), placeOf(blocks, 3)]).toEqual([2, 2]);
  });

  it('is the top of a text that has nothing in common with the older one', () => {
    expect(placeOf([block('removed', 0, null), block('added', null, 0)], 0)).toBe(0);
  });
});

describe('a version that is restored whole', () => {
  const version = (text: string): Version => ({
    row: {
      version: 3,
      story: 'a',
      revision: 2,
      at: '2026-11-22T10:00:00.000Z',
      actor: 'Rafie',
      reason: 'session',
      note: null,
      words: 1,
      added: 1,
      removed: 0,
    },
    fields: { ...FIELDS, headline: 'Dulu' },
    body: text,
  });

  it('is taken on the revision of what is on screen, which is saved first, and is one step of undo', async () => {
    const { session, text, taken, saved } = open('kini');
    session.apply(session.state.tr.insertText('!', 5));
    expect(await session.restore(version(body(paragraph('dulu'))))).toBe(true);
    expect([saved, taken]).toEqual([[7], [[3, 8]]]);
    expect([text(), session.fields.headline, session.base]).toEqual([['dulu'], 'Dulu', 9]);
    session.undo();
    expect([text(), session.fields.headline]).toEqual([['kini!'], 'Kini']);
    await session.flush();
    expect(saved.at(-1)).toBe(9);
  });

  it('is no change from elsewhere, although its row comes before the answer', async () => {
    const { session } = open('kini');
    const seen: (number | null)[] = [];
    session.watch(() => seen.push(session.elsewhere));
    await session.restore(version(body(paragraph('dulu'))));
    await session.flush();
    expect([...new Set(seen), session.elsewhere, session.heard]).toEqual([null, null, 8]);
  });

  it('changes nothing where this Redaksi cannot read it', async () => {
    const { session, text, taken } = open('kini');
    await expect(session.restore(version('{"type":"doc","content":[{"type":"hologram"}]}'))).rejects.toThrow();
    expect([text(), taken]).toEqual([['kini'], []]);
  });
});
