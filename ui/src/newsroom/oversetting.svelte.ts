/** Where the text of a story runs over the hole that it is set into. The preview measures it, and the editor shows it. */
import type { Node } from 'prosemirror-model';
import type { Overset } from '../ipc/bindings';

export interface Measured {
  /** The story. */
  id: string;
  /** The document as it was when it was measured. */
  doc: Node;
  /** Where the text begins that found no room; null where it fits. */
  overset: Overset | null;
}

class Oversetting {
  measured: Measured | null = $state.raw(null);
}

export const oversetting = new Oversetting();
