import { history, undo } from 'prosemirror-history';
import { keydownHandler } from 'prosemirror-keymap';
import { Node } from 'prosemirror-model';
import { type Command, EditorState, NodeSelection, Selection, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { describe, expect, it } from 'vitest';
import { schema } from '../body/schema';
import * as commands from './commands';
import { bodyKeys } from './keymap';
import { markdownRules } from './rules';

type Json = Record<string, unknown>;
const text = (words: string, ...marks: Json[]) => ({ type: 'text', text: words, ...(marks.length ? { marks } : {}) });
const p = (...content: Json[]) => ({ type: 'paragraph', ...(content.length ? { content } : {}) });
const h = (level: number, ...content: Json[]) => ({ type: 'heading', attrs: { level }, content });
const ul = (...items: Json[][]) => ({
  type: 'bulletList',
  content: items.map((content) => ({ type: 'listItem', content })),
});
const quote = (...content: Json[]) => ({ type: 'quote', content });
const related = { type: 'relatedLink', attrs: { title: 'Baca', storyId: null, url: null } };
const image = (...content: Json[]) => ({ type: 'image', attrs: { src: 'a.jpg', alt: '', credit: '' }, content });

/** A state whose cursor stands at `|`, or whose selection is between two of them. */
function desk(...content: Json[]) {
  const marked = Node.fromJSON(schema, { type: 'doc', content });
  const places: number[] = [];
  let state = EditorState.create({ doc: marked });
  for (;;) {
    let at = -1;
    state.doc.descendants((node, pos) => {
      if (at < 0 && node.isText && node.text?.includes('|')) at = pos + node.text.indexOf('|');
    });
    if (at < 0) break;
    state = state.apply(state.tr.delete(at, at + 1));
    places.push(at);
  }
  const [from = 1, to = from] = places;
  const log: string[] = [];
  let current = EditorState.create({
    doc: state.doc,
    selection: places.length ? TextSelection.create(state.doc, from, to) : Selection.atStart(state.doc),
    plugins: [history(), markdownRules()],
  });
  const view = new EditorView(null, {
    state: current,
    dispatchTransaction(tr) {
      current = current.apply(tr);
      view.updateState(current);
    },
  });
  const keys = keydownHandler(
    bodyKeys({
      undo: () => undo(current, view.dispatch.bind(view)),
      redo: () => false,
      leaveUp: () => log.push('up') > 0,
      link: () => log.push('link'),
      related: () => log.push('related'),
      menu: () => log.push('menu'),
      escape: () => false,
    }),
  );
  return {
    view,
    log,
    get state() {
      return current;
    },
    /** The tree, as short as it can be read. */
    get tree() {
      return current.doc.content.toString();
    },
    key: (key: string, modifiers: KeyboardEventInit = {}) =>
      keys(view, new KeyboardEvent('keydown', { key, ...modifiers })),
    run: (command: Command) => command(current, view.dispatch.bind(view), view),
    type(words: string) {
      for (const letter of words) {
        const { from, to } = current.selection;
        const insert = () => current.tr.insertText(letter, from, to);
        if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, letter, insert)))
          view.dispatch(insert());
      }
    },
  };
}

describe('headings', () => {
  it('are set, changed and taken back by their keys', () => {
    const it = desk(p(text('Judul|')));
    it.key('2', { ctrlKey: true, altKey: true, keyCode: 50 });
    expect(it.state.doc.firstChild?.attrs.level).toBe(2);
    it.run(commands.toggleHeading(3));
    expect(it.state.doc.firstChild?.attrs.level).toBe(3);
    it.run(commands.toggleHeading(3));
    expect(it.tree).toBe('<paragraph("Judul")>');
  });

  it('never turn a picture into text', () => {
    const it = desk(image(text('Ke|terangan')));
    expect(it.run(commands.toggleHeading(2))).toBe(false);
    expect(it.run(commands.toParagraph)).toBe(false);
    const over = desk(p(text('|a')), image(text('b')), p(text('c|')));
    over.run(commands.toggleHeading(2));
    expect(over.tree).toBe('<heading("a"), image("b"), heading("c")>');
  });

  it('end with Enter, and Backspace at their start makes them a paragraph', () => {
    const end = desk(h(2, text('Judul|')));
    end.key('Enter');
    expect(end.tree).toBe('<heading("Judul"), paragraph>');
    const start = desk(p(text('a')), h(2, text('|Judul')));
    start.key('Backspace');
    expect(start.tree).toBe('<paragraph("a"), paragraph("Judul")>');
  });
});

describe('lists', () => {
  it('go on with Enter and end with a second one', () => {
    const it = desk(ul([p(text('satu|'))]));
    it.key('Enter');
    it.type('dua');
    it.key('Enter');
    it.key('Enter');
    expect(it.tree).toBe('<bulletList(listItem(paragraph("satu")), listItem(paragraph("dua"))), paragraph>');
  });

  it('go in with Tab and out with Shift+Tab, and Tab elsewhere is not taken', () => {
    const it = desk(ul([p(text('satu'))], [p(text('dua|'))]));
    it.key('Tab');
    expect(it.tree).toBe('<bulletList(listItem(paragraph("satu"), bulletList(listItem(paragraph("dua")))))>');
    it.key('Tab', { shiftKey: true });
    expect(it.tree).toBe('<bulletList(listItem(paragraph("satu")), listItem(paragraph("dua")))>');
    expect(desk(p(text('a|'))).key('Tab')).toBe(false);
  });

  it('let go of an item with Backspace at its start', () => {
    const it = desk(ul([p(text('satu'))], [p(text('|dua'))]));
    it.key('Backspace');
    expect(it.tree).toBe('<bulletList(listItem(paragraph("satu"))), paragraph("dua")>');
  });

  it('change their kind and end by the same command', () => {
    const it = desk(p(text('sa|tu')));
    it.run(commands.toggleBulletList);
    it.run(commands.toggleOrderedList);
    expect(it.tree).toBe('<orderedList(listItem(paragraph("satu")))>');
    it.run(commands.toggleOrderedList);
    expect(it.tree).toBe('<paragraph("satu")>');
  });
});

describe('quotes', () => {
  it('are left by Enter on an empty line and by Backspace at their start', () => {
    const it = desk(quote(p(text('kata|'))));
    it.key('Enter');
    it.key('Enter');
    expect(it.tree).toBe('<quote(paragraph("kata")), paragraph>');
    const start = desk(p(text('a')), quote(p(text('|kata'))));
    start.key('Backspace');
    expect(start.tree).toBe('<paragraph("a"), paragraph("kata")>');
  });
});

describe('related links and pictures', () => {
  it('are marked by the first Backspace and taken by the second', () => {
    const it = desk(p(text('a')), related, p(text('|b')));
    it.key('Backspace');
    expect((it.state.selection as NodeSelection).node.type.name).toBe('relatedLink');
    it.key('Backspace');
    expect(it.tree).toBe('<paragraph("a"), paragraph("b")>');
  });

  it('are marked by Delete before them', () => {
    const it = desk(p(text('a|')), related);
    it.key('Delete');
    expect((it.state.selection as NodeSelection).node.type.name).toBe('relatedLink');
  });

  it('let Enter make a paragraph behind them', () => {
    const it = desk(p(text('a')), related);
    it.view.dispatch(it.state.tr.setSelection(NodeSelection.create(it.state.doc, 3)));
    it.key('Enter');
    it.type('b');
    expect(it.tree).toBe('<paragraph("a"), relatedLink, paragraph("b")>');
  });

  it('never split a sentence: they stand behind the block of the cursor, and writing goes on behind them', () => {
    const it = desk(p(text('sa|tu')), p(text('dua')));
    it.run(commands.insertRelatedLink({ title: 'Baca', storyId: 'x', url: null }));
    it.type('+');
    expect(it.tree).toBe('<paragraph("satu"), relatedLink, paragraph("+dua")>');
  });

  it('take the place of an empty paragraph', () => {
    const it = desk(p(text('a')), p(text('|')));
    it.run(commands.insertRelatedLink({ title: 'Baca', storyId: 'x', url: null }));
    expect(it.tree).toBe('<paragraph("a"), relatedLink, paragraph>');
  });

  it('Enter in a caption goes on below the picture, and Backspace at its start marks the picture', () => {
    const it = desk(image(text('ke|terangan')), p(text('a')));
    it.key('Enter');
    expect(it.tree).toBe('<image("keterangan"), paragraph, paragraph("a")>');
    const start = desk(p(text('a')), image(text('|keterangan')));
    start.key('Backspace');
    expect((start.state.selection as NodeSelection).node.type.name).toBe('image');
  });

  it('Delete at the end of a caption takes nothing', () => {
    const it = desk(image(text('keterangan|')), p(text('a')));
    expect(it.key('Delete')).toBe(true);
    expect(it.tree).toBe('<image("keterangan"), paragraph("a")>');
  });
});

describe('links', () => {
  const link = { type: 'link', attrs: { href: 'https://a.id' } };
  it('are found whole from a cursor inside them, over pieces in bold', () => {
    const it = desk(p(text('lihat '), text('la|man', link), text(' ini', link, { type: 'strong' }), text(' ya')));
    expect(commands.linkTarget(it.state)).toEqual({ from: 7, to: 16, text: 'laman ini', href: 'https://a.id' });
  });

  it('are set on the selection, changed, and taken away with an empty address', () => {
    const it = desk(p(text('lihat |laman| ini')));
    it.run(commands.setLink(commands.linkTarget(it.state), 'https://b.id', 'laman'));
    expect(it.tree).toBe('<paragraph("lihat ", link("laman"), " ini")>');
    const target = { from: 7, to: 12, text: 'laman', href: 'https://b.id' };
    it.run(commands.setLink(target, '', 'laman'));
    expect(it.tree).toBe('<paragraph("lihat laman ini")>');
  });

  it('bring their own text where nothing is selected', () => {
    const it = desk(p(text('lihat |')));
    it.run(commands.setLink(commands.linkTarget(it.state), 'https://b.id', 'laman'));
    it.type('!');
    expect(it.tree).toBe('<paragraph("lihat ", link("laman"), "!")>');
  });
});

describe('markdown', () => {
  it.each([
    ['## ', '<heading>'],
    ['### ', '<heading>'],
    ['- ', '<bulletList(listItem(paragraph))>'],
    ['7. ', '<orderedList(listItem(paragraph))>'],
    ['> ', '<quote(paragraph)>'],
  ])('%s makes %s, and one Backspace or Ctrl+Z gives the letters back', (typed, tree) => {
    for (const [key, modifiers] of [
      ['Backspace', {}],
      ['z', { ctrlKey: true, keyCode: 90 }],
    ] as const) {
      const it = desk(p());
      it.type(typed);
      expect(it.tree).toBe(tree);
      it.key(key, modifiers);
      expect(it.tree).toBe(`<paragraph("${typed}")>`);
    }
  });

  it.each([
    ['**dua kata**', '<paragraph("satu ", strong("dua kata"))>'],
    ['*miring*', '<paragraph("satu ", emphasis("miring"))>'],
    ['[laman](https://a.id)', '<paragraph("satu ", link("laman"))>'],
  ])('%s marks the words between the signs, and one Backspace or Ctrl+Z gives the signs back', (typed, tree) => {
    for (const [key, modifiers] of [
      ['Backspace', {}],
      ['z', { ctrlKey: true, keyCode: 90 }],
    ] as const) {
      const it = desk(p(text('satu |')));
      it.type(typed);
      expect(it.tree).toBe(tree);
      it.key(key, modifiers);
      expect(it.tree).toBe(`<paragraph("satu ${typed}")>`);
    }
  });

  it('goes on without the mark, and takes no sign that stands between digits or spaces for one', () => {
    const it = desk(p(text('|')));
    it.type('**a** b');
    expect(it.tree).toBe('<paragraph(strong("a"), " b")>');
    for (const typed of ['3*4*5', 'a * b * c', '[x](javascript:1)', '[x](y)']) {
      const other = desk(p(text('|')));
      other.type(`: ${typed} `);
      expect(other.tree).toBe(`<paragraph(": ${typed} ")>`);
    }
  });

  it('leaves captions and list items alone', () => {
    const it = desk(image(text('|')));
    it.type('## ');
    expect(it.tree).toBe('<image("## ")>');
  });
});

describe('what the toolbar shows', () => {
  it('is the form of the text at the cursor', () => {
    const it = desk(quote(ul([p(text('ka|ta', { type: 'strong' }))])));
    expect(commands.formOf(it.state)).toEqual({
      block: 'paragraph',
      strong: true,
      emphasis: false,
      link: false,
      quote: true,
      list: 'bulletList',
      table: false,
    });
  });
});

describe('keys around the text', () => {
  it('ask for the dialogs', () => {
    const it = desk(p(text('a|')));
    it.key('K', { ctrlKey: true, shiftKey: true, keyCode: 75 });
    it.key('L', { ctrlKey: true, shiftKey: true, keyCode: 76 });
    it.key('Enter', { altKey: true });
    expect(it.log).toEqual(['link', 'related', 'menu']);
  });
});
