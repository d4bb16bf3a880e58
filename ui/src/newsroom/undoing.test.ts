import { closeHistory, history, redo, undo, undoDepth } from 'prosemirror-history';
import { EditorState } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../body/json';
import { Head } from '../body/nodes/doc';
import { schema } from '../body/schema';
import { DEPTH, readUndo, writeUndo } from './undoing';
import { pick, randomDoc, randomEdit, seeded } from './tracking/scripts';

const plugin = history({ depth: DEPTH });
const start = (seed: number) => EditorState.create({ doc: randomDoc(seed), plugins: [plugin] });

/** The same text in a window that was opened again. */
const opened = (state: EditorState) => EditorState.create({ doc: state.doc, plugins: [plugin] });

function headline(state: EditorState, words: string): EditorState {
  return state.apply(closeHistory(state.tr).setDocAttribute('head', new Head({ headline: words })));
}

function undone(state: EditorState): EditorState {
  let now = state;
  while (undo(now, (transaction) => (now = now.apply(transaction))));
  return now;
}

describe('undo after a restart', () => {
  it('takes back to the first text whatever was edited, undone and redone before', { timeout: 60_000 }, () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = seeded(seed);
      let state = headline(start(seed), 'Satu');
      for (let edit = 0; edit < 25; edit += 1) {
        const way = pick(random, ['edit', 'edit', 'edit', 'type', 'undo', 'redo', 'head'] as const);
        if (way === 'undo') undo(state, (transaction) => (state = state.apply(transaction)));
        else if (way === 'redo') redo(state, (transaction) => (state = state.apply(transaction)));
        else if (way === 'head') state = headline(state, `Judul ${String(edit)}`);
        else {
          const transaction = randomEdit(state, random);
          if (transaction) state = state.apply(way === 'edit' ? closeHistory(transaction) : transaction);
        }
      }
      const json = writeUndo(state);
      if (json === null) {
        expect(undoDepth(state)).toBe(0);
        continue;
      }
      const again = readUndo(opened(state), plugin, json);
      expect(again, `seed ${String(seed)}`).not.toBeNull();
      if (!again) continue;
      expect(again.doc.eq(state.doc)).toBe(true);
      expect(undoDepth(again)).toBe(undoDepth(state));
      const [before, after] = [undone(state), undone(again)];
      expect(after.doc.toJSON(), `seed ${String(seed)}`).toEqual(before.doc.toJSON());
      expect(fieldsOf(after.doc)).toEqual(fieldsOf(before.doc));
    }
  });

  it('one step at a time is the same step', () => {
    let state = start(3);
    state = headline(state, 'Satu');
    state = state.apply(closeHistory(state.tr).insertText('Kemarin ', 1));
    state = headline(state, 'Dua');
    let again = readUndo(opened(state), plugin, writeUndo(state) ?? '');
    for (let step = 0; step < 3 && again; step += 1) {
      const [one, other] = [state, again];
      undo(one, (transaction) => (state = one.apply(transaction)));
      undo(other, (transaction) => (again = other.apply(transaction)));
      expect(again.doc.toJSON()).toEqual(state.doc.toJSON());
    }
  });

  it('is none where the text is another, and nothing goes wrong where it is no history', () => {
    const state = start(5);
    const edited = state.apply(closeHistory(state.tr).insertText('Kemarin ', 1));
    const json = writeUndo(edited) ?? '';
    const empty = EditorState.create({ schema, plugins: [plugin] });
    expect(readUndo(empty, plugin, json)).toBeNull();
    for (const wrong of ['', '{}', '[[{"stepType":"nothing"}]]', 'null'])
      expect(readUndo(opened(edited), plugin, wrong)).toBeNull();
  });

  it('of a long day is the newest part of it', () => {
    let state = start(7);
    for (let step = 0; step < 400; step += 1) state = state.apply(closeHistory(state.tr).insertText('a', 1));
    const again = readUndo(opened(state), plugin, writeUndo(state) ?? '');
    expect(again && undoDepth(again)).toBe(DEPTH);
  });
});
