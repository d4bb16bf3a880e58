import { EditorState } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import type { PictureAttrs } from '../../body/picture';
import { schema } from '../../body/schema';
import type { Picture } from '../../newsroom/pictures';
import { compare, pictureNode, replacement, tell, written } from './told';

const file: Picture = {
  src: `${'a'.repeat(64)}.jpg`,
  width: 1200,
  height: 800,
  caption: 'Nelayan di Losari.',
  alt: '',
  credit: 'ANTARA FOTO',
  photographer: 'Dewi',
  place: 'Makassar, Indonesia',
  date: '2025-05-09',
};
const other: Picture = { ...file, src: `${'b'.repeat(64)}.jpg`, caption: 'Lain.', credit: 'AFP', alt: 'Perahu' };

function stateOf(picture: Picture) {
  return EditorState.create({
    doc: schema.nodes.doc.create(null, [pictureNode(picture), schema.nodes.paragraph.create()]),
  });
}

describe('a picture that is put into the text', () => {
  it('brings what its file says', () => {
    const node = pictureNode(file);
    node.check();
    expect(written(node)).toEqual({
      caption: 'Nelayan di Losari.',
      alt: '',
      credit: 'ANTARA FOTO',
      photographer: 'Dewi',
      place: 'Makassar, Indonesia',
      date: '2025-05-09',
    });
    expect(pictureNode({ ...file, caption: '' }).childCount).toBe(0);
  });
});

describe('a picture that is replaced', () => {
  it('keeps what was written, and takes from the new file only what was not', () => {
    const { fills, differs } = compare(pictureNode(file), other);
    expect(fills).toEqual({ alt: 'Perahu' });
    expect(differs).toEqual({ caption: 'Lain.', credit: 'AFP' });
    const state = stateOf(file);
    const next = state.apply(tell(state.tr, 0, fills, replacement(pictureNode(file), file, other)));
    expect(written(next.doc.child(0))).toEqual({ ...written(pictureNode(file)), alt: 'Perahu' });
    expect(next.doc.child(0).attrs.src).toBe(other.src);
    next.doc.check();
  });

  it('takes what is chosen of the new file, the caption among it', () => {
    const state = stateOf(file);
    const next = state.apply(tell(state.tr, 0, { caption: 'Lain.', credit: 'AFP' }));
    expect(written(next.doc.child(0))).toMatchObject({ caption: 'Lain.', credit: 'AFP', photographer: 'Dewi' });
    expect(next.apply(tell(next.tr, 0, { caption: '' })).doc.child(0).childCount).toBe(0);
  });

  it('keeps its crops where the new file has the same shape, and only there', () => {
    const crops: PictureAttrs['crops'] = [{ format: '1:1', x: 0, y: 0, width: 667, height: 1000 }];
    const node = schema.nodes.image.create({ ...pictureNode(file).attrs, crops, focus: { x: 1, y: 2 } });
    expect(replacement(node, file, { ...other, width: 600, height: 400 })).toMatchObject({
      crops,
      focus: { x: 1, y: 2 },
    });
    expect(replacement(node, file, { ...other, width: 400, height: 600 })).toMatchObject({ crops: [], focus: null });
    expect(replacement(node, null, other)).toMatchObject({ crops: [], focus: null });
  });

  it('is left alone where something else stands meanwhile', () => {
    const state = stateOf(file);
    const at = state.doc.child(0).nodeSize;
    expect(tell(state.tr, at, { credit: 'AFP' }).docChanged).toBe(false);
  });
});
