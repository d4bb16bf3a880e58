import { EditorState } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { schema } from '../body/schema';
import { drawingOverset, placeOf, shownOverset, tellOverset } from './overset';

const paragraph = (text: string) => schema.nodes.paragraph.create(null, text === '' ? [] : schema.text(text));
const doc = schema.nodes.doc.create(null, [paragraph('Satu 😀 dua'), paragraph('Tiga empat'), paragraph('')]);

describe('text that does not fit its hole', () => {
  it('begins at a character of a block, whatever the character takes', () => {
    expect(placeOf(doc, { block: 0, character: 0 })).toBe(1);
    expect(doc.textBetween(placeOf(doc, { block: 0, character: 7 }) ?? 0, 12)).toBe('dua');
    expect(doc.textBetween(placeOf(doc, { block: 1, character: 5 }) ?? 0, doc.content.size)).toBe('empat');
    expect(placeOf(doc, { block: 1, character: 900 })).toBe(placeOf(doc, { block: 1, character: 10 }));
    expect(placeOf(doc, { block: 3, character: 0 })).toBeNull();
  });

  it('is shown from there to the end, and moves with what is typed before it', () => {
    let state = EditorState.create({ doc, plugins: [drawingOverset()] });
    expect(shownOverset(state)).toBeNull();
    const from = placeOf(doc, { block: 1, character: 5 });
    const told = tellOverset(state.tr, from, null);
    if (!told) throw new Error('nothing was told');
    state = state.apply(told);
    expect(shownOverset(state)).toBe(from);
    expect(tellOverset(state.tr, from, from)).toBeNull();
    state = state.apply(state.tr.insertText('Nol ', 1));
    expect(shownOverset(state)).toBe((from ?? 0) + 4);
    const none = tellOverset(state.tr, null, shownOverset(state));
    if (!none) throw new Error('nothing was told');
    expect(shownOverset(state.apply(none))).toBeNull();
  });
});
