import { closeHistory, redoDepth, undoDepth } from 'prosemirror-history';
import { TextSelection } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { resolve } from './tracking/resolving';
import { trackingOf } from './tracking/tracking';
import { unitsOf } from './tracking/units';
import { paragraph, sampleSession } from './sampleSession';
import type { Session } from './session.svelte';

const said = ({ state }: Session) => state.doc.textContent;
const steps = ({ state }: Session) => [undoDepth(state), redoDepth(state)];

/** What an input method shows, letter by letter, and the text without it again, long after whatever was typed. */
function givenUp(session: Session, at: number) {
  const time = Date.now() + 5000;
  const put = (from: number, to: number, word: string, after: number) => {
    const tr = word === '' ? session.state.tr.delete(from, to) : session.state.tr.insertText(word, from, to);
    session.apply(tr.setMeta('composition', 1).setTime(time + after));
  };
  put(at, at, 'u', 0);
  put(at, at + 1, 'u2', 900);
  put(at, at + 2, '', 1800);
}

/** A session in which 'Rp' was typed. */
function typed(tracking: string | null = null): Session {
  const session = sampleSession([paragraph('Harga ')], { headline: 'Kurs' }, tracking);
  session.apply(session.state.tr.insertText('Rp', 7));
  return session;
}

describe('a step of undo that comes to nothing', () => {
  it('is none: a word that was given up leaves what was to be taken back, and the cursor, as they were', () => {
    const session = typed();
    session.apply(session.state.tr.setSelection(TextSelection.create(session.state.doc, 3)));
    givenUp(session, 3);
    expect(said(session)).toBe('Harga Rp');
    expect(steps(session)).toEqual([1, 0]);
    expect(session.state.selection.head).toBe(3);
    session.undo();
    expect(said(session)).toBe('Harga ');
  });

  it('leaves what could be done again', () => {
    const session = typed();
    session.undo();
    givenUp(session, 7);
    expect(steps(session)).toEqual([0, 1]);
    session.redo();
    expect(said(session)).toBe('Harga Rp');
  });

  it('is none in a suggestion either, and leaves the suggestions as they were', () => {
    const session = typed('{"suggesting":true,"base":null,"changes":[],"pending":[],"fields":[]}');
    const { changes } = trackingOf(session.state.doc);
    expect(changes).toHaveLength(1);
    for (const at of [3, 8]) givenUp(session, at);
    expect(steps(session)).toEqual([1, 0]);
    expect(trackingOf(session.state.doc).changes).toEqual(changes);
    session.undo();
    expect([said(session), trackingOf(session.state.doc).base]).toEqual(['Harga ', null]);
  });

  it('is none in a field, and what is typed next is a step of its own', () => {
    const session = typed();
    session.setField('headline', 'Kurs u');
    session.setField('headline', 'Kurs');
    expect(steps(session)).toEqual([1, 0]);
    session.setField('headline', 'Kurs naik');
    expect(steps(session)).toEqual([2, 0]);
    session.undo();
    expect([session.fields.headline, said(session)]).toEqual(['Kurs', 'Harga Rp']);
  });

  it('is one where something of it stays, and where two steps together come to nothing', () => {
    const session = typed();
    session.apply(closeHistory(session.state.tr).insertText('a', 3));
    session.apply(closeHistory(session.state.tr).delete(3, 4));
    expect(steps(session)).toEqual([3, 0]);
    session.undo();
    expect(said(session)).toBe('Haarga Rp');
  });

  it('is one where it decided about suggestions', () => {
    const session = typed('{"suggesting":true,"base":null,"changes":[],"pending":[],"fields":[]}');
    const { base, changes } = trackingOf(session.state.doc);
    const units = base ? unitsOf(base, session.state.doc, changes) : [];
    session.apply(closeHistory(resolve(session.state, units, 'accept')));
    expect([said(session), trackingOf(session.state.doc).base]).toEqual(['Harga Rp', null]);
    expect(steps(session)).toEqual([2, 0]);
    session.undo();
    expect(trackingOf(session.state.doc).changes).toHaveLength(1);
  });
});
