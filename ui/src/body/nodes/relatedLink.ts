import type { NodeSpec } from 'prosemirror-model';
import { isSafeAddress } from '../address';

/** Title as printed, and what it points at: a story of the newsroom, an address, or nothing yet. */
export interface RelatedLinkAttrs {
  title: string;
  storyId: string | null;
  url: string | null;
}

/** A pointer to another story, where readers meet it. The house's words ("Baca Juga: ") are printed, never kept. */
export const relatedLink: NodeSpec = {
  group: 'block',
  atom: true,
  draggable: true,
  attrs: {
    title: { validate: 'string' },
    storyId: { default: null, validate: 'string|null' },
    url: {
      default: null,
      validate(url: unknown) {
        if (url !== null && (typeof url !== 'string' || !isSafeAddress(url)))
          throw new RangeError(`a related link points at ${String(url)}`);
      },
    },
  },
  parseDOM: [
    {
      tag: 'aside.related',
      getAttrs(dom) {
        const url = dom.querySelector('a')?.getAttribute('href') ?? null;
        return {
          title: (dom.querySelector('a') ?? dom).textContent,
          storyId: dom.dataset.story ?? null,
          url: url !== null && isSafeAddress(url) ? url : null,
        };
      },
    },
  ],
  toDOM(node) {
    const { title, storyId, url } = node.attrs as RelatedLinkAttrs;
    // The story's id is for pasting within Redaksi: without it a link that is cut and pasted would lose its target.
    const aside = storyId === null ? { class: 'related' } : { class: 'related', 'data-story': storyId };
    return ['aside', aside, url === null ? title : ['a', { href: url }, title]];
  },
};
