import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  CopyReading,
  Fields,
  JournalRow,
  Kept,
  MergeRequest,
  MergeResult,
  OpenStory,
  StoryEdit,
} from '../ipc/bindings';
import { hasStructure, mayBeCopy, useAsStory } from './copy';
import { attendCompositions } from './composing';
import { type Desk, Session } from './session.svelte';
import { EMPTY_FIELDS } from './sampleSession';

const FIELDS: Fields = {
  ...EMPTY_FIELDS,
  dateline: { outlet: 'KONTAN.CO.ID', place: '', date: null },
  desk: 'Internasional',
  tags: ['Rusia'],
};
const COUNTS = { words: 0, characters: 0, paragraphs: 0 };
const body = (...lines: string[]) =>
  JSON.stringify({
    type: 'doc',
    content: lines.map((text) => ({ type: 'paragraph', ...(text ? { content: [{ type: 'text', text }] } : {}) })),
  });

/** A newsroom of one story that keeps what it is given, as the real one does: it compares the base. */
function desk(text = body('')) {
  const story: OpenStory = {
    id: 'a',
    stage: 'draft',
    fields: FIELDS,
    body: text,
    tracking: null,
    revision: 1,
    created: '2026-11-23T10:00:00.000Z',
    modified: '2026-11-23T10:00:00.000Z',
    counts: COUNTS,
    exports: [],
    changedSinceExport: false,
    findings: [],
    keptBeside: [],
    relatedLinks: [],
  };
  const kept: StoryEdit[] = [];
  const beside: StoryEdit[] = [];
  const merged: StoryEdit[] = [];
  const asked: MergeRequest[] = [];
  /** What the next merge comes to, put together by the test. */
  const merge: Partial<MergeResult> = {};
  const answer = (): MergeResult => ({
    fields: story.fields,
    body: story.body,
    conflicts: [],
    theirs: { fields: story.fields, body: story.body },
    tracking: null,
    revision: story.revision,
    at: '2026-11-23T10:00:00.000Z',
    ...merge,
  });
  const newsroom: Desk = {
    saveStory: (edit): Promise<Kept> => {
      const at = '2026-11-23T10:00:01.000Z';
      if (edit.base !== story.revision) {
        beside.push(edit);
        return Promise.resolve({ type: 'keptBeside', version: beside.length, revision: story.revision, at });
      }
      kept.push(edit);
      Object.assign(story, {
        fields: edit.fields,
        body: edit.body,
        tracking: edit.tracking,
        revision: story.revision + 1,
      });
      return Promise.resolve({
        type: 'kept',
        revision: story.revision,
        at,
        counts: COUNTS,
        findings: [],
        relatedLinks: [],
      });
    },
    takeVersion: (_, version, base): Promise<Kept> => {
      const taken = beside[version - 1];
      if (!taken || base !== story.revision) return Promise.reject(new Error('storyChanged'));
      beside.push({ id: 'a', base, fields: story.fields, body: story.body });
      return newsroom.saveStory({ ...taken, base });
    },
    openStory: () => Promise.resolve({ ...story }),
    mergeStory: (request) => {
      asked.push(request);
      return Promise.resolve(answer());
    },
    mergeVersion: () => Promise.resolve(answer()),
    saveMerged: (edit, version) => {
      merged.push(edit);
      if (version !== null) story.keptBeside = [];
      return newsroom.saveStory(edit);
    },
    printLines: () => Promise.resolve({ dateline: 'KONTAN.CO.ID - MOSKOW. ', credit: '', relatedLabel: 'Baca Juga: ' }),
    keepRescueCopy: () => Promise.resolve('/kantor.rescue/a.json'),
    dropRescueCopy: () => Promise.resolve(),
    person: () => 'Sari',
    failure: (thrown) => ({ code: 'diskFull', thing: String(thrown), detail: '', remedy: null }),
  };
  const session = new Session({ ...story }, newsroom);
  const type = (words: string) => session.apply(session.state.tr.insertText(words));
  return { story, kept, beside, merged, asked, merge, newsroom, session, type };
}

const row = (revision: number): JournalRow => ({
  seq: revision,
  at: '',
  actor: 'lain',
  story: 'a',
  kind: 'saved',
  before: null,
  after: null,
  revision,
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('knows how its text begins, a moment after the keys: what a story without a headline is called by', async () => {
  const { session } = desk(body('', 'Beras naik.', 'Lagi.'));
  expect(session.opening).toBe('Beras naik. Lagi.');
  session.apply(session.state.tr.insertText('Harga '.repeat(90), 1));
  await vi.advanceTimersByTimeAsync(50);
  expect(session.opening).toMatch(/^Harga Harga .{90,108}$/);
});

describe('one history of text and metadata', () => {
  it('takes back letters of one field together, and two fields one after the other', () => {
    const { session } = desk();
    for (const headline of ['X', 'Xi', 'Xi t']) session.setField('headline', headline);
    session.setField('deck', 'Ringkasan');
    session.undo();
    expect([session.fields.headline, session.fields.deck]).toEqual(['Xi t', '']);
    session.undo();
    expect(session.fields.headline).toBe('');
    session.redo();
    expect(session.fields.headline).toBe('Xi t');
  });

  it('begins a new step after a pause', async () => {
    const { session } = desk();
    session.setField('headline', 'Xi');
    await vi.advanceTimersByTimeAsync(600);
    session.setField('headline', 'Xi tiba');
    session.undo();
    expect(session.fields.headline).toBe('Xi');
  });

  it('takes back a word of an input method in one step, however long it was looked for', async () => {
    const { session } = desk();
    const attended = attendCompositions();
    const put = async (headline: string, isComposing = true) => {
      session.setField('headline', headline);
      dispatchEvent(new InputEvent('input', { isComposing }));
      await vi.advanceTimersByTimeAsync(600);
    };
    for (const headline of ['n', 'ni', '你', '', '你好']) await put(headline);
    dispatchEvent(new CompositionEvent('compositionend'));
    await put('你好!', false);
    session.undo();
    expect(session.fields.headline).toBe('你好');
    session.undo();
    expect(session.fields.headline).toBe('');
    attended();
  });

  it('never puts text and a field into one step', () => {
    const { session, type } = desk();
    type('satu');
    session.setField('headline', 'Xi');
    type(' dua');
    session.setField('headline', 'Xi t');
    session.undo();
    expect([session.fields.headline, session.state.doc.textContent]).toEqual(['Xi', 'satu dua']);
    session.undo();
    expect([session.fields.headline, session.state.doc.textContent]).toEqual(['Xi', 'satu']);
    session.undo();
    session.undo();
    expect([session.fields.headline, session.state.doc.textContent]).toEqual(['', '']);
  });

  it('makes no step of a field that is set to what it is', () => {
    const { session } = desk();
    session.setField('tags', ['Rusia']);
    expect([session.canUndo, session.saved.phase]).toEqual([false, 'clean']);
  });

  it('leaves the metadata the same object while only text is typed', () => {
    const { session, type } = desk();
    type('satu');
    expect(session.fields).toBe(FIELDS);
  });
});

describe('saving', () => {
  it('sends text and metadata on the revision that the last answer gave', async () => {
    const { kept, session, type } = desk();
    type('satu');
    await session.flush();
    session.setField('headline', 'Xi');
    await session.flush();
    expect(kept.map(({ base, fields, body }) => [base, fields.headline, body])).toEqual([
      [1, '', body('satu')],
      [2, 'Xi', body('satu')],
    ]);
    expect([session.saved.phase, session.base]).toEqual(['clean', 3]);
  });

  it('says where the text is while it cannot be saved, and forgets that when it is', async () => {
    const { newsroom, session, type } = desk();
    const { saveStory } = newsroom;
    newsroom.saveStory = () => Promise.reject(new Error('penuh'));
    const dropped = vi.spyOn(newsroom, 'dropRescueCopy');
    type('satu');
    expect(await session.flush()).toBe(false);
    await vi.advanceTimersByTimeAsync(0);
    expect([session.rescue.path, session.saved.failure?.code]).toEqual(['/kantor.rescue/a.json', 'diskFull']);
    newsroom.saveStory = saveStory;
    expect(await session.flush()).toBe(true);
    await vi.advanceTimersByTimeAsync(300);
    expect([session.rescue.path, dropped.mock.calls]).toEqual([null, [['a']]]);
  });

  it('saves in time although the clock is set back by an hour', async () => {
    const { kept, type } = desk();
    type('satu');
    vi.setSystemTime(Date.now() - 3_600_000);
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept.map((edit) => edit.body)).toEqual([body('satu')]);
  });

  it('locks both texts until someone chose, and saves the chosen one on top of the other', async () => {
    const { story, beside, kept, session, type } = desk(body(''));
    story.revision = 4;
    story.body = body('punya mereka');
    type('punya saya');
    await session.flush();
    expect([session.saved.phase, session.editable, beside.length]).toEqual(['beside', false, 1]);
    session.setField('headline', 'Xi');
    expect(session.fields.headline).toBe('');
    await session.keepMine(await session.theirs());
    expect([kept.at(-1)?.body, kept.at(-1)?.base, session.editable]).toEqual([body('punya saya'), 4, true]);
    expect(beside.at(-1)?.body).toBe(body('punya mereka'));
    type(', lanjut');
    await session.flush();
    expect([kept.at(-1)?.body, session.saved.phase]).toEqual([body('punya saya, lanjut'), 'clean']);
  });

  it('keeps the other text beside where the own one is chosen over a change from elsewhere', async () => {
    const { story, beside, session } = desk(body('punya saya'));
    story.revision = 2;
    story.body = body('punya mereka');
    session.hear([row(2)]);
    await session.keepMine(await session.theirs());
    expect([story.body, beside.at(-1)?.body, session.elsewhere, session.editable]).toEqual([
      body('punya saya'),
      body('punya mereka'),
      null,
      true,
    ]);
  });

  it('takes the other text as one step, and undo brings the own one back', async () => {
    const { story, session, type } = desk(body(''));
    story.revision = 4;
    story.body = body('punya mereka');
    story.fields = { ...FIELDS, headline: 'Mereka' };
    type('punya saya');
    await session.flush();
    session.takeTheirs(await session.theirs());
    expect([session.state.doc.textContent, session.fields.headline, session.saved.beside]).toEqual([
      'punya mereka',
      'Mereka',
      null,
    ]);
    session.undo();
    expect([session.state.doc.textContent, session.fields.headline]).toEqual(['punya saya', '']);
  });
});

describe('a merge', () => {
  /** Typed here on a base that somebody else has saved over. */
  async function overtaken() {
    const at = desk(body('satu', 'dua'));
    at.session.apply(at.session.state.tr.insertText('mereka: ', 1));
    await at.session.flush();
    at.session.apply(at.session.state.tr.insertText('saya: ', 1));
    Object.assign(at.story, { revision: 7, body: body('mereka: satu', 'tiga') });
    await at.session.flush();
    return at;
  }

  it('is asked for with what was stored last, and changes nothing by itself', async () => {
    const { asked, session } = await overtaken();
    expect([session.saved.phase, session.editable]).toEqual(['beside', false]);
    const before = session.state.doc;
    await session.merge();
    expect([asked[0]?.base.body, asked[0]?.mine.body]).toEqual([
      body('mereka: satu', 'dua'),
      body('saya: mereka: satu', 'dua'),
    ]);
    expect(session.state.doc).toBe(before);
  });

  it('comes in as one step that one undo takes back, is saved as a merge once, and typing goes on', async () => {
    const { kept, merged, merge, session, type } = await overtaken();
    Object.assign(merge, { body: body('saya: mereka: satu', 'tiga'), fields: { ...FIELDS, headline: 'Mereka' } });
    expect(session.takeMerge(await session.merge())).toBe(true);
    await session.flush();
    expect([session.saved.phase, session.editable, session.fields.headline]).toEqual(['clean', true, 'Mereka']);
    expect([merged.length, merged[0]?.base, merged[0]?.body]).toEqual([1, 7, body('saya: mereka: satu', 'tiga')]);
    session.undo();
    expect([session.state.doc.textContent, session.fields.headline]).toEqual(['saya: mereka: satudua', '']);
    session.redo();
    type('lagi ');
    await session.flush();
    expect([merged.length, kept.at(-1)?.base, session.saved.phase]).toEqual([1, 8, 'clean']);
  });

  it('is made anew where the text went on while it was made', async () => {
    const { merge, session, story, type } = desk(body('satu'));
    story.keptBeside = [
      {
        version: 3,
        story: 'a',
        revision: 1,
        at: '',
        actor: '',
        reason: 'broughtBack',
        note: 'a',
        words: 1,
        added: 1,
        removed: 0,
      },
    ];
    Object.assign(merge, { body: body('dua') });
    const made = await session.mergeVersion(3);
    type('x');
    expect([session.takeMerge(made), session.state.doc.textContent]).toEqual([false, 'xsatu']);
  });

  it('with a text that was brought back settles it, also where nothing of it is wanted', async () => {
    const { merged, merge, session, story } = desk(body('satu'));
    story.keptBeside = [
      {
        version: 3,
        story: 'a',
        revision: 1,
        at: '',
        actor: '',
        reason: 'broughtBack',
        note: 'a',
        words: 1,
        added: 1,
        removed: 0,
      },
    ];
    session.hear([{ ...row(1), kind: 'broughtBack' }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(session.waiting?.version).toBe(3);
    Object.assign(merge, { body: body('satu') });
    expect(session.takeMerge(await session.mergeVersion(3))).toBe(true);
    await session.flush();
    expect([merged.length, session.waiting, session.editable]).toEqual([1, null, true]);
  });

  it('that runs into a third text asks again and loses nothing', async () => {
    const { asked, beside, merge, session, story } = await overtaken();
    Object.assign(merge, { body: body('gabungan') });
    const made = await session.merge();
    story.revision = 9;
    session.takeMerge(made);
    await session.flush();
    expect([session.saved.phase, beside.at(-1)?.body]).toEqual(['beside', body('gabungan')]);
    expect(session.takeMerge(await session.merge())).toBe(true);
    // The choice that was made is not asked for again: the text that was merged then is the base now.
    expect(asked.map(({ base }) => base.body).slice(0, 2)).toEqual([
      body('mereka: satu', 'dua'),
      body('mereka: satu', 'tiga'),
    ]);
    await session.flush();
    expect([session.saved.phase, session.base]).toEqual(['clean', 10]);
  });
});

describe('changes from elsewhere', () => {
  it('are announced and never enter the text by themselves', () => {
    const { session } = desk(body('satu'));
    session.hear([row(2)]);
    expect([session.elsewhere, session.state.doc.textContent]).toEqual([2, 'satu']);
  });

  it('are not the own saves, in whichever order row and answer arrive', async () => {
    const { session, type } = desk();
    type('satu');
    const saved = session.flush();
    session.hear([row(2)]);
    await saved;
    expect(session.elsewhere).toBeNull();
    session.hear([row(2)]);
    expect(session.elsewhere).toBeNull();
  });
});

describe('a flood of changes', () => {
  it('is looked through for the own story', async () => {
    const { story, session } = desk(body('satu'));
    Object.assign(story, { revision: 3, stage: 'ready' });
    session.hear([{ ...row(90), story: 'lain' }], true);
    await vi.waitFor(() => expect([session.elsewhere, session.stage]).toEqual([3, 'ready']));
  });

  it('that has nothing of the own story announces nothing', async () => {
    const { session } = desk(body('satu'));
    session.hear([{ ...row(90), story: 'lain' }], true);
    await vi.advanceTimersByTimeAsync(10);
    expect(session.elsewhere).toBeNull();
  });
});

describe('a body that this Redaksi cannot read', () => {
  it('is shown to nobody, changed by nobody and handed on as it is', async () => {
    const newer = JSON.stringify({ type: 'doc', content: [{ type: 'hologram', attrs: { kind: 'advert' } }] });
    const { kept, session, type } = desk(newer);
    expect(session.unreadable).toContain('hologram');
    type('satu');
    session.setField('headline', 'Xi');
    await session.flush();
    expect([kept.length, session.edit().body]).toEqual([0, newer]);
  });
});

describe('finished copy', () => {
  const reading: CopyReading = {
    house: 'kontan',
    houseName: 'Kontan',
    fields: {
      ...FIELDS,
      desk: '',
      tags: [],
      language: '',
      source: 'Reuters',
      editor: 'Barratut Taqiyyah Rafie',
      dateline: { outlet: 'KONTAN.CO.ID', place: 'MOSKOW', date: null },
      forms: { dateline: 1, credit: 0 },
    },
    body: body('Presiden Xi', 'Kedua pemimpin'),
    recognised: [{ field: 'source', value: 'Reuters' }],
    relatedLinks: [],
    counts: COUNTS,
    findings: [],
  };

  it('becomes the story in one step, which one undo takes back', () => {
    const { session, type } = desk();
    type('x');
    useAsStory(session, reading);
    expect(session.state.doc.textContent).toBe('Presiden XiKedua pemimpin');
    expect([session.fields.source, session.fields.dateline.place, session.fields.forms.dateline]).toEqual([
      'Reuters',
      'MOSKOW',
      1,
    ]);
    session.undo();
    expect([session.state.doc.textContent, session.fields]).toEqual(['x', FIELDS]);
  });

  it('leaves what it does not say as it was', () => {
    const { session } = desk();
    useAsStory(session, reading);
    expect([session.fields.desk, session.fields.tags, session.fields.language]).toEqual([
      'Internasional',
      ['Rusia'],
      'id',
    ]);
  });

  it('is asked about only where more than paragraphs was read, and never for a few words', () => {
    expect(hasStructure(reading)).toBe(true);
    expect(hasStructure({ ...reading, recognised: [] })).toBe(false);
    expect(mayBeCopy('hanya satu baris\n')).toBe(false);
    expect(mayBeCopy('Sumber: Reuters\nKONTAN.CO.ID - MOSKOW. Presiden')).toBe(true);
  });
});
