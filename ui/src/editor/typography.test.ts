import { closeHistory, history, undo } from 'prosemirror-history';
import { keydownHandler } from 'prosemirror-keymap';
import { EditorState, type Plugin, Selection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { describe, expect, it } from 'vitest';
import { schema } from '../body/schema';
import { following } from '../newsroom/tracking/plugin';
import { resolve } from '../newsroom/tracking/resolving';
import { bare, trackingOf } from '../newsroom/tracking/tracking';
import { unitsOf } from '../newsroom/tracking/units';
import { bodyKeys } from './keymap';
import { markdownRules } from './rules';
import { typography } from './typography';

/** A desk that sets what is typed at the end of `before`; with a name, what that person writes is a suggestion. */
function desk(language: string, before = '', on = true, suggests = '') {
  const text = before === '' ? [] : [schema.text(before)];
  const doc = schema.node('doc', null, [schema.node('paragraph', null, text)]);
  const who = () => ({ author: suggests, at: '2026-11-25T04:00:00Z' });
  const plugins: Plugin[] = [
    history(),
    following(who, () => suggests !== ''),
    markdownRules(),
    typography(() => ({ on, language })),
  ];
  const view = new EditorView(null, { state: EditorState.create({ doc, plugins, selection: Selection.atEnd(doc) }) });
  const keys = keydownHandler(
    bodyKeys({
      undo: () => undo(view.state, view.dispatch.bind(view)),
      redo: () => false,
      leaveUp: () => false,
      link: () => undefined,
      related: () => undefined,
      menu: () => undefined,
      escape: () => false,
    }),
  );
  return {
    view,
    get text() {
      return view.state.doc.textContent;
    },
    type(words: string) {
      for (const letter of words) {
        const { from, to } = view.state.selection;
        const insert = () => view.state.tr.insertText(letter, from, to);
        if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, letter, insert)))
          view.dispatch(insert());
      }
      return this.text;
    },
    undo: () => keys(view, new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, keyCode: 90 })),
    backspace: () => keys(view, new KeyboardEvent('keydown', { key: 'Backspace' })),
  };
}

describe('signs as they are typed', () => {
  it.each([
    ['id', '"Sahabat baja," kata Putin.', '“Sahabat baja,” kata Putin.'],
    ['id', 'Ia berkata "kami bilang \'tidak\'."', 'Ia berkata “kami bilang ‘tidak’.”'],
    ['id', '("kutip") ["kutip"]', '(“kutip”) [“kutip”]'],
    ['id', "Jum'at, Qur'an", 'Jum’at, Qur’an'],
    ['id', "tragedi '98-an", 'tragedi ’98-an'],
    ['id', 'Rusia -- dan Tiongkok', 'Rusia – dan Tiongkok'],
    ['id', 'Rusia --- dan', 'Rusia — dan'],
    ['en', "It's the dogs' day in the '90s", 'It’s the dogs’ day in the ’90s'],
    ['en', 'He--of all people--said "no"', 'He—of all people—said “no”'],
    ['en', '"I was--" he said--"but no"', '“I was—” he said—“but no”'],
    ['id', '"Kami akan --" katanya', '“Kami akan –” katanya'],
    ['en', '"\'No,\' she said"', '“‘No,’ she said”'],
    ['en-GB', 'Well... yes', 'Well… yes'],
    ['id', 'Harga 5.000. Lalu - turun', 'Harga 5.000. Lalu - turun'],
    ['id', 'lihat https://a.id/"x"--y...z', 'lihat https://a.id/"x"--y...z'],
    ['id', "tulis ke o'brien@a.id atau www.a--b.id", 'tulis ke o’brien@a.id atau www.a--b.id'],
  ])('in %s: %s', (language, typed, set) => {
    expect(desk(language).type(typed)).toBe(set);
  });

  it('stay as they are where it is turned off', () => {
    expect(desk('id', '', false).type('"a" -- b...')).toBe('"a" -- b...');
  });

  it.each(['', 'Sari'])('are given back by exactly one Ctrl+Z, wherever they are set; suggested by %j', (author) => {
    for (const [before, typed] of [
      ['', '"'],
      ['kata ', '"'],
      ['kata', '"'],
      ['it', "'"],
      ['a -', '-'],
      ['a..', '.'],
      ['‘90', 's'],
    ] as const) {
      const it = desk('en', before, true, author);
      it.type(typed);
      expect(it.text).not.toBe(before + typed);
      it.undo();
      expect(it.text).toBe(before + typed);
    }
  });

  it.each(['', 'Sari'])('are one sign for Backspace; suggested by %j', (author) => {
    const it = desk('id', 'kata ', true, author);
    it.type('"');
    it.backspace();
    // Without a real window nothing deletes a letter by itself; what matters is that the sign was not turned back.
    expect(it.text).toBe('kata “');
  });

  it('that are given back leave suggestions that are true of the text, and the rest of the typing to the next Ctrl+Z', () => {
    const it = desk('id', 'kata ', true, 'Sari');
    const { view } = it;
    const start = view.state.doc;
    it.type('sungai"');
    it.undo();
    expect(it.text).toBe('kata sungai"');
    const { base, changes } = trackingOf(view.state.doc);
    expect(base?.toJSON()).toEqual(bare(start).toJSON());
    expect(changes.map(({ fromA, toA, fromB, toB }) => [fromA, toA, fromB, toB])).toEqual([[6, 6, 6, 13]]);
    it.undo();
    expect(it.text).toBe('kata ');
    expect(trackingOf(view.state.doc).base).toBeNull();
  });

  it('are not taken back where a decision about suggestions came behind them', () => {
    const it = desk('id', 'kata ', true, 'Sari');
    const { view } = it;
    it.type('"');
    const { base, changes } = trackingOf(view.state.doc);
    const units = base ? unitsOf(base, view.state.doc, changes) : [];
    view.dispatch(closeHistory(resolve(view.state, units, 'accept')));
    it.undo();
    expect(it.text).toBe('kata “');
    expect(trackingOf(view.state.doc).base).not.toBeNull();
  });

  it('keep the marks of the text in front of them', () => {
    const it = desk('id');
    const { view } = it;
    view.dispatch(view.state.tr.insertText('tebal '));
    view.dispatch(view.state.tr.addMark(1, 6, schema.mark('strong')));
    it.type('"x"');
    expect(view.state.doc.toString()).toBe('doc(paragraph(strong("tebal"), " “x”"))');
  });

  it('are left alone in a link', () => {
    const it = desk('id');
    const { view } = it;
    const link = schema.mark('link', { href: 'https://a.id' });
    view.dispatch(view.state.tr.insert(1, schema.text('satu dua', [link])));
    view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(6))));
    it.type('"');
    expect(it.text).toBe('satu "dua');
  });
});

describe('Markdown as it is typed', () => {
  it.each([
    ['', 'Backspace'],
    ['', 'Ctrl+Z'],
    ['Sari', 'Backspace'],
    ['Sari', 'Ctrl+Z'],
  ])('suggested by %j is taken back by one %s', (author, key) => {
    const it = desk('id', '', true, author);
    const { view } = it;
    for (const [typed, block] of [
      ['## ', 'heading'],
      ['- ', 'bulletList'],
    ]) {
      it.type(typed ?? '');
      expect(view.state.doc.firstChild?.type.name).toBe(block);
      if (key === 'Backspace') it.backspace();
      else it.undo();
      expect(view.state.doc.toString()).toBe(`doc(paragraph("${typed ?? ''}"))`);
      view.dispatch(view.state.tr.delete(1, view.state.doc.content.size - 1));
    }
  });
});
