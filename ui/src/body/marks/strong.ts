import type { MarkSpec } from 'prosemirror-model';

export const strong: MarkSpec = {
  parseDOM: [
    { tag: 'strong' },
    // Google Docs wraps everything it copies in a `b` of normal weight.
    { tag: 'b', getAttrs: (dom) => (dom.style.fontWeight === 'normal' ? false : null) },
    { style: 'font-weight=400', clearMark: (mark) => mark.type.name === 'strong' },
    { style: 'font-weight', getAttrs: (weight) => (/^(?:bold(?:er)?|[5-9]\d{2})$/.test(weight) ? null : false) },
  ],
  toDOM: () => ['strong', 0],
};
