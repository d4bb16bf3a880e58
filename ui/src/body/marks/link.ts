import type { MarkSpec } from 'prosemirror-model';
import { isSafeAddress } from '../address';

export const link: MarkSpec = {
  inclusive: false,
  attrs: {
    href: {
      validate(href: unknown) {
        if (typeof href !== 'string' || !isSafeAddress(href)) throw new RangeError(`a link points at ${String(href)}`);
      },
    },
  },
  parseDOM: [
    {
      tag: 'a[href]',
      getAttrs(dom) {
        const href = dom.getAttribute('href') ?? '';
        return isSafeAddress(href) ? { href } : false;
      },
    },
  ],
  toDOM: (mark) => ['a', { href: mark.attrs.href as string }, 0],
};
