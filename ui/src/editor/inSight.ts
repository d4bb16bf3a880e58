/** Where the cursor stays in sight. */
import { TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

/**
 * Whether the cursor is in sight of its page, so that nothing has to be scrolled. ProseMirror would ask everything that the
 * page stands in for its place and style, at every key; what is around the page never scrolls.
 */
export function inSight(view: EditorView): boolean {
  const { selection } = view.state;
  const page = view.dom.closest('[data-page]');
  if (!page || !(selection instanceof TextSelection)) return false;
  const cursor = view.coordsAtPos(selection.head);
  const seen = page.getBoundingClientRect();
  return cursor.top >= seen.top && cursor.bottom <= seen.bottom;
}
