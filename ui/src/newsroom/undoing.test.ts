import { closeHistory, history, redo, redoDepth, undo, undoDepth } from 'prosemirror-history';
import { type Command, EditorState, type Transaction } from 'prosemirror-state';
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

/** The state after undo or redo has done all that it can. */
function through(state: EditorState, command: Command): EditorState {
  let now = state;
  while (command(now, (transaction) => (now = now.apply(transaction))));
  return now;
}

/** The same steps, at the same moment, in a state of the same text. */
function alike(state: EditorState, { steps, time }: Transaction): Transaction {
  const transaction = state.tr.setTime(time);
  for (const step of steps) transaction.step(step);
  return transaction;
}

describe('undo and redo after a restart', () => {
  it('do in a window that was opened again and again what they do in one that stays', { timeout: 60_000 }, () => {
    let restarts = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      const random = seeded(seed);
      let stays = headline(start(seed), 'Satu');
      let restarted = stays;
      let clock = Date.now();
      const both = (change: (state: EditorState) => EditorState) => {
        [stays, restarted] = [change(stays), change(restarted)];
      };
      const matches = (what: string) => {
        expect(restarted.doc.toJSON(), what).toEqual(stays.doc.toJSON());
        expect(fieldsOf(restarted.doc), what).toEqual(fieldsOf(stays.doc));
        expect([undoDepth(restarted), redoDepth(restarted)], what).toEqual([undoDepth(stays), redoDepth(stays)]);
      };
      const ways = ['edit', 'edit', 'type', 'type', 'undo', 'undo', 'undo', 'redo', 'redo', 'head', 'restart'] as const;
      for (let move = 0; move < 40; move += 1) {
        const way = pick(random, ways);
        clock += 100;
        if (way === 'undo' || way === 'redo') {
          const command = way === 'undo' ? undo : redo;
          both((state) => {
            let next = state;
            command(state, (transaction) => (next = state.apply(transaction)));
            return next;
          });
        } else if (way === 'head') {
          both((state) => headline(state, `Judul ${String(move)}`));
        } else if (way === 'restart') {
          const json = writeUndo(restarted);
          // A restart ends what is typed as one step.
          stays = stays.apply(closeHistory(stays.tr));
          const again = json === null ? opened(restarted) : readUndo(opened(restarted), plugin, json);
          if (!again) throw new Error(`seed ${String(seed)}: the history is not taken up`);
          if (redoDepth(again) > 0) restarts += 1;
          restarted = again;
        } else {
          const edit = randomEdit(stays, random)?.setTime(clock);
          if (edit)
            both((state) => state.apply(way === 'edit' ? closeHistory(alike(state, edit)) : alike(state, edit)));
        }
        matches(`seed ${String(seed)}, ${way} ${String(move)}`);
      }
      both((state) => through(state, undo));
      matches(`seed ${String(seed)}, all undone`);
      both((state) => through(state, redo));
      matches(`seed ${String(seed)}, all redone`);
    }
    expect(restarts, 'restarts with something to do again').toBeGreaterThan(100);
  });

  it('reads a history of the time before redo was kept', () => {
    const first = start(2);
    const edited = headline(headline(first, 'Satu'), 'Dua');
    const { done } = JSON.parse(writeUndo(edited) ?? '') as { done: unknown };
    const again = readUndo(opened(edited), plugin, JSON.stringify(done));
    expect(again && undoDepth(again)).toBe(2);
    expect(again && fieldsOf(through(again, undo).doc)).toEqual(fieldsOf(first.doc));
  });

  it('leave what is typed at once after it a step of its own', () => {
    const state = start(3);
    const edited = state.apply(state.tr.insertText('a', 1));
    const again = readUndo(opened(edited), plugin, writeUndo(edited) ?? '');
    const typed = again?.apply(again.tr.insertText('b', 2));
    expect(typed && undoDepth(typed)).toBe(2);
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

  it('are none where the text is another, and nothing goes wrong where it is no history', () => {
    const state = start(5);
    const edited = state.apply(closeHistory(state.tr).insertText('Kemarin ', 1));
    const json = writeUndo(edited) ?? '';
    const empty = EditorState.create({ schema, plugins: [plugin] });
    expect(readUndo(empty, plugin, json)).toBeNull();
    for (const wrong of ['', '{}', '[[{"stepType":"nothing"}]]', 'null'])
      expect(readUndo(opened(edited), plugin, wrong)).toBeNull();
  });

  it('of a long day are the newest part of it', () => {
    let state = start(7);
    for (let step = 0; step < 400; step += 1) state = state.apply(closeHistory(state.tr).insertText('a', 1));
    const again = readUndo(opened(state), plugin, writeUndo(state) ?? '');
    expect(again && undoDepth(again)).toBe(DEPTH);
  });
});
