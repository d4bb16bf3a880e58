import { closeHistory, history, redo, redoDepth, undo, undoDepth } from 'prosemirror-history';
import { Fragment, type Node } from 'prosemirror-model';
import { type Command, EditorState, type Transaction } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { document, fieldsOf, readBody, writeBody } from '../body/json';
import { Head } from '../body/nodes/doc';
import { schema } from '../body/schema';
import { EMPTY_FIELDS } from './sampleSession';
import { following, tracked } from './tracking/plugin';
import { resolve } from './tracking/resolving';
import { pick, randomDoc, randomEdit, randomEditOfStory, seeded } from './tracking/scripts';
import { readTracking, writeTracking } from './tracking/stored';
import { bare, trackingOf } from './tracking/tracking';
import { unitsOf } from './tracking/units';
import { DEPTH, readUndo, writeUndo } from './undoing';

const plugin = history({ depth: DEPTH });
const start = (seed: number) => EditorState.create({ doc: randomDoc(seed), plugins: [plugin] });

/** The same text in a window that was opened again. */
const opened = (state: EditorState) => EditorState.create({ doc: state.doc, plugins: [plugin] });

function headline(state: EditorState, words: string): EditorState {
  return state.apply(closeHistory(state.tr).setDocAttribute('head', new Head({ headline: words })));
}

/** A desk at which some of what is written is suggested. */
class Suggesting {
  readonly start: Node;
  suggesting = true;
  author = 'Sari';
  minute = 0;
  readonly #plugins = [
    plugin,
    following(
      () => ({ author: this.author, at: new Date(this.minute * 60_000).toISOString() }),
      () => this.suggesting,
    ),
  ];

  constructor(seed: number) {
    this.start = randomDoc(seed);
  }

  /** This text as a window finds it in the newsroom. */
  opened(doc: Node): EditorState {
    const read = document(readBody(writeBody(doc)), fieldsOf(doc));
    const { tracking } = readTracking(writeTracking(doc, trackingOf(doc), true), read);
    return EditorState.create({ doc: tracked(read, tracking), plugins: this.#plugins });
  }
}

/** Text, metadata and suggestions. */
function told({ doc }: EditorState): object {
  return {
    body: bare(doc).toJSON() as object,
    fields: fieldsOf(doc),
    tracking: writeTracking(doc, trackingOf(doc), true),
  };
}

function once(state: EditorState, command: Command): EditorState {
  let next = state;
  command(state, (transaction) => (next = state.apply(transaction)));
  return next;
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
          both((state) => once(state, command));
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

  it('go through what was suggested, decided on, and written with suggestions about', { timeout: 120_000 }, () => {
    let [behind, ahead] = [0, 0];
    for (let seed = 1; seed <= 100; seed += 1) {
      const random = seeded(seed);
      const desk = new Suggesting(seed);
      let restarted = desk.opened(desk.start);
      let stays = desk.opened(desk.start);
      const both = (change: (state: EditorState) => EditorState) => {
        [stays, restarted] = [change(stays), change(restarted)];
      };
      const matches = (what: string) => {
        expect(told(restarted), what).toEqual(told(stays));
        expect([undoDepth(restarted), redoDepth(restarted)], what).toEqual([undoDepth(stays), redoDepth(stays)]);
      };
      const ways = ['edit', 'edit', 'type', 'type', 'undo', 'undo', 'redo', 'mode', 'decide', 'restart'] as const;
      for (let move = 0; move < 40; move += 1) {
        const way = pick(random, ways);
        desk.minute += 1;
        if (way === 'undo' || way === 'redo') {
          both((state) => once(state, way === 'undo' ? undo : redo));
        } else if (way === 'mode') {
          desk.suggesting = !desk.suggesting;
          desk.author = pick(random, ['Sari', 'Budi']);
        } else if (way === 'decide') {
          const { base, changes } = trackingOf(stays.doc);
          const at = random();
          const decision = random() < 0.5 ? 'accept' : 'reject';
          if (base === null) continue;
          both((state) => {
            const { base: before, changes: now } = trackingOf(state.doc);
            const units = before ? unitsOf(before, state.doc, now) : [];
            const chosen = units.slice(Math.floor(at * units.length)).slice(0, 2);
            return state.apply(closeHistory(resolve(state, chosen, decision)));
          });
          expect(changes.length).toBeGreaterThan(0);
        } else if (way === 'restart') {
          stays = stays.apply(closeHistory(stays.tr));
          const json = writeUndo(restarted.reconfigure({ plugins: [plugin] }));
          const opened = desk.opened(restarted.doc);
          const again = json === null ? opened : readUndo(opened, plugin, json);
          if (!again) throw new Error(`seed ${String(seed)}: the history is not taken up`);
          if (trackingOf(again.doc).base !== null) {
            behind += undoDepth(again);
            ahead += redoDepth(again);
          }
          restarted = again;
        } else {
          const edit = randomEditOfStory(stays, random)?.setTime(desk.minute * 100);
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
    expect(behind, 'steps that were taken up with suggestions in the text').toBeGreaterThan(500);
    expect(ahead, 'steps to be done again with suggestions in the text').toBeGreaterThan(50);
  });

  it('of a long text that is suggested about are hardly longer than what was done', () => {
    const desk = new Suggesting(1);
    const paragraphs = Array.from({ length: 400 }, (_, at) =>
      schema.node('paragraph', null, schema.text(`Paragraf ${String(at)}: ${'kata demi kata '.repeat(20)}`)),
    );
    let state = desk.opened(document(Fragment.from(paragraphs), EMPTY_FIELDS));
    for (let at = 0; at < 200; at += 1) {
      // Every other word is put into a paragraph that has a suggestion of somebody else already.
      [desk.author, desk.suggesting] = at % 2 === 0 ? ['Sari', true] : ['Budi', false];
      const place = 5 + state.doc.children.slice(0, at).reduce((size, { nodeSize }) => size + nodeSize, 0);
      state = state.apply(closeHistory(state.tr).insertText('baru ', place));
    }
    const json = writeUndo(state.reconfigure({ plugins: [plugin] })) ?? '';
    expect(json.length).toBeLessThan(200_000);
    const again = readUndo(desk.opened(state.doc), plugin, json);
    expect(again && undoDepth(again)).toBe(200);
    expect(again && through(again, undo).doc.textContent).toBe(through(state, undo).doc.textContent);
  });

  it('are none where the suggestions are others than they were', () => {
    const desk = new Suggesting(9);
    const start = desk.opened(desk.start);
    const edited = start.apply(closeHistory(start.tr).insertText('Kemarin ', 1));
    const twice = edited.apply(closeHistory(edited.tr).insertText('Lusa ', edited.doc.content.size - 1));
    const json = writeUndo(twice.reconfigure({ plugins: [plugin] })) ?? '';
    const other = desk.opened(tracked(twice.doc, trackingOf(edited.doc)));
    expect(readUndo(desk.opened(twice.doc), plugin, json)).not.toBeNull();
    expect(readUndo(other, plugin, json)).toBeNull();
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
