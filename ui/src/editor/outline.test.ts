import { EditorState } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { schema } from '../body/schema';
import { goTo, outlineOf, paragraphOf, stopsFor } from './outline';

const text = (words: string) => (words === '' ? [] : [schema.text(words)]);
const p = (words: string) => schema.node('paragraph', null, text(words));
const h = (level: number, words: string) => schema.node('heading', { level }, text(words));
const picture = schema.node('image', { src: `${'0'.repeat(64)}.jpg` }, text('Presiden di Beijing'));
const doc = schema.node('doc', null, [
  p('satu'),
  p(''),
  h(2, 'Latar belakang'),
  schema.node('quote', null, [p('dua'), p('tiga')]),
  picture,
  h(3, 'Réaksi pasar'),
  p('empat'),
]);

describe('the outline', () => {
  it('lists crossheads and pictures in their order, with what they say', () => {
    expect(outlineOf(doc).map(({ kind, words }) => [kind, words])).toEqual([
      ['heading2', 'Latar belakang'],
      ['image', 'Presiden di Beijing'],
      ['heading3', 'Réaksi pasar'],
    ]);
  });

  it('counts paragraphs with text, those in quotes too, and no empty ones', () => {
    expect(paragraphOf(doc, 3)?.words).toBe('tiga');
    expect(paragraphOf(doc, 4)?.words).toBe('empat');
    expect(paragraphOf(doc, 5)).toBeNull();
    expect(paragraphOf(doc, 0)).toBeNull();
  });

  it('finds a paragraph by number and a crosshead by words without accents', () => {
    expect(stopsFor(doc, '2').map(({ words }) => words)).toEqual(['dua']);
    expect(stopsFor(doc, 'pasar reaksi').map(({ words }) => words)).toEqual(['Réaksi pasar']);
    expect(stopsFor(doc, '')).toHaveLength(3);
    expect(stopsFor(doc, 'rupiah')).toEqual([]);
  });

  it('puts the cursor into what was chosen', () => {
    let state = EditorState.create({ doc });
    const stop = paragraphOf(doc, 3);
    goTo(stop?.position ?? 0)(state, (tr) => (state = state.apply(tr)));
    expect(state.selection.$head.parent.textContent).toBe('tiga');
    expect(state.selection.$head.parentOffset).toBe(0);
  });
});
