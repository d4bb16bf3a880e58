/**
 * The menu of blocks that `/` opens, as far as the text is concerned: where it was opened and what has been typed since.
 * Typing goes on in the text; whoever shows the menu filters by it. Closing leaves the text as it is.
 */
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { schema } from '../../body/schema';

export interface Slash {
  /** Where the `/` stands. */
  from: number;
  /** What was typed behind it. */
  typed: string;
}

/** Longer than any name: who writes on does not mean the menu. */
const LONGEST = 24;

const KEY = new PluginKey<Slash | null>('slash');

type Order = { open: number } | 'close';

/** The open menu of this state; null while there is none. */
export function slashOf(state: EditorState): Slash | null {
  return KEY.getState(state) ?? null;
}

/** Closes the menu; the text stays. */
export function closeSlash(tr: Transaction): Transaction {
  return tr.setMeta(KEY, 'close' satisfies Order);
}

/**
 * Takes out what opened the menu and what was typed in it, for the block that comes instead. No step of undo: whoever
 * takes the block back does not want to delete its name as well.
 */
export function takeSlash(state: EditorState): Transaction {
  const slash = slashOf(state);
  const tr = closeSlash(state.tr);
  if (!slash) return tr;
  return tr.delete(slash.from, slash.from + 1 + slash.typed.length).setMeta('addToHistory', false);
}

/** `key` says whether the menu has a use for a key. It is asked only while the menu is open. */
export function slashMenu(key: (event: KeyboardEvent) => boolean): Plugin<Slash | null> {
  return new Plugin<Slash | null>({
    key: KEY,
    state: {
      init: () => null,
      apply(tr, open, _, state) {
        const order = tr.getMeta(KEY) as Order | undefined;
        if (order === 'close') return null;
        if (order) return read(state, order.open);
        if (!open) return null;
        if (!tr.docChanged && !tr.selectionSet) return open;
        const at = tr.mapping.mapResult(open.from);
        return at.deleted ? null : read(state, at.pos);
      },
    },
    props: {
      handleTextInput(view, from, to, text) {
        if (text !== '/' || !mayOpen(view, from)) return false;
        const order: Order = { open: from };
        view.dispatch(view.state.tr.insertText('/', from, to).setMeta(KEY, order).scrollIntoView());
        return true;
      },
      handleKeyDown: (view, event) => slashOf(view.state) !== null && !event.isComposing && key(event),
      handleDOMEvents: {
        blur: (view) => {
          if (slashOf(view.state)) view.dispatch(closeSlash(view.state.tr));
          return false;
        },
      },
    },
  });
}

/** At the start of a paragraph, and behind a space: `dan/atau` and `5/6` are words. */
function mayOpen(view: EditorView, at: number): boolean {
  const { parent, parentOffset } = view.state.doc.resolve(at);
  if (parent.type !== schema.nodes.paragraph) return false;
  return parentOffset === 0 || /[\s\u00a0]$/.test(parent.textBetween(parentOffset - 1, parentOffset, null, 'x'));
}

/** What stands between the `/` and the cursor; null where that is no longer a `/` and a name. */
function read(state: EditorState, from: number): Slash | null {
  const { $from, empty } = state.selection;
  if (!empty || $from.pos <= from || $from.start() > from) return null;
  const text = state.doc.textBetween(from, $from.pos, null, '\ufffc');
  if (!text.startsWith('/') || text.length > LONGEST || /^\/\s|[\ufffc/].*[\ufffc/]/.test(text)) return null;
  return { from, typed: text.slice(1) };
}
