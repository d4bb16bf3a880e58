/** Blocks that are more than text: Svelte components inside the document. None of them is on the key path. */
import type { Node } from 'prosemirror-model';
import { Selection } from 'prosemirror-state';
import type { EditorView, NodeView } from 'prosemirror-view';
import { mount, unmount } from 'svelte';
import type { Session } from '../newsroom/session.svelte';
import EmbedCard from './blocks/EmbedCard.svelte';
import RelatedCard from './RelatedCard.svelte';
import { Shown } from './shown.svelte';

/** A related link: a card, selected and moved as a whole. */
export class RelatedLinkView implements NodeView {
  readonly dom = document.createElement('aside');
  readonly #shown: Shown;
  readonly #card: ReturnType<typeof mount>;

  constructor(node: Node, session: Session) {
    this.dom.className = 'related';
    this.dom.contentEditable = 'false';
    this.#shown = new Shown(node);
    this.#card = mount(RelatedCard, { target: this.dom, props: { session, shown: this.#shown } });
  }

  update(node: Node): boolean {
    if (node.type !== this.#shown.node.type) return false;
    this.#shown.node = node;
    return true;
  }

  /** The other button asks about a word and selects nothing: that would take the keys from the menu. */
  stopEvent(event: Event): boolean {
    return event instanceof MouseEvent && event.button === 2;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    void unmount(this.#card);
  }
}

/** An embed: a card whose title is a field; the rest of it is selected and moved as a whole. */
export class EmbedView implements NodeView {
  readonly dom = document.createElement('aside');
  readonly #shown: Shown;
  readonly #card: ReturnType<typeof mount>;

  constructor(node: Node, view: EditorView, position: () => number | undefined, session: Session) {
    this.dom.className = 'embed';
    this.dom.contentEditable = 'false';
    this.#shown = new Shown(node);
    this.#card = mount(EmbedCard, {
      target: this.dom,
      props: {
        session,
        shown: this.#shown,
        leave: () => leaveBelow(view, session, position(), this.#shown.node),
        set: (name: string, value: string) => {
          const at = position();
          if (at === undefined || !session.editable) return;
          session.applyTyped(view.state.tr.setNodeAttribute(at, name, value), `${name} ${String(at)}`);
        },
      },
    });
  }

  update(node: Node): boolean {
    if (node.type !== this.#shown.node.type) return false;
    this.#shown.node = node;
    return true;
  }

  /** Keys and clicks in the field are its own. */
  stopEvent(event: Event): boolean {
    return event.target instanceof HTMLInputElement;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    void unmount(this.#card);
  }
}

/** Puts the cursor behind a block whose fields had it. */
function leaveBelow(view: EditorView, session: Session, at: number | undefined, node: Node): void {
  if (at === undefined) return;
  const { doc, tr } = view.state;
  session.apply(tr.setSelection(Selection.near(doc.resolve(at + node.nodeSize))).scrollIntoView());
  view.focus();
}
