/** The line of the cursor stays in the middle of the page, and the text moves under it. */
import { Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

/**
 * Follows the cursor one frame behind the keys, and only where keys moved it: a click must not move what was clicked at.
 */
export function typewriter(on: () => boolean): Plugin {
  let keyed = false;
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: () => void (keyed = true),
        mousedown: () => void (keyed = false),
      },
    },
    view(view) {
      let frame = 0;
      return {
        update(_, before) {
          if (!keyed || frame !== 0 || !on() || !view.hasFocus()) return;
          if (view.state.doc === before.doc && view.state.selection.eq(before.selection)) return;
          frame = requestAnimationFrame(() => {
            frame = 0;
            centre(view);
          });
        },
        destroy: () => cancelAnimationFrame(frame),
      };
    },
  });
}

/** Moves the page so that the cursor is in its middle. */
export function centre(view: EditorView): void {
  const page = view.dom.closest('[data-page]');
  if (!page) return;
  const cursor = view.coordsAtPos(view.state.selection.head);
  const middle = page.getBoundingClientRect().top + page.clientHeight / 2;
  page.scrollTop += (cursor.top + cursor.bottom) / 2 - middle;
}
