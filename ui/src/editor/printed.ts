/** Lines that the house prints of the metadata, and that are edited where they stand. */
export type Printed = 'dateline' | 'credit';

/** Where a line stands in the window, asked anew each time: the text moves under it. */
export interface Anchor {
  getBoundingClientRect: () => DOMRect;
}
