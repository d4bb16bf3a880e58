import { TextSelection } from 'prosemirror-state';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Picture } from '../../newsroom/pictures';
import { paragraph, sampleSession } from '../../newsroom/sampleSession';
import type { Session } from '../../newsroom/session.svelte';
import { putDropped } from './dropped';

const PICTURE: Picture = {
  src: `${'0'.repeat(64)}.jpg`,
  width: 4,
  height: 3,
  caption: 'Banjir',
  alt: '',
  credit: '',
  photographer: '',
  place: '',
  date: '',
};

/** The first letters of each block. */
const blocks = ({ state }: Session) => state.doc.content.content.map((block) => block.textContent);

function cursorAt(session: Session, at: number) {
  session.apply(session.state.tr.setSelection(TextSelection.create(session.state.doc, at)));
}

/** A story of three paragraphs, into the first of which pictures were dropped; they are copied when that is told. */
function dropping() {
  const session = sampleSession(['satu', 'dua', 'tiga'].map(paragraph));
  cursorAt(session, 3);
  const tell: { copied: (picture: Picture) => void; failed: (why: unknown) => void }[] = [];
  const copying = [0, 1].map(() => new Promise<Picture>((copied, failed) => tell.push({ copied, failed })));
  const put = putDropped(session, copying);
  return {
    session,
    async copied() {
      tell[0]?.copied(PICTURE);
      tell[1]?.failed('diskFull');
      return put;
    },
  };
}

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

describe('pictures that were dropped', () => {
  it('come where the cursor still is, which goes into the caption; one that fails keeps out no other', async () => {
    const { session, copied } = dropping();
    expect(await copied()).toEqual({ pictures: [PICTURE], faults: ['diskFull'] });
    expect(blocks(session)).toEqual(['satu', 'Banjir', 'dua', 'tiga']);
    expect(session.state.selection.$from.parent.type.name).toBe('image');
  });

  it('come where they were dropped although somebody writes elsewhere, who is not disturbed', async () => {
    const { session, copied } = dropping();
    session.apply(session.state.tr.insert(0, session.state.schema.node('paragraph', null, [])));
    cursorAt(session, session.state.doc.content.size - 1);
    session.apply(session.state.tr.insertText(' em'));
    await copied();
    session.apply(session.state.tr.insertText('pat'));
    expect(blocks(session)).toEqual(['', 'satu', 'Banjir', 'dua', 'tiga empat']);
  });

  it('come near there where that paragraph is gone', async () => {
    const { session, copied } = dropping();
    cursorAt(session, session.state.doc.content.size - 1);
    session.apply(session.state.tr.delete(0, session.state.doc.child(0).nodeSize));
    await copied();
    expect(blocks(session).sort()).toEqual(['Banjir', 'dua', 'tiga']);
  });

  it('do not come into a text that may not be changed by then', async () => {
    const { session, copied } = dropping();
    session.saved = { ...session.saved, beside: { version: 1, revision: 2 } };
    expect((await copied()).pictures).toEqual([]);
    expect(blocks(session)).toEqual(['satu', 'dua', 'tiga']);
  });
});
