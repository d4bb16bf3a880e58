import { closeHistory } from 'prosemirror-history';
import { EditorState } from 'prosemirror-state';
import type { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { document, fieldsOf, withFields } from '../../body/json';
import { schema } from '../../body/schema';
import type { Fields } from '../../ipc/bindings';
import { EMPTY_FIELDS, paragraph, sampleSession } from '../sampleSession';
import { mergedTracking } from './merged';
import { tracked } from './plugin';
import { readTracking, writeTracking } from './stored';
import { Tracking, trackingOf } from './tracking';

const SARI = { author: 'Sari', at: '2026-11-25T04:00:00Z' };
const BUDI = { author: 'Budi', at: '2026-11-25T04:10:00Z' };
const STORED = story({ headline: 'Banjir surut', deck: 'Warga kembali' });

function story(fields: Partial<Fields>): Node {
  const content = schema.topNodeType.create(null, schema.nodes.paragraph.create()).content;
  return tracked(document(content, { ...EMPTY_FIELDS, ...fields }), Tracking.none);
}

/** The story after somebody wrote in its fields. */
function write(doc: Node, who: typeof SARI, suggesting: boolean, fields: Partial<Fields>): Node {
  const transaction = withFields(EditorState.create({ doc }).tr, { ...fieldsOf<Fields>(doc), ...fields });
  return tracked(transaction.doc, trackingOf(doc).follow(transaction, who, suggesting));
}

const suggest = (doc: Node, who: typeof SARI, fields: Partial<Fields>) => write(doc, who, true, fields);
const put = (doc: Node, fields: Partial<Fields>) => write(doc, BUDI, false, fields);
const said = (tracking: Tracking) => tracking.fields.map(({ field, was, author }) => `${author}: ${field} was ${was}`);

describe('a suggestion in a field', () => {
  const once = suggest(STORED, SARI, { headline: 'Banjir Surut, Warga Pulang' });

  it('keeps what the field said, however often and by whom it is written on', () => {
    expect(said(trackingOf(once))).toEqual(['Sari: headline was Banjir surut']);
    const again = suggest(suggest(once, SARI, { headline: 'Air Surut' }), BUDI, { headline: 'Air Sungai Surut' });
    expect(said(trackingOf(again))).toEqual(['Budi: headline was Banjir surut']);
  });

  it('is gone when the field says again what it said', () => {
    expect(trackingOf(suggest(once, BUDI, { headline: 'Banjir surut' }))).toBe(Tracking.none);
    expect(trackingOf(put(once, { headline: 'Banjir surut' }))).toBe(Tracking.none);
  });

  it('takes in what is written into it without suggesting; other fields are written at once', () => {
    expect(said(trackingOf(put(once, { headline: 'Air Surut' })))).toEqual(['Budi: headline was Banjir surut']);
    expect(said(trackingOf(put(once, { deck: 'Warga pulang' })))).toEqual(['Sari: headline was Banjir surut']);
    expect(trackingOf(put(STORED, { headline: 'Air Surut' }))).toBe(Tracking.none);
  });

  it('is not one of picks: source, desk, tags', () => {
    expect(trackingOf(suggest(STORED, SARI, { source: 'Reuters', tags: ['banjir'], note: 'Cek' }))).toBe(Tracking.none);
  });
});

describe('suggestions in fields as they are kept', () => {
  const doc = suggest(STORED, SARI, { kicker: 'Cuaca', headline: 'Air Surut' });

  it('come back as they went, and are counted', () => {
    const json = writeTracking(doc, trackingOf(doc), false) ?? '';
    expect(readTracking(json, doc)).toMatchObject({ suggesting: false, tracking: { fields: trackingOf(doc).fields } });
    expect(JSON.parse(json)).toMatchObject({ base: null, pending: [{ author: 'Sari', count: 2 }] });
  });

  it('are none where a Redaksi that knew of none has written, or the field was put back by another way', () => {
    const older = JSON.stringify({ suggesting: true, base: null, changes: [], pending: [] });
    expect(readTracking(older, doc)).toEqual({ suggesting: true, tracking: Tracking.none });
    const json = writeTracking(doc, trackingOf(doc), false);
    const { tracking } = readTracking(json, story({ kicker: 'Cuaca', headline: 'Banjir surut' }));
    expect(said(tracking)).toEqual(['Sari: kicker was ']);
  });
});

describe('suggestions in fields after a merge', () => {
  function merge(stored: Node, mine: Node, theirs: Node, fields: Partial<Fields>): string[] {
    const merged = { ...fieldsOf<Fields>(mine), ...fields };
    return said(
      mergedTracking(stored, theirs, withFields(EditorState.create({ doc: mine }).tr, merged), '2026-11-25T05:00:00Z'),
    );
  }
  const mine = suggest(STORED, SARI, { headline: 'Air Surut' });

  it('of both are both there, each its own', () => {
    const theirs = suggest(STORED, BUDI, { deck: 'Warga pulang' });
    expect(merge(STORED, mine, theirs, { deck: 'Warga pulang' })).toEqual([
      'Sari: headline was Banjir surut',
      'Budi: deck was Warga kembali',
    ]);
  });

  it('of one field are the one that was chosen, or nobody’s where both were put together', () => {
    const theirs = suggest(STORED, BUDI, { headline: 'Sungai Surut' });
    expect(merge(STORED, mine, theirs, {})).toEqual(['Sari: headline was Banjir surut']);
    expect(merge(STORED, mine, theirs, { headline: 'Sungai Surut' })).toEqual(['Budi: headline was Banjir surut']);
    const both = { headline: 'Air Surut / Sungai Surut' };
    expect(merge(STORED, mine, theirs, both)).toEqual([': headline was Banjir surut']);
  });

  it('stay mine upon what the other wrote without suggesting', () => {
    const theirs = put(STORED, { headline: 'Sungai Surut', deck: 'Warga pulang' });
    expect(merge(STORED, mine, theirs, { deck: 'Warga pulang' })).toEqual(['Sari: headline was Sungai Surut']);
    expect(merge(STORED, mine, theirs, { headline: 'Sungai Surut', deck: 'Warga pulang' })).toEqual([]);
  });

  it('are gone where the other accepted or rejected them, and I wrote elsewhere', () => {
    const further = suggest(mine, SARI, { kicker: 'Cuaca' });
    const accepted = tracked(mine, Tracking.none);
    expect(merge(mine, further, accepted, {})).toEqual(['Sari: kicker was ']);
    expect(merge(mine, further, STORED, { headline: 'Banjir surut' })).toEqual(['Sari: kicker was ']);
  });
});

describe('suggestions in the open story', () => {
  const opened = () => sampleSession([paragraph('Air surut.')], { headline: 'Banjir surut' });

  it('of a headline that is typed are one step of undo, with the headline', () => {
    const session = opened();
    session.suggestions.toggle(true);
    for (const headline of ['Banjir surut,', 'Banjir surut, a', 'Banjir surut, air'])
      session.setField('headline', headline);
    session.suggestions.derive();
    expect(session.suggestions.people).toEqual([{ name: 'Sari', count: 1 }]);
    expect(session.suggestions.inField('headline')).toMatchObject({ kind: 'replaced', deleted: 'Banjir surut' });
    expect(session.original().fields.headline).toBe('Banjir surut');
    expect(session.edit().fields.headline).toBe('Banjir surut, air');
    const kept = trackingOf(session.state.doc);
    session.undo();
    expect([session.fields.headline, trackingOf(session.state.doc)]).toEqual(['Banjir surut', Tracking.none]);
    session.redo();
    expect(session.fields.headline).toBe('Banjir surut, air');
    expect(trackingOf(session.state.doc)).toBe(kept);
  });

  it('are decided on, and undo brings them back', () => {
    const session = opened();
    const { suggestions } = session;
    suggestions.toggle(true);
    session.setFields({ headline: 'Air Surut', deck: 'Warga pulang' });
    session.apply(closeHistory(session.state.tr.insertText('Kemarin. ', 1)));
    suggestions.derive();
    expect(suggestions.all.map(({ kind }) => kind)).toEqual(['replaced', 'inserted', 'inserted']);
    suggestions.resolve(suggestions.all.slice(0, 1), 'reject');
    expect([session.fields.headline, suggestions.all.length]).toEqual(['Banjir surut', 2]);
    session.undo();
    suggestions.derive();
    expect([session.fields.headline, suggestions.all.length]).toEqual(['Air Surut', 3]);
    suggestions.resolve(suggestions.all, 'accept');
    expect([session.fields.headline, session.fields.deck, suggestions.all]).toEqual(['Air Surut', 'Warga pulang', []]);
    expect(session.edit().tracking).toContain('"fields":[]');
  });

  it('are taken back in a window that was opened again, as far as the text has none', () => {
    const before = opened();
    before.suggestions.toggle(true);
    before.setField('headline', 'Air Surut');
    before.setField('deck', 'Warga pulang');
    before.apply(closeHistory(before.state.tr.insertText('Kemarin. ', 1)));
    const { body, fields, tracking } = before.edit();
    const { content } = JSON.parse(body) as { content: object[] };
    const again = sampleSession(content, fields, tracking);
    again.recall(before.writeUndo() ?? '');
    const says = () => [again.fields.headline, again.fields.deck, again.state.doc.textContent];
    const waiting = () => trackingOf(again.state.doc).fields.map(({ field, was }) => [field, was]);
    again.undo();
    expect(says()).toEqual(['Air Surut', 'Warga pulang', 'Air surut.']);
    again.undo();
    expect(says()).toEqual(['Air Surut', '', 'Air surut.']);
    expect(waiting()).toEqual([['headline', 'Banjir surut']]);
    again.undo();
    expect(says()).toEqual(['Banjir surut', '', 'Air surut.']);
    expect(trackingOf(again.state.doc)).toBe(Tracking.none);
    again.redo();
    again.redo();
    again.redo();
    expect(again.edit().tracking).toBe(tracking);
  });

  it('are gone through from field to field and on into the text, round the ends', () => {
    const session = opened();
    const { suggestions } = session;
    suggestions.toggle(true);
    session.setFields({ kicker: 'Cuaca', deck: 'Warga pulang' });
    session.apply(session.state.tr.insertText('Kemarin. ', 1));
    const at = (by: 1 | -1, from: 'text' | 'kicker' | 'headline' | 'deck') => {
      const next = suggestions.next(by, from);
      return next && ('field' in next ? next.field : next.inserted);
    };
    expect([at(1, 'kicker'), at(1, 'headline'), at(1, 'deck')]).toEqual(['deck', 'deck', 'Kemarin.']);
    expect([at(-1, 'text'), at(-1, 'deck'), at(-1, 'kicker')]).toEqual(['Kemarin.', 'kicker', 'Kemarin.']);
    suggestions.resolve(suggestions.all, 'reject');
    expect(at(1, 'text')).toBeNull();
  });
});
