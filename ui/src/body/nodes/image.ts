import type { NodeSpec } from 'prosemirror-model';
import { knownOf, pictureAttributes, type PictureAttrs, readKnown } from '../picture';

/** Names of the newsroom's media folder. Pictures from elsewhere have to be added to it before they can stand in a story. */
const MEDIA_NAME = /^[0-9a-f]{64}\.(?:jpg|jpeg|png|webp|avif|tiff|gif)$/;

/**
 * A picture; its content is the caption. ProseMirror lets nothing stand beside content, so the credit is an attribute
 * of the caption here and `BodySerializer` (serializer.ts) writes it out.
 */
export const image: NodeSpec = {
  group: 'block',
  content: 'text*',
  defining: true,
  isolating: true,
  draggable: true,
  attrs: pictureAttributes,
  parseDOM: [
    {
      tag: 'figure',
      contentElement: (dom) => captionOf(dom as HTMLElement),
      getAttrs(dom) {
        const picture = dom.querySelector('img');
        const src = picture?.getAttribute('src') ?? '';
        if (!MEDIA_NAME.test(src)) return false;
        const credit =
          dom.querySelector('.credit')?.textContent ?? dom.querySelector('figcaption')?.dataset.credit ?? '';
        return { ...readKnown(dom), src, alt: picture?.getAttribute('alt') ?? '', credit };
      },
    },
  ],
  toDOM(node) {
    const { src, alt, credit } = node.attrs as PictureAttrs;
    const caption = credit === '' ? {} : { 'data-credit': credit };
    return ['figure', knownOf(node.attrs), ['img', { src, alt }], ['figcaption', caption, 0]];
  },
};

/** The caption less what the serialiser wrote out behind it: the credit, which is an attribute. */
function captionOf(figure: HTMLElement): HTMLElement {
  const caption =
    figure.querySelector('figcaption')?.cloneNode(true) ?? figure.ownerDocument.createElement('figcaption');
  const credit = (caption as HTMLElement).querySelector('.credit');
  const space = credit?.previousSibling;
  if (space?.nodeType === Node.TEXT_NODE) space.textContent = (space.textContent ?? '').replace(/ $/, '');
  credit?.remove();
  return caption as HTMLElement;
}
