/** Blocks that are more than text: Svelte components inside the document. None of them is on the key path. */
import type { Node } from 'prosemirror-model';
import { Selection } from 'prosemirror-state';
import type { EditorView, NodeView } from 'prosemirror-view';
import { mount, unmount } from 'svelte';
import type { Session } from '../newsroom/session.svelte';
import EmbedCard from './blocks/EmbedCard.svelte';
import PictureFields from './PictureFields.svelte';
import RelatedCard from './RelatedCard.svelte';
import { pictureUrl } from '../newsroom/pictures';
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

/** A picture: its caption is text of the story; alternative text and credit are fields under it. */
export class ImageView implements NodeView {
  readonly dom = document.createElement('figure');
  readonly contentDOM = document.createElement('figcaption');
  readonly #picture = document.createElement('img');
  readonly #below = document.createElement('div');
  readonly #shown: Shown;
  readonly #fields: ReturnType<typeof mount>;

  constructor(node: Node, view: EditorView, position: () => number | undefined, session: Session) {
    this.#shown = new Shown(node);
    this.#below.contentEditable = 'false';
    this.#picture.draggable = true;
    this.dom.append(this.#picture, this.contentDOM, this.#below);
    this.#fields = mount(PictureFields, {
      target: this.#below,
      props: {
        session,
        shown: this.#shown,
        leave: () => {
          const at = position();
          if (at === undefined) return;
          const { doc, tr } = view.state;
          session.apply(tr.setSelection(Selection.near(doc.resolve(at + this.#shown.node.nodeSize))).scrollIntoView());
          view.focus();
        },
        set: (name: string, value: string) => {
          const at = position();
          if (at === undefined || !session.editable) return;
          session.applyTyped(view.state.tr.setNodeAttribute(at, name, value), `${name} ${String(at)}`);
        },
      },
    });
    this.#show();
  }

  update(node: Node): boolean {
    if (node.type !== this.#shown.node.type) return false;
    if (node.attrs !== this.#shown.node.attrs) {
      this.#shown.node = node;
      this.#show();
    }
    return true;
  }

  /** Keys and clicks in the fields are theirs. */
  stopEvent(event: Event): boolean {
    return this.#below.contains(event.target as globalThis.Node);
  }

  ignoreMutation(mutation: { target: globalThis.Node }): boolean {
    return !this.contentDOM.contains(mutation.target);
  }

  destroy(): void {
    void unmount(this.#fields);
  }

  #show(): void {
    const { src, alt } = this.#shown.node.attrs as { src: string; alt: string };
    const url = pictureUrl(src);
    if (this.#picture.src !== url) this.#picture.src = url;
    this.#picture.alt = alt;
  }
}
