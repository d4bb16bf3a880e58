import type { NodeSpec } from 'prosemirror-model';

export const orderedList: NodeSpec = {
  group: 'block',
  content: 'listItem+',
  attrs: {
    start: {
      default: 1,
      validate(start: unknown) {
        if (typeof start !== 'number' || !Number.isInteger(start) || start < 0 || start > 0xffff_ffff)
          throw new RangeError(`a list starts at ${String(start)}`);
      },
    },
  },
  parseDOM: [
    {
      tag: 'ol',
      getAttrs(dom) {
        const start = Number(dom.getAttribute('start') ?? 1);
        return { start: Number.isInteger(start) && start >= 0 && start <= 0xffff_ffff ? start : 1 };
      },
    },
  ],
  toDOM: (node) => ['ol', node.attrs.start === 1 ? {} : { start: String(node.attrs.start) }, 0],
};
