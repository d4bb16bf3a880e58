import { history, undo } from 'prosemirror-history';
import { DOMParser } from 'prosemirror-model';
import { EditorState, type Transaction } from 'prosemirror-state';
import { beforeEach, describe, expect, it } from 'vitest';
import { relatedPlaces } from '../body/related';
import { schema } from '../body/schema';
import { carryLink, moveRelated, removeRelated, tieRelated } from './relating';

const { paragraph, relatedLink } = schema.nodes;
const text = (words: string) => paragraph.create(null, schema.text(words));
const link = (title: string) => relatedLink.create({ title });

/** An open story that is nothing but its text. */
class Story {
  readonly editable = true;
  state: EditorState;

  constructor(blocks: ReturnType<typeof text>[]) {
    this.state = EditorState.create({ doc: schema.topNodeType.create(null, blocks), plugins: [history()] });
  }

  apply(transaction: Transaction): void {
    this.state = this.state.apply(transaction);
  }

  get places(): string[] {
    return relatedPlaces(this.state.doc).map(({ title, after }) => `${title} ${after}`);
  }
}

let story: Story;

beforeEach(() => {
  story = new Story([text('Satu.'), link('A'), text('Dua, lebih panjang.'), text('Tiga.'), link('B')]);
});

describe('the related links of the open story', () => {
  it('move over one paragraph at a time, and one undo takes one move back', () => {
    expect(moveRelated(story, 0, 'A', 1)).toBe(true);
    expect(story.places).toEqual(['A 2', 'B 3']);
    expect(moveRelated(story, 1, 'B', -1)).toBe(true);
    expect(moveRelated(story, 1, 'B', -1)).toBe(true);
    expect(story.places).toEqual(['B 2', 'A 2']);
    undo(story.state, (transaction) => story.apply(transaction));
    expect(story.places).toEqual(['A 2', 'B 2']);
  });

  it('stop at the ends of the text', () => {
    moveRelated(story, 0, 'A', -1);
    expect(story.places).toEqual(['A 0', 'B 3']);
    expect(moveRelated(story, 0, 'A', -1)).toBe(false);
    expect(moveRelated(story, 1, 'B', 1)).toBe(false);
  });

  it('are left alone when the text has changed since they were seen', () => {
    const before = story.state.doc;
    removeRelated(story, 0, 'B');
    expect(moveRelated(story, 1, 'A', 1)).toBe(false);
    expect(story.state.doc).toBe(before);
  });

  it('can be taken out, also where nothing else is left', () => {
    removeRelated(story, 0, 'A');
    expect(story.places).toEqual(['B 3']);
    story = new Story([link('C')]);
    removeRelated(story, 0, 'C');
    expect(story.state.doc.toString()).toBe('doc(paragraph)');
  });

  it('keep their printed title when they are tied to a story', () => {
    tieRelated(story, 1, 'B', '0196-b');
    expect(relatedPlaces(story.state.doc)[1]).toMatchObject({ title: 'B', storyId: '0196-b', url: null });
  });

  it('are dragged as what the text takes for a link, whatever stands in their title', () => {
    const carried: Record<string, string> = {};
    const transfer = { setData: (kind: string, data: string) => (carried[kind] = data), effectAllowed: 'none' };
    carryLink({ title: 'Xi <b>& Putin', storyId: '0196-x', url: null }, transfer as unknown as DataTransfer);
    const dropped = document.createElement('div');
    dropped.innerHTML = carried['text/html'] ?? '';
    const { firstChild } = DOMParser.fromSchema(schema).parse(dropped);
    expect(firstChild?.attrs).toEqual({ title: 'Xi <b>& Putin', storyId: '0196-x', url: null });
    expect(carried['text/plain']).toBe('Xi <b>& Putin');
  });
});
