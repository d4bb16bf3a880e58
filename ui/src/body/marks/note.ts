import type { MarkSpec } from 'prosemirror-model';

/** What a note is about. The newsroom's own: `BodySerializer` leaves it out, and so does all that Rust writes. */
export const note: MarkSpec = {
  inclusive: false,
  excludes: '',
  attrs: {
    id: {
      validate(id: unknown) {
        if (typeof id !== 'string' || id === '') throw new RangeError(`a note has the id ${String(id)}`);
      },
    },
  },
  toDOM: (mark) => ['span', { class: 'note', 'data-note': mark.attrs.id as string }, 0],
};
