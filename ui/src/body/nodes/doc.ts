import type { NodeSpec } from 'prosemirror-model';

/**
 * A story's metadata as the editing document carries it, so that one undo history covers text and metadata.
 *
 * The value is private on purpose: ProseMirror compares attributes by their enumerable properties and draws a node
 * anew where they differ. What is kept in here is not drawn by the view, and a letter in the headline must not redraw
 * the whole body.
 */
export class Head<Fields = unknown> {
  readonly #fields: Fields;

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  get fields(): Fields {
    return this.#fields;
  }
}

/**
 * `head` and `tracking` (the suggestions, see newsroom/tracking) are the editor's own: they are saved beside the body, never
 * in it, and stand in no table of the schema.
 */
export const doc: NodeSpec = {
  content: 'block+',
  attrs: { head: { default: null }, tracking: { default: null } },
};
