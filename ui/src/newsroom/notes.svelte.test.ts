import { TextSelection } from 'prosemirror-state';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NewNote, Note } from '../ipc/bindings';
import { anchorOf, type NoteDesk, Notes, threadsOf } from './notes.svelte';
import { paragraph, sampleSession } from './sampleSession';

const AT = '2026-11-23T10:00:00.000Z';

function note(id: string, thread = id, words = ''): Note {
  return { id, story: 'a', thread, quote: null, words, actor: 'Sari', at: AT, resolved: null, resolver: null };
}

/** A story with notes, and a newsroom that answers when it is told to. */
function writing(...lines: string[]) {
  const session = sampleSession(lines.map(paragraph));
  const kept: NewNote[] = [];
  const asked: ((notes: Note[]) => void)[] = [];
  let answer = Promise.resolve();
  const desk: NoteDesk = {
    notes: () => new Promise((tell) => asked.push(tell)),
    addNote: async (one) => {
      kept.push(one);
      await answer;
      return { ...note(`n${String(kept.length)}`, one.thread ?? undefined, one.words), quote: one.quote };
    },
    resolveNote: () => Promise.resolve(),
    deleteNote: () => Promise.resolve(),
  };
  const notes = new Notes(session, desk);
  return {
    session,
    notes,
    kept,
    asked,
    /** The newsroom answers only when what this returns is called. */
    hold() {
      let go: () => void = () => undefined;
      answer = new Promise((done) => (go = done));
      return () => go();
    },
    select(words: string) {
      const { doc, tr } = session.state;
      let from = 0;
      doc.descendants((node, at) => {
        const start = node.isText ? (node.text?.indexOf(words) ?? -1) : -1;
        if (start >= 0) from = at + start;
      });
      session.apply(tr.setSelection(TextSelection.create(doc, from, from + words.length)));
    },
    edit(from: number, to: number, words = '') {
      session.apply(session.state.tr.insertText(words, from, to));
    },
    /** Keeps the note, and reads the list again. */
    async keep(words = 'Benar?') {
      const keeping = notes.keep(words);
      await vi.waitFor(() => expect(asked).not.toHaveLength(0));
      for (const tell of asked.splice(0)) tell([]);
      await keeping;
    },
    /** The words that a note is anchored at. */
    anchored(id = 'n1') {
      const { doc } = session.state;
      const place = anchorOf(doc, id);
      return place && doc.textBetween(place.from, place.to, '|');
    },
  };
}

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true }));
afterEach(() => vi.useRealTimers());

describe('a note at words of the text', () => {
  it('is anchored at them', async () => {
    const it = writing('Air sungai naik.');
    it.select('sungai');
    it.notes.begin();
    expect(it.notes.draft?.quote).toBe('sungai');
    await it.keep();
    expect(it.kept).toEqual([{ story: 'a', thread: null, quote: 'sungai', words: 'Benar?' }]);
    expect(it.anchored()).toBe('sungai');
    expect([it.notes.draft, it.notes.current]).toEqual([null, 'n1']);
  });

  it('stays with them while somebody writes in front of them and next to them', async () => {
    const it = writing('Air sungai naik.');
    it.select('sungai');
    it.notes.begin();
    it.edit(1, 1, 'Kemarin, a');
    it.edit(15, 15, 'di ');
    it.edit(24, 24, 'nya');
    expect(it.session.state.doc.textContent).toBe('Kemarin, aAir di sungainya naik.');
    await it.keep();
    expect(it.anchored()).toBe('sungai');
  });

  it('stays with them while the newsroom answers', async () => {
    const it = writing('Air sungai naik.');
    it.select('sungai');
    it.notes.begin();
    const go = it.hold();
    const keeping = it.keep();
    it.edit(1, 1, 'Kemarin ');
    go();
    await keeping;
    expect(it.anchored()).toBe('sungai');
  });

  it('is one at the story where they are gone, however much went', async () => {
    const it = writing('Pembuka.', 'Air sungai naik.', 'Penutup.');
    it.select('sungai');
    it.notes.begin();
    it.session.apply(it.session.state.tr.delete(0, it.session.state.doc.content.size - 10));
    await it.keep();
    expect(it.kept[0]?.quote).toBeNull();
    expect([it.anchored(), it.session.state.doc.textContent]).toEqual([null, 'Penutup.']);
  });

  it('leaves one that was begun meanwhile to be written', async () => {
    const it = writing('Air sungai naik.');
    it.select('sungai');
    it.notes.begin();
    const go = it.hold();
    const keeping = it.keep();
    it.select('Air');
    it.notes.begin();
    go();
    await keeping;
    expect(it.notes.draft?.quote).toBe('Air');
  });

  it('is undone by itself', async () => {
    const it = writing('Air sungai naik.');
    it.edit(1, 1, 'Kini ');
    it.select('sungai');
    it.notes.begin();
    await it.keep();
    it.session.undo();
    expect([it.anchored(), it.session.state.doc.textContent]).toEqual([null, 'Kini Air sungai naik.']);
  });
});

describe('a note at the story', () => {
  it('is what is begun where nothing is selected, and changes nothing in the text', async () => {
    const it = writing('Air sungai naik.');
    const { doc } = it.session.state;
    it.notes.begin();
    expect(it.notes.draft?.quote).toBeNull();
    await it.keep();
    expect(it.session.state.doc).toBe(doc);
    expect(it.kept[0]?.quote).toBeNull();
  });

  it('is not kept without words, or after it was left', async () => {
    const it = writing('Air sungai naik.');
    it.notes.beginAtStory();
    await it.notes.keep('  ');
    it.notes.leave();
    await it.notes.keep('Benar?');
    expect(it.kept).toEqual([]);
  });
});

describe('the notes of a story', () => {
  it('are first notes with their replies', () => {
    const threads = threadsOf([note('a'), note('b'), note('c', 'a'), note('d', 'b')]);
    expect(threads.map(({ first, replies }) => [first.id, replies.map(({ id }) => id)])).toEqual([
      ['a', ['c']],
      ['b', ['d']],
    ]);
  });

  it('are those of the later of two answers', async () => {
    const it = writing('');
    const [early, late] = [it.notes.load(), it.notes.load()];
    it.asked[1]?.([note('new')]);
    it.asked[0]?.([note('old')]);
    await Promise.all([early, late]);
    expect(it.notes.threads.map(({ first }) => first.id)).toEqual(['new']);
  });
});
