import type { Node } from 'prosemirror-model';
import { Selection } from 'prosemirror-state';
import type { EditorView, NodeView } from 'prosemirror-view';
import { mount, unmount } from 'svelte';
import type { PictureAttrs } from '../../body/picture';
import { pictureUrl } from '../../newsroom/pictures';
import type { Session } from '../../newsroom/session.svelte';
import { Shown } from '../shown.svelte';
import PictureFields from './PictureFields.svelte';
import { type Told, tell } from './told';

/** How wide the text is at most, in CSS pixels: no picture in it is shown wider. */
const COLUMN = 680;

/** A picture: its caption is text of the story; what else is known of it are fields under it. */
export class ImageView implements NodeView {
  readonly dom = document.createElement('figure');
  readonly contentDOM = document.createElement('figcaption');
  readonly #picture = document.createElement('img');
  readonly #below = document.createElement('div');
  readonly #shown: Shown;
  readonly #fields: ReturnType<typeof mount>;
  #gone = false;

  constructor(node: Node, view: EditorView, position: () => number | undefined, session: Session) {
    /** Where the picture is now; what is asked for may come when it no longer is, or when nobody may write. */
    const place = () => (this.#gone || !session.editable ? undefined : position());
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
          const at = place();
          if (at === undefined) return;
          session.applyTyped(view.state.tr.setNodeAttribute(at, name, value), `${name} ${String(at)}`);
        },
        tell: (told: Partial<Told>, attrs: Partial<PictureAttrs>) => {
          const at = place();
          if (at !== undefined) session.apply(tell(view.state.tr, at, told, attrs));
        },
      },
    });
    this.#show();
  }

  update(node: Node): boolean {
    if (node.type !== this.#shown.node.type) return false;
    const before = this.#shown.node;
    this.#shown.node = node;
    if (node.attrs !== before.attrs) this.#show();
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
    this.#gone = true;
    void unmount(this.#fields);
  }

  #show(): void {
    const { src, alt } = this.#shown.node.attrs as PictureAttrs;
    const url = pictureUrl(src, COLUMN);
    if (this.#picture.src !== url) this.#picture.src = url;
    this.#picture.alt = alt;
  }
}
