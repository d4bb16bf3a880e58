import { EditorState, type Transaction, TextSelection } from 'prosemirror-state';
import { DecorationSet, EditorView } from 'prosemirror-view';
import { describe, expect, it } from 'vitest';
import { schema } from '../../body/schema';
import { afterLeaving, inText, underline, underlines, wrongAt, wrongWords } from './underlines';
import { wordAround } from './correcting.svelte';

/** Paragraphs, with what is between stars misspelt. */
function checked(...lines: string[]): EditorState {
  const paragraph = (text: string) => schema.node('paragraph', null, [schema.text(text)]);
  const doc = schema.node(
    'doc',
    null,
    lines.map((line) => paragraph(line.replaceAll('*', ''))),
  );
  const misspelt = lines.flatMap((line, index) => {
    const [before, word] = line.split('*');
    if (before === undefined || word === undefined) return [];
    const place = { type: 'line' as const, path: [index] };
    return [{ place, text: index, start: before.length, end: before.length + word.length, word }];
  });
  const state = EditorState.create({ doc, plugins: [underlines()] });
  return state.apply(underline(state.tr, inText(doc, misspelt)));
}

const words = (state: EditorState) => wrongWords(state).map(({ word }) => word);
const typed = (state: EditorState, make: (tr: Transaction) => Transaction) => state.apply(make(state.tr));
const at = (state: EditorState, position: number) =>
  state.apply(state.tr.setSelection(TextSelection.create(state.doc, position)));

describe('misspelt words in the text', () => {
  it('are where they were found', () => {
    const both = checked('Ia *mengtakan* itu.', 'Harga *brsa* naik.');
    expect(words(both)).toEqual(['mengtakan', 'brsa']);
    expect(wrongAt(both, 6)).toEqual({ from: 4, to: 13, word: 'mengtakan' });
    expect(wrongAt(both, 2)).toBeNull();
  });

  it('say to a screen reader what they are', () => {
    const view = new EditorView(null, { state: checked('Ia *mengtakan* itu.') });
    const words = [...view.dom.querySelectorAll('[aria-invalid="spelling"]')].map(({ textContent }) => textContent);
    expect(words).toEqual(['mengtakan']);
    view.destroy();
  });

  it('follow what is typed before them, and are no longer wrong once they are written in', () => {
    const both = checked('Ia *mengtakan* itu.', 'Harga *brsa* naik.');
    const before = typed(both, (tr) => tr.insertText('Kemarin ', 1));
    expect(wrongWords(before)[0]).toEqual({ from: 12, to: 21, word: 'mengtakan' });
    expect(words(typed(before, (tr) => tr.insertText('a', 16)))).toEqual(['brsa']);
    expect(words(typed(before, (tr) => tr.insertText('s', 21)))).toEqual(['brsa']);
    expect(words(typed(before, (tr) => tr.delete(10, 25)))).toEqual(['brsa']);
  });

  it('are left in peace while they are being written', () => {
    const plain = at(checked('Ia mengtakan'), 13);
    const found = [{ from: 4, to: 13, word: 'mengtakan' }];
    const writing = plain.apply(underline(plain.tr, found));
    const shown = (of: EditorState) => underlinesOf(of);
    expect(shown(writing)).toBe(0);
    expect(afterLeaving(writing)).toBeNull();
    const left = at(writing, 2);
    const then = afterLeaving(left);
    expect(then && shown(left.apply(then))).toBe(1);
  });
});

/** How many words are underlined. */
function underlinesOf(state: EditorState): number {
  const [plugin] = state.plugins;
  const set = plugin?.props.decorations?.call(plugin, state);
  return set instanceof DecorationSet ? set.find().length : 0;
}

describe('the word at a place', () => {
  it.each([
    ['Xi Jinping pergi', 5, 'Jinping'],
    ['anak-anak itu', 3, 'anak-anak'],
    ['Jum’at ', 6, 'Jum’at'],
    ['naik, turun', 5, ''],
  ])('of %j at %i is %j', (text, position, word) => {
    const [from, to] = wordAround(text, position);
    expect(text.slice(from, to)).toBe(word);
  });
});
