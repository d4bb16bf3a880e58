/** What is drawn in the text and is no text: the dateline in front of the first paragraph, and an invitation to write. */
import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { isCopy } from '../body/copy';

export interface Drawn {
  dateline: string;
  placeholder: string;
  /** The printed dateline was clicked. */
  onDateline: () => void;
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
      handleDOMEvents: {
        mousedown(view, event) {
          const at = datelineRect(view);
          if (event.button !== 0 || !at || !contains(at, event)) return false;
          event.preventDefault();
          drawn().onDateline();
          return true;
        },
      },
    },
  });
}

/**
 * Where the printed dateline stands in the window: from the start of its block to the first letter of the text. The style
 * sheet draws it, so it has no element of its own to ask.
 */
export function datelineRect(view: EditorView): DOMRect | null {
  const place = datelineBlock(view.state.doc);
  const block = place && view.nodeDOM(place.from);
  if (!place || !(block instanceof HTMLElement) || block.dataset['dateline'] === undefined) return null;
  const { left, top } = block.getBoundingClientRect();
  const letter = view.coordsAtPos(view.state.doc.resolve(place.from + 1).start());
  // In front of a list or a quotation the dateline stands on a line of its own.
  const alone = !view.state.doc.resolve(place.from + 1).parent.inlineContent;
  return alone
    ? new DOMRect(left, top, block.clientWidth, Math.max(letter.top - top, 0))
    : new DOMRect(left, top, Math.max(letter.left - left, 0), letter.bottom - top);
}

function contains(rect: DOMRect, { clientX, clientY }: MouseEvent): boolean {
  return clientX >= rect.left && clientX < rect.right && clientY >= rect.top && clientY < rect.bottom;
}
