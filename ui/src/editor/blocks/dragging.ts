/** Taking a block by its handle to another place: which gap between blocks the pointer means. */
import type { EditorView } from 'prosemirror-view';
import { blockAt, startOf } from './moving';

/** Where a block is drawn, in CSS pixels of the window. */
export function blockBox(view: EditorView, index: number): DOMRect | null {
  if (index < 0 || index >= view.state.doc.childCount) return null;
  const dom = view.nodeDOM(startOf(view.state.doc, index));
  return dom instanceof Element ? dom.getBoundingClientRect() : null;
}

/** The block at a height of the window; the nearest where there is none. Null where the text is out of sight. */
export function blockAtHeight(view: EditorView, y: number): number | null {
  const { doc } = view.state;
  const text = view.dom.getBoundingClientRect();
  const [first, last] = [blockBox(view, 0), blockBox(view, doc.childCount - 1)];
  if (!first || !last) return null;
  if (y <= first.top) return 0;
  if (y >= last.bottom) return doc.childCount - 1;
  const found = view.posAtCoords({ left: text.left + text.width / 2, top: y });
  if (!found) return null;
  return blockAt(doc, found.inside >= 0 ? Math.max(found.inside, 0) : found.pos);
}

/** The gap that a height means, as the block in front of which something would be put, and the height of its middle. */
export function gapAtHeight(view: EditorView, y: number): { to: number; y: number } | null {
  const index = blockAtHeight(view, y);
  const box = index === null ? null : blockBox(view, index);
  if (index === null || !box) return null;
  const to = y > box.top + box.height / 2 ? index + 1 : index;
  const [above, below] = [blockBox(view, to - 1), blockBox(view, to)];
  if (above && below) return { to, y: (above.bottom + below.top) / 2 };
  return { to, y: above ? above.bottom + 7 : (below?.top ?? y) - 7 };
}

/** Pixels from the edge of the page within which it moves by itself, and how far at each frame. */
const EDGE = 48;
const STEP = 12;

/** Moves the page while the pointer is held at its edge. Whether it moved. */
export function scrollAtEdge(page: Element, y: number): boolean {
  const { top, bottom } = page.getBoundingClientRect();
  const before = page.scrollTop;
  if (y < top + EDGE) page.scrollTop -= STEP;
  else if (y > bottom - EDGE) page.scrollTop += STEP;
  return page.scrollTop !== before;
}
