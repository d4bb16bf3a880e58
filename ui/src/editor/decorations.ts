/** What is drawn in the text and is no text: the dateline in front of the first paragraph, and an invitation to write. */
import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { isCopy } from '../body/copy';

export interface Drawn {
  dateline: string;
  placeholder: string;
}

/**
 * The block that carries the dateline, as `story` prints it: the first that is copy. Attributes and a style sheet draw
 * it, not a widget: an element in the line would get in the way of the cursor, of dead keys and of input methods.
 */
export function datelineBlock(doc: Node): { from: number; to: number } | null {
  let at = 0;
  for (let index = 0; index < doc.childCount; index += 1) {
    const block = doc.child(index);
    if (isCopy(block)) return { from: at, to: at + block.nodeSize };
    at += block.nodeSize;
  }
  return null;
}

export function isBlank(doc: Node): boolean {
  return doc.childCount === 1 && doc.firstChild?.type.name === 'paragraph' && doc.firstChild.content.size === 0;
}

export function drawing(drawn: () => Drawn): Plugin {
  return new Plugin({
    props: {
      decorations(state: EditorState) {
        const { dateline, placeholder } = drawn();
        const place = datelineBlock(state.doc);
        if (!place) return null;
        const attributes = {
          ...(dateline === '' ? {} : { 'data-dateline': dateline.trimEnd() }),
          ...(isBlank(state.doc) ? { 'data-placeholder': placeholder } : {}),
        };
        return DecorationSet.create(state.doc, [Decoration.node(place.from, place.to, attributes)]);
      },
    },
  });
}
