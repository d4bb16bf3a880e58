import type { NodeSpec } from 'prosemirror-model';
import { isWebAddress, provider } from '../address';

/** What is there, as readers are told ('' where nobody wrote it), and the address. */
export interface EmbedAttrs {
  title: string;
  url: string;
}

/** An address kept as a card. Nothing is ever loaded from it. */
export const embed: NodeSpec = {
  group: 'block',
  atom: true,
  draggable: true,
  attrs: {
    title: { default: '', validate: 'string' },
    url: {
      validate(url: unknown) {
        if (typeof url !== 'string' || !isWebAddress(url)) throw new RangeError(`an embed points at ${String(url)}`);
      },
    },
  },
  parseDOM: [
    {
      tag: 'aside.embed',
      getAttrs(dom) {
        const anchor = dom.querySelector('a');
        const url = anchor?.getAttribute('href') ?? '';
        const title = anchor?.textContent ?? '';
        return isWebAddress(url) && { url, title: title === url ? '' : title };
      },
    },
  ],
  toDOM(node) {
    const { title, url } = node.attrs as EmbedAttrs;
    const anchor = ['a', { href: url }, title === '' ? url : title] as const;
    return ['aside', { class: 'embed' }, anchor, ' ', ['small', provider(url)]];
  },
};
