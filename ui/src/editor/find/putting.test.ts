/** What `story::replace` finds is put here as it is put there: both read the same cases. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { EditorState } from 'prosemirror-state';
import { history, undo } from 'prosemirror-history';
import { describe, expect, it } from 'vitest';
import { document, fieldsOf, readBody, writeBody } from '../../body/json';
import type { Fields } from '../../ipc/bindings';
import type { Match } from '../../newsroom/finding';
import { rangeOf } from './places';
import { put } from './putting';

interface Case {
  name: string;
  fields?: Partial<Fields>;
  body: object[];
  matches: Match[];
  after: { fields: Partial<Fields>; body: object[] };
}

const file = resolve(import.meta.dirname, '../../../../src-tauri/crates/story/tests/replacing/cases.json');
const CASES = JSON.parse(readFileSync(file, 'utf8')) as Case[];

const EMPTY = {
  slugline: '',
  kicker: '',
  headline: '',
  deck: '',
  bylines: [],
  editor: '',
  source: '',
  dateline: { outlet: '', place: '', date: null },
  desk: '',
  tags: [],
  rights: '',
  note: '',
  signOff: '',
  target: null,
} as Partial<Fields>;

function stateOf({ fields, body }: Pick<Case, 'fields' | 'body'>): EditorState {
  const content = readBody(JSON.stringify({ type: 'doc', content: body }));
  return EditorState.create({ doc: document(content, { ...EMPTY, ...fields }), plugins: [history()] });
}

/** What a story says, in a form in which two can be held against each other. */
function said(state: EditorState) {
  const { content } = JSON.parse(writeBody(state.doc)) as { content: object[] };
  return { fields: fieldsOf<Fields>(state.doc), body: content };
}

describe('replacing in the document', () => {
  it.each(CASES)('$name', (one) => {
    const state = stateOf(one);
    const after = state.apply(put(state.tr, one.matches));
    after.doc.check();
    expect(said(after)).toEqual(said(stateOf(one.after)));
  });

  it('is one step, of text and metadata together', () => {
    const one = CASES.find(({ name }) => name.includes('headline, body and tags')) as Case;
    let state = stateOf(one);
    const before = said(state);
    state = state.apply(put(state.tr, one.matches));
    expect(said(state)).not.toEqual(before);
    undo(state, (transaction) => (state = state.apply(transaction)));
    expect(said(state)).toEqual(before);
  });

  it('leaves a text alone that is no longer the one that was looked through', () => {
    const one = CASES.find(({ name }) => name.includes('headline, body and tags')) as Case;
    const state = stateOf({
      body: [{ type: 'paragraph', content: [{ type: 'text', text: 'Lain sama sekali, dan panjang sekali.' }] }],
    });
    const lines = one.matches.filter(({ place }) => place.type === 'line');
    expect(state.apply(put(state.tr, lines)).doc.textContent).toBe('Lain sama sekali, dan panjang sekali.');
  });
});

describe('the place of a match', () => {
  it.each(CASES.map((one) => [one.name, one] as const))('covers its letters: %s', (_, one) => {
    const { doc } = stateOf(one);
    for (const match of one.matches) {
      const range = rangeOf(doc, match);
      if (match.place.type === 'field') expect(range).toBeNull();
      else if (match.place.type === 'line') expect(doc.textBetween(range?.from ?? 0, range?.to ?? 0)).toBe(match.found);
      else expect(doc.nodeAt(range?.from ?? 0)?.attrs[match.place.name]).toContain(match.found);
    }
  });

  it('is nowhere in a text that has become shorter', () => {
    const { doc } = stateOf({ body: [{ type: 'paragraph' }] });
    const match: Match = {
      place: { type: 'line', path: [0] },
      text: 0,
      start: 3,
      end: 5,
      before: '',
      found: 'xx',
      after: '',
      with: '',
    };
    expect(rangeOf(doc, match)).toBeNull();
    expect(rangeOf(doc, { ...match, place: { type: 'line', path: [4, 0] } })).toBeNull();
  });
});
