import { closeHistory, history, undo } from 'prosemirror-history';
import { EditorState, type Plugin, Selection, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { describe, expect, it } from 'vitest';
import { schema } from '../../body/schema';
import { matching } from '../blocks/catalogue';
import { closeSlash, slashMenu, slashOf, takeSlash } from './slash';

function desk(before = '', parent = 'paragraph', plugins: Plugin[] = []) {
  const content = before === '' ? [] : [schema.text(before)];
  const doc = schema.node('doc', null, [schema.node(parent, null, content)]);
  const heard: string[] = [];
  const menu = slashMenu((event) => heard.push(event.key) > 0);
  const view = new EditorView(null, {
    state: EditorState.create({ doc, plugins: [menu, ...plugins], selection: Selection.atEnd(doc) }),
  });
  return {
    view,
    heard,
    get open() {
      return slashOf(view.state);
    },
    type(words: string) {
      for (const letter of words) {
        const { from, to } = view.state.selection;
        const insert = () => view.state.tr.insertText(letter, from, to);
        if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, letter, insert)))
          view.dispatch(insert());
      }
    },
    press: (key: string) =>
      view.someProp('handleKeyDown', (handle) => handle(view, new KeyboardEvent('keydown', { key }))),
  };
}

describe('the menu behind /', () => {
  it('opens in an empty paragraph and behind a space, and follows what is typed', () => {
    const it = desk();
    it.type('/');
    expect(it.open).toEqual({ from: 1, typed: '' });
    it.type('tab');
    expect(it.open).toEqual({ from: 1, typed: 'tab' });
    const behind = desk('satu ');
    behind.type('/');
    expect(behind.open).toEqual({ from: 6, typed: '' });
  });

  it('is no menu in a word, between numbers, in a crosshead, or for two of them', () => {
    for (const [before, typed] of [
      ['dan', '/atau'],
      ['5', '/6'],
      ['', '//'],
      ['', '/ satu'],
      ['', '/satu dua tiga empat lima enam'],
    ] as const) {
      const it = desk(before);
      it.type(typed);
      expect(it.open, before + typed).toBeNull();
    }
    const heading = desk('', 'heading');
    heading.type('/');
    expect(heading.open).toBeNull();
  });

  it('closes and leaves the text, or goes with what was typed', () => {
    const it = desk('satu ');
    it.type('/tab');
    const { state } = it.view;
    expect(takeSlash(state).doc.textContent).toBe('satu ');
    it.view.dispatch(closeSlash(state.tr));
    expect(it.open).toBeNull();
    expect(it.view.state.doc.textContent).toBe('satu /tab');
    it.type('el');
    expect(it.open).toBeNull();
  });

  it('is no step of undo: what came in its place goes, and its name with it', () => {
    const it = desk('', 'paragraph', [history()]);
    it.type('/tab');
    it.view.dispatch(takeSlash(it.view.state));
    it.view.dispatch(closeHistory(it.view.state.tr.insertText('tabel')));
    undo(it.view.state, it.view.dispatch.bind(it.view));
    expect(it.view.state.doc.textContent).toBe('');
  });

  it('closes when the cursor leaves, and when the / is deleted', () => {
    const it = desk('satu ');
    it.type('/t');
    it.view.dispatch(it.view.state.tr.setSelection(TextSelection.create(it.view.state.doc, 2)));
    expect(it.open).toBeNull();
    const gone = desk();
    gone.type('/');
    gone.view.dispatch(gone.view.state.tr.delete(1, 2));
    expect(gone.open).toBeNull();
  });

  it('hears keys only while it is open', () => {
    const it = desk();
    it.press('Enter');
    it.type('/');
    it.press('ArrowDown');
    expect(it.heard).toEqual(['ArrowDown']);
  });
});

describe('what it offers', () => {
  const ids = (typed: string) => matching(typed).map(({ id }) => id);
  it('is found by its name in either language, without accents or case', () => {
    expect(ids('sub')).toEqual(['heading2', 'heading3']);
    expect(ids('CROSS')).toContain('heading2');
    expect(ids('kutip')[0]).toBe('quote');
    expect(ids('numb')).toEqual(['orderedList']);
    expect(ids('zzz')).toEqual([]);
  });

  it('finds what people call otherwise', () => {
    for (const word of ['foto', 'gambar', 'photo', 'picture']) expect(ids(word)[0], word).toBe('image');
    for (const word of ['youtube', 'tiktok', 'instag']) expect(ids(word), word).toEqual(['embed']);
  });

  it('is all of it while nothing is typed, and best where a name begins so', () => {
    expect(matching('').length).toBeGreaterThan(6);
    expect(ids('daftar')).toEqual(expect.arrayContaining(['bulletList', 'orderedList']));
    expect(ids('small')[0]).toBe('heading3');
  });
});
