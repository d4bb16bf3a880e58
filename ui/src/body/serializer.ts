import { DOMSerializer, type Fragment, type Node } from 'prosemirror-model';
import { schema } from './schema';

/** The body's HTML as it is copied: the schema's without notes, and a picture's credit at the end of its caption. */
export class BodySerializer extends DOMSerializer {
  constructor() {
    const marks = DOMSerializer.marksFromSchema(schema);
    delete marks.note;
    super(DOMSerializer.nodesFromSchema(schema), marks);
  }

  override serializeFragment(
    fragment: Fragment,
    options?: { document?: Document },
    target?: HTMLElement | DocumentFragment,
  ): HTMLElement | DocumentFragment {
    const into = super.serializeFragment(fragment, options, target);
    if (target === undefined) for (const caption of into.querySelectorAll('figcaption')) writeCredit(caption);
    return into;
  }
}

/** What is copied for pasting within Redaksi alone. */
const WITHIN = ['data-story', 'data-picture', 'data-colwidth'];

/** Semantic HTML of a document's blocks, the same as `story::Body::html` gives. */
export function bodyHtml(doc: Node): DocumentFragment {
  const fragment = new BodySerializer().serializeFragment(doc.content) as DocumentFragment;
  for (const name of WITHIN)
    for (const element of fragment.querySelectorAll(`[${name}]`)) element.removeAttribute(name);
  return fragment;
}

function writeCredit(caption: HTMLElement): void {
  const { credit } = caption.dataset;
  if (credit === undefined) return;
  delete caption.dataset.credit;
  const small = caption.ownerDocument.createElement('small');
  small.className = 'credit';
  small.textContent = credit;
  caption.append(...(caption.hasChildNodes() ? [' ', small] : [small]));
}
