import { history, undo } from 'prosemirror-history';
import { type Command, EditorState, NodeSelection, TextSelection } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { schema } from '../../body/schema';
import { chosenBlocks, deleteBlocks, duplicateBlocks, moveBlocks, movedTo } from './moving';

const line = (words: string) => schema.node('paragraph', null, words === '' ? [] : [schema.text(words)]);
const link = schema.node('relatedLink', { title: 'baca' });

/** Four blocks; the selection from a place to another, counted in the document. */
function desk(from: number, to = from, blocks = [line('a'), line('b'), link, line('c')]) {
  let state = EditorState.create({ doc: schema.node('doc', null, blocks), plugins: [history()] });
  state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)));
  return {
    get state() {
      return state;
    },
    set state(next: EditorState) {
      state = next;
    },
    get tree() {
      return state.doc.content.toString();
    },
    run(command: Command) {
      return command(state, (tr) => (state = state.apply(tr)));
    },
  };
}
const START = '<paragraph("a"), paragraph("b"), relatedLink, paragraph("c")>';

describe('blocks', () => {
  it('go down and up, the cursor with them, and each move is undone by one step', () => {
    const it = desk(4);
    it.run(moveBlocks(1));
    expect(it.tree).toBe('<paragraph("a"), relatedLink, paragraph("b"), paragraph("c")>');
    expect(it.state.selection.$from.parent.textContent).toBe('b');
    it.run(moveBlocks(1));
    expect(it.tree).toBe('<paragraph("a"), relatedLink, paragraph("c"), paragraph("b")>');
    it.run(undo);
    it.run(undo);
    expect(it.tree).toBe(START);
    it.run(moveBlocks(-1));
    expect(it.tree).toBe('<paragraph("b"), paragraph("a"), relatedLink, paragraph("c")>');
    expect(it.state.selection.head).toBe(1);
  });

  it('stay at the ends of the text, and the keys are taken all the same', () => {
    const it = desk(1);
    expect(it.run(moveBlocks(-1))).toBe(true);
    expect(it.tree).toBe(START);
    const last = desk(8);
    expect(last.run(moveBlocks(1))).toBe(true);
    expect(last.tree).toBe(START);
  });

  it('go together where several are selected', () => {
    const it = desk(1, 5);
    it.run(moveBlocks(1));
    expect(it.tree).toBe('<relatedLink, paragraph("a"), paragraph("b"), paragraph("c")>');
    expect(it.state.doc.textBetween(it.state.selection.from, it.state.selection.to, '/')).toBe('a/b');
  });

  it('go as a whole where a card is selected, and stay selected', () => {
    const it = desk(1);
    it.state = it.state.apply(it.state.tr.setSelection(NodeSelection.create(it.state.doc, 6)));
    it.run(moveBlocks(-1));
    expect(it.tree).toBe('<paragraph("a"), relatedLink, paragraph("b"), paragraph("c")>');
    expect((it.state.selection as NodeSelection).node.type.name).toBe('relatedLink');
  });

  it('are put in front of any block, and not where they are', () => {
    const it = desk(1);
    const span = { first: 3, end: 4 };
    const tr = movedTo(it.state, span, 0);
    expect(tr?.doc.content.toString()).toBe('<paragraph("c"), paragraph("a"), paragraph("b"), relatedLink>');
    expect(movedTo(it.state, span, 3)).toBeNull();
    expect(movedTo(it.state, span, 4)).toBeNull();
  });

  it('are doubled behind themselves', () => {
    const it = desk(4);
    it.run(duplicateBlocks);
    expect(it.tree).toBe('<paragraph("a"), paragraph("b"), paragraph("b"), relatedLink, paragraph("c")>');
    expect(it.state.selection.head).toBe(7);
  });

  it('are deleted, and a text that loses its last one keeps an empty paragraph', () => {
    const it = desk(1, 5);
    it.run(deleteBlocks);
    expect(it.tree).toBe('<relatedLink, paragraph("c")>');
    const all = desk(1, 8);
    all.run(deleteBlocks);
    expect(all.tree).toBe('<paragraph>');
  });

  it('are chosen by a selection of a whole card without its neighbour', () => {
    const it = desk(1);
    it.state = it.state.apply(it.state.tr.setSelection(NodeSelection.create(it.state.doc, 6)));
    expect(chosenBlocks(it.state)).toEqual({ first: 2, end: 3 });
  });
});
