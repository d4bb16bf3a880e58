import { history, undo } from 'prosemirror-history';
import { keydownHandler } from 'prosemirror-keymap';
import { Node } from 'prosemirror-model';
import type { NodeSelection } from 'prosemirror-state';
import { type Command, EditorState, Selection, TextSelection } from 'prosemirror-state';
import { CellSelection, isInTable, tableEditing } from 'prosemirror-tables';
import { EditorView } from 'prosemirror-view';
import { describe, expect, it } from 'vitest';
import { schema } from '../../body/schema';
import { bodyKeys } from '../keymap';
import { markdownRules } from '../rules';
import { insertBox, insertPullQuote, leaveBoxes, wrapInBox } from './boxes';
import { OFFERS } from './catalogue';
import { fromGallery, insertEmbed, insertFurniture, toGallery } from './media';
import { insertTable, TABLE } from './tables';

type Json = Record<string, unknown>;
const line = (type: string, words: string, attrs?: Json): Json => ({
  type,
  ...(attrs ? { attrs } : {}),
  ...(words === '' ? {} : { content: [{ type: 'text', text: words }] }),
});
const p = (words: string) => line('paragraph', words);
const box = (type: string, ...content: Json[]): Json => ({ type, content });
const fact = (title: string, ...content: Json[]) => box('factBox', line('factTitle', title), ...content);
const named = (name: string, ...content: Json[]) => box('quote', ...content, line('attribution', name));
const picture = (words: string) => line('image', words, { src: `${'0'.repeat(64)}.jpg` });
const cells = (...rows: string[][]) =>
  box('table', ...rows.map((row) => box('tableRow', ...row.map((words) => box('tableCell', p(words))))));

/** A state whose cursor stands at `|`, or whose selection is between two of them. */
function desk(...content: Json[]) {
  let doc = Node.fromJSON(schema, { type: 'doc', content });
  const places: number[] = [];
  for (;;) {
    let at = -1;
    doc.descendants((node, pos) => {
      if (at < 0 && node.isText && node.text?.includes('|')) at = pos + node.text.indexOf('|');
    });
    if (at < 0) break;
    const state = EditorState.create({ doc });
    doc = state.apply(state.tr.delete(at, at + 1)).doc;
    places.push(at);
  }
  const [from, to = from] = places;
  const view = new EditorView(null, {
    state: EditorState.create({
      doc,
      selection: from === undefined ? Selection.atStart(doc) : TextSelection.create(doc, from, to),
      plugins: [history(), markdownRules(), tableEditing()],
    }),
  });
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
    get state() {
      return view.state;
    },
    /** The tree, as short as it can be read. Every state must be one that the schema allows. */
    get tree() {
      view.state.doc.check();
      return view.state.doc.content
        .toString()
        .slice(1, -1)
        .replaceAll('paragraph', 'p')
        .replaceAll('tableRow', 'tr')
        .replaceAll('tableCell', 'td')
        .replaceAll('tableHeader', 'th');
    },
    /** What the cursor is in, and how far. */
    get cursor() {
      const { $head } = view.state.selection;
      return `${$head.parent.type.name} ${String($head.parentOffset)}`;
    },
    key: (key: string, modifiers: KeyboardEventInit = {}) =>
      keys(view, new KeyboardEvent('keydown', { key, ...modifiers })),
    run: (command: Command) => command(view.state, view.dispatch.bind(view), view),
    type(words: string) {
      for (const letter of words) {
        const { from, to } = view.state.selection;
        const insert = () => view.state.tr.insertText(letter, from, to);
        if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, letter, insert)))
          view.dispatch(insert());
      }
    },
  };
}

describe('a fact box', () => {
  it('is put in place of an empty paragraph with the cursor in its title, written, and left by two Enters', () => {
    const it = desk(p('|'));
    it.run(insertBox(schema.nodes.factBox));
    it.type('Angka');
    it.key('Enter');
    it.type('satu');
    it.key('Enter');
    it.key('Enter');
    it.type('lanjut');
    expect(it.tree).toBe('factBox(factTitle("Angka"), p("satu")), p("lanjut")');
  });

  it('never splits a sentence, and goes by one undo', () => {
    const it = desk(p('dua k|ata'));
    it.run(insertBox(schema.nodes.factBox));
    expect(it.tree).toBe('p("dua kata"), factBox(factTitle, p), p');
    it.run(undo);
    expect(it.tree).toBe('p("dua kata")');
  });

  it('takes what is behind the cursor in the title into its text', () => {
    const it = desk(fact('Ang|ka', p('satu')));
    it.key('Enter');
    expect(it.tree).toBe('factBox(factTitle("Ang"), p("ka"), p("satu"))');
    expect(it.cursor).toBe('paragraph 0');
  });

  it('goes from its empty text back to the title, and with Backspace in an empty title altogether', () => {
    const it = desk(fact('', p('|')));
    it.key('Backspace');
    expect(it.cursor).toBe('factTitle 0');
    it.key('Backspace');
    expect(it.tree).toBe('p');
  });

  it('lets its lines out with Backspace at the start of its title', () => {
    const it = desk(p('a'), fact('|Angka', p('satu'), p('dua')));
    it.key('Backspace');
    expect(it.tree).toBe('p("a"), p("Angka"), p("satu"), p("dua")');
    expect(it.cursor).toBe('paragraph 0');
    expect(it.state.selection.$head.parent.textContent).toBe('Angka');
  });

  it('is not joined from behind, and nothing is pulled into it', () => {
    const it = desk(fact('Angka', p('satu')), p('|dua'));
    it.key('Backspace');
    expect(it.tree).toBe('factBox(factTitle("Angka"), p("satu")), p("dua")');
    expect(it.cursor).toBe('paragraph 4');
    it.key('Delete');
    expect(it.tree).toBe('factBox(factTitle("Angka"), p("satu")), p("dua")');
    const empty = desk(fact('Angka', p('satu')), p('|'), p('dua'));
    empty.key('Backspace');
    expect(empty.tree).toBe('factBox(factTitle("Angka"), p("satu")), p("dua")');
    expect(empty.cursor).toBe('paragraph 4');
    const before = desk(p('a|'), fact('Angka', p('satu')));
    before.key('Delete');
    expect(before.tree).toBe('p("a"), factBox(factTitle("Angka"), p("satu"))');
    expect(before.cursor).toBe('factTitle 0');
  });

  it('holds lists, which are left into the box and then out of it', () => {
    const it = desk(fact('Angka', p('|')));
    it.type('- satu');
    it.key('Enter');
    it.key('Enter');
    expect(it.tree).toBe('factBox(factTitle("Angka"), bulletList(listItem(p("satu"))), p)');
    it.key('Enter');
    expect(it.tree).toBe('factBox(factTitle("Angka"), bulletList(listItem(p("satu")))), p');
    expect(it.state.selection.$head.depth).toBe(1);
  });

  it('is made of selected paragraphs, a crosshead its title, and taken apart again', () => {
    const it = desk(line('heading', 'An|gka', { level: 3 }), p('satu'), p('du|a'), p('tiga'));
    it.run(wrapInBox(schema.nodes.factBox));
    expect(it.tree).toBe('factBox(factTitle("Angka"), p("satu"), p("dua")), p("tiga")');
    it.run(leaveBoxes);
    expect(it.tree).toBe('p("Angka"), p("satu"), p("dua"), p("tiga")');
    expect(desk(picture('|')).run(wrapInBox(schema.nodes.factBox))).toBe(false);
  });
});

describe('who said it', () => {
  it('is reached by Tab, typed, and left by Enter', () => {
    const it = desk(box('quote', p('kata|')), p('b'));
    it.key('Tab');
    it.type('Putin');
    expect(it.tree).toBe('quote(p("kata"), attribution("Putin")), p("b")');
    it.key('Tab', { shiftKey: true });
    expect(it.cursor).toBe('paragraph 4');
    it.key('Tab');
    it.key('Enter');
    expect(it.tree).toBe('quote(p("kata"), attribution("Putin")), p, p("b")');
    expect(it.cursor).toBe('paragraph 0');
  });

  it('is also a last line that begins with a dash, which one Backspace gives back', () => {
    const it = desk(box('quote', p('kata|')));
    it.key('Enter');
    it.type('-- ');
    it.type('Xi');
    expect(it.tree).toBe('quote(p("kata"), attribution("Xi"))');
    const back = desk(box('quote', p('kata'), p('|')));
    back.type('— ');
    back.key('Backspace');
    expect(back.tree).toBe('quote(p("kata"), p("— "))');
  });

  it('is where Enter on an empty last line leads', () => {
    const it = desk(named('Putin', p('kata|')));
    it.key('Enter');
    it.key('Enter');
    expect(it.tree).toBe('quote(p("kata"), attribution("Putin"))');
    expect(it.cursor).toBe('attribution 0');
  });

  it('goes with Backspace where it is empty, and is a line of the quote where it is not', () => {
    const it = desk(named('|', p('kata')));
    it.key('Backspace');
    expect(it.tree).toBe('quote(p("kata"))');
    expect(it.cursor).toBe('paragraph 4');
    const full = desk(named('|Putin', p('kata')));
    full.key('Backspace');
    expect(full.tree).toBe('quote(p("kata"), p("Putin"))');
  });

  it('stays a name where the quote is let out at its start', () => {
    const it = desk(named('Putin', p('|kata')), p('b'));
    it.key('Backspace');
    expect(it.tree).toBe('p("kata"), p("Putin"), p("b")');
    expect(it.state.selection.$head.parent.textContent).toBe('kata');
  });

  it('is never made by Enter alone', () => {
    const it = desk(box('pullQuote', p('kata|')));
    it.key('Enter');
    expect(it.tree).toBe('pullQuote(p("kata"), p)');
    it.key('Enter');
    expect(it.tree).toBe('pullQuote(p("kata")), p');
  });
});

describe('a pull quote', () => {
  it('repeats the selected words behind their paragraph', () => {
    const it = desk(p('Kedua negara |harus jadi sahabat|, katanya.'), p('b'));
    it.run(insertPullQuote);
    expect(it.tree).toBe('p("Kedua negara harus jadi sahabat, katanya."), pullQuote(p("harus jadi sahabat")), p("b")');
  });
});

describe('a timeline item', () => {
  it('goes from its date into its text', () => {
    const it = desk(p('|'));
    it.run(insertBox(schema.nodes.timelineItem));
    it.type('1949');
    it.key('Enter');
    it.type('Berdiri');
    expect(it.tree).toBe('timelineItem(timelineDate("1949"), p("Berdiri")), p');
  });
});

describe('a table', () => {
  it('is put in with a row of headings, and Tab goes through it and grows it', () => {
    const it = desk(p('|'));
    it.run(insertTable);
    it.type('a');
    it.key('Tab');
    it.type('b');
    expect(it.tree).toBe(
      'table(tr(th(p("a")), th(p("b")), th(p)), tr(td(p), td(p), td(p)), tr(td(p), td(p), td(p))), p',
    );
    for (let step = 0; step < 8; step += 1) it.key('Tab');
    it.type('c');
    expect(it.state.doc.firstChild?.childCount).toBe(4);
    expect(it.state.doc.firstChild?.lastChild?.firstChild?.textContent).toBe('c');
    it.key('Tab', { shiftKey: true });
    it.type('d');
    expect(it.state.doc.firstChild?.child(2).lastChild?.textContent).toBe('d');
  });

  it('keeps Tab in its first cell too, and leaves it to lists elsewhere', () => {
    const it = desk(cells(['a|', 'b']));
    expect(it.key('Tab', { shiftKey: true })).toBe(true);
    expect(it.cursor).toBe('paragraph 1');
    expect(desk(p('a|')).key('Tab')).toBe(false);
  });

  it('gets and loses rows and columns, and goes with the last of them', () => {
    const it = desk(cells(['a|', 'b'], ['c', 'd']));
    it.run(TABLE.rowBelow);
    it.run(TABLE.columnAfter);
    expect(it.tree).toBe(
      'table(tr(td(p("a")), td(p), td(p("b"))), tr(td(p), td(p), td(p)), tr(td(p("c")), td(p), td(p("d"))))',
    );
    it.run(TABLE.deleteColumn);
    it.run(TABLE.headerRow);
    expect(it.tree).toMatch(/^table\(tr\(th\(p\), th\(p\("b"\)\)\)/);
    const last = desk(p('x'), cells(['a|', 'b']));
    last.run(TABLE.deleteRow);
    expect(last.tree).toBe('p("x")');
  });

  it('leaves a paragraph with the cursor where it was', () => {
    const it = desk(p('x'), cells(['a|']), p('y'));
    it.run(TABLE.deleteTable);
    expect(it.tree).toBe('p("x"), p, p("y")');
    expect(it.state.selection.$head.index(0)).toBe(1);
  });

  it('goes with Backspace where all of it is selected; less of it is emptied', () => {
    const it = desk(p('x'), cells(['a', 'b'], ['c', 'd']));
    const select = (from: number, to: number) =>
      it.view.dispatch(it.state.tr.setSelection(CellSelection.create(it.state.doc, from, to)));
    const places: number[] = [];
    it.state.doc.descendants((node, pos) => void (node.type.name === 'tableCell' && places.push(pos)));
    const [first = 0, second = 0, , fourth = 0] = places;
    select(first, second);
    it.key('Backspace');
    expect(it.tree).toBe('p("x"), table(tr(td(p), td(p)), tr(td(p("c")), td(p("d"))))');
    select(first, fourth - 2);
    it.key('Backspace');
    expect(it.tree).toBe('p("x")');
  });

  it('is entered from behind and never joined with', () => {
    const it = desk(cells(['a', 'b']), p('|c'));
    it.key('Backspace');
    expect(it.tree).toBe('table(tr(td(p("a")), td(p("b")))), p("c")');
    expect(isInTable(it.state)).toBe(true);
    const end = desk(cells(['a', 'b|']), p('c'));
    end.key('Delete');
    expect(end.tree).toBe('table(tr(td(p("a")), td(p("b")))), p("c")');
  });

  it('takes a second paragraph in a cell by Enter, and Backspace at a cell’s start leaves the others alone', () => {
    const it = desk(cells(['a', '|b']));
    it.key('Backspace');
    expect(it.tree).toBe('table(tr(td(p("a")), td(p("b"))))');
    const more = desk(cells(['a|']));
    more.key('Enter');
    more.key('Enter');
    expect(more.tree).toBe('table(tr(td(p("a"), p, p)))');
  });
});

describe('a gallery', () => {
  it('is made of pictures next to each other and taken apart again', () => {
    const it = desk(p('x'), picture('sa|tu'), picture('du|a'));
    it.run(toGallery);
    expect(it.tree).toBe('p("x"), gallery(image("satu"), image("dua"))');
    it.run(fromGallery);
    expect(it.tree).toBe('p("x"), image("satu"), image("dua")');
    expect(desk(p('a|')).run(toGallery)).toBe(false);
  });

  it('is put in another order by Alt+Shift and an arrow, and left by Enter', () => {
    const it = desk(box('gallery', picture('sat|u'), picture('dua')));
    it.key('ArrowRight', { altKey: true, shiftKey: true });
    expect(it.tree).toBe('gallery(image("dua"), image("satu"))');
    expect(it.state.selection.$head.parent.textContent).toBe('satu');
    it.key('ArrowRight', { altKey: true, shiftKey: true });
    it.key('Enter');
    expect(it.tree).toBe('gallery(image("dua"), image("satu")), p');
  });

  it('goes with its last picture', () => {
    const it = desk(p('x'), box('gallery', picture('|satu')));
    it.key('Backspace');
    expect((it.state.selection as NodeSelection).node.type.name).toBe('image');
    it.key('Backspace');
    expect(it.tree).toBe('p("x"), p');
  });
});

describe('cards and furniture', () => {
  it('are put behind the sentence, marked by the first Backspace and taken by the second', () => {
    const it = desk(p('a|'));
    it.run(insertEmbed({ url: 'https://youtu.be/x', title: '' }));
    expect(it.tree).toBe('p("a"), embed, p');
    expect((it.state.selection as NodeSelection).node.type.name).toBe('embed');
    it.key('Backspace');
    expect(it.tree).toBe('p("a"), p');
    const furniture = desk(p('a'), line('furniture', '', { kind: 'advert' }), p('|b'));
    furniture.key('Backspace');
    expect((furniture.state.selection as NodeSelection).node.type.name).toBe('furniture');
    furniture.key('Backspace');
    expect(furniture.tree).toBe('p("a"), p("b")');
  });

  it('take words, and Enter goes on behind', () => {
    const it = desk(p('|'), p('b'));
    it.run(insertFurniture('video'));
    it.type('Simak video');
    it.key('Enter');
    it.type('c');
    expect(it.tree).toBe('furniture("Simak video"), p("c"), p("b")');
  });
});

describe('selecting', () => {
  it('takes a box first and everything next', () => {
    const it = desk(p('x'), fact('Ang|ka', p('satu')));
    it.key('a', { ctrlKey: true, keyCode: 65 });
    const { doc, selection } = it.state;
    expect(doc.textBetween(selection.from, selection.to, '/')).toBe('Angka/satu');
    it.key('a', { ctrlKey: true, keyCode: 65 });
    expect(it.state.selection.from).toBe(0);
    expect(it.state.selection.to).toBe(doc.content.size);
  });

  it('takes everything at once from plain text, and Delete leaves an empty paragraph', () => {
    const it = desk(p('|x'), cells(['a']), fact('b', p('c')));
    it.key('a', { ctrlKey: true, keyCode: 65 });
    it.key('Delete');
    expect(it.tree).toBe('p');
  });
});

describe('every offer', () => {
  const commands = OFFERS.flatMap(({ id, does, turn }) => [
    ...('run' in does ? [[id, does.run] as const] : []),
    ...(turn ? [[`${id}, turned into`, turn] as const] : []),
  ]);
  const bodies: Json[][] = [
    [p('|')],
    [p('sa|tu'), p('dua')],
    [line('heading', 'sa|tu', { level: 2 }), picture('du|a')],
    [named('Pu|tin', p('kata'))],
    [fact('|a', p('b'))],
    [fact('a', box('bulletList', box('listItem', p('b|'))))],
    [cells(['a|', 'b'])],
    [box('gallery', picture('a|'))],
    [line('furniture', '|', { kind: 'scroll' })],
    [p('a|'), cells(['b']), picture('c|')],
  ];
  it.each(commands)('%s leaves a body that the schema allows, wherever it is asked for', (_, command) => {
    for (const body of bodies) {
      const it = desk(...body);
      const before = it.tree;
      const possible = command(it.state);
      const done = it.run(command);
      expect(done).toBe(possible);
      // Reading the tree checks it.
      if (!done) expect(it.tree).toBe(before);
      else expect(it.tree).not.toBe('');
    }
  });
});
