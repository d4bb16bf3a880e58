import type { NodeSpec } from 'prosemirror-model';

export const FURNITURE = ['advert', 'video', 'scroll'] as const;

export type FurnitureKind = (typeof FURNITURE)[number];

const isKind = (kind: unknown): kind is FurnitureKind => FURNITURE.some((known) => known === kind);

/** What a web page puts between paragraphs and is no part of the story: in no count, no print and no feed. */
export const furniture: NodeSpec = {
  group: 'block',
  content: 'text*',
  defining: true,
  isolating: true,
  draggable: true,
  attrs: {
    kind: {
      default: 'advert',
      validate(kind: unknown) {
        if (!isKind(kind)) throw new RangeError(`furniture of the kind ${String(kind)}`);
      },
    },
  },
  parseDOM: [
    {
      tag: 'aside.furniture',
      getAttrs: ({ dataset: { kind } }) => isKind(kind) && { kind },
    },
  ],
  toDOM: (node) => ['aside', { class: 'furniture', 'data-kind': node.attrs.kind as FurnitureKind }, 0],
};
