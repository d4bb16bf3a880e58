/** Says whose the suggestion at the cursor is, over it; read out, too. Drawn a frame after the key. */
import { type EditorState, Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { coloursOf } from '../../newsroom/tracking/colours';
import { trackingOf } from '../../newsroom/tracking/tracking';
import type { Say } from './drawing';

interface Tagged {
  at: number;
  words: string;
  colour: string;
}

export function tagging(say: Say): Plugin {
  return new Plugin({ view: (view) => new Tag(view, say) });
}

function tagged({ doc, selection }: EditorState, say: Say): Tagged | null {
  const { changes, authors } = trackingOf(doc);
  const { from, to } = selection;
  const change = changes.find(({ fromB, toB }) => fromB <= to && toB >= from);
  if (!change) return null;
  const spans = change.inserted.length > 0 ? change.inserted : change.deleted;
  const author = spans.at(-1)?.data.author ?? '';
  const colours = coloursOf(authors);
  const words = say(change.inserted.length > 0 ? 'inserted' : 'deleted', spans);
  return { at: change.fromB, words, colour: colours.get(author) ?? 'var(--ink-3)' };
}

class Tag {
  readonly #element = document.createElement('div');
  readonly #say: Say;
  #frame = 0;

  constructor(view: EditorView, say: Say) {
    this.#say = say;
    this.#element.className = 'suggestion-tag';
    this.#element.setAttribute('role', 'status');
    this.#element.hidden = true;
    view.dom.parentElement?.append(this.#element);
    view.dom.addEventListener('focus', () => this.update(view));
    view.dom.addEventListener('blur', () => (this.#element.hidden = true));
  }

  update(view: EditorView): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw(view);
    });
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#element.remove();
  }

  #draw(view: EditorView): void {
    const found = view.hasFocus() && !view.composing ? tagged(view.state, this.#say) : null;
    if (this.#element.hidden !== (found === null)) this.#element.hidden = found === null;
    if (!found) return;
    const around = this.#element.offsetParent?.getBoundingClientRect();
    if (!around) return;
    const { left, top } = view.coordsAtPos(found.at);
    if (this.#element.textContent !== found.words) this.#element.textContent = found.words;
    this.#element.style.setProperty('--person', found.colour);
    // At the end of a line it would stand out of the column, and the page would scroll sideways.
    const room = Math.max(0, around.width - this.#element.offsetWidth);
    this.#element.style.left = `${String(Math.round(Math.min(left - around.left, room)))}px`;
    this.#element.style.top = `${String(Math.round(top - around.top - 22))}px`;
  }
}
