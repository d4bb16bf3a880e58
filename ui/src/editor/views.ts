/** Blocks that are more than text: Svelte components inside the document. None of them is on the key path. */
import type { Node } from 'prosemirror-model';
import type { NodeView } from 'prosemirror-view';
import { mount, unmount } from 'svelte';
import type { Session } from '../newsroom/session.svelte';
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

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    void unmount(this.#card);
  }
}
