import type { Node } from 'prosemirror-model';

/** The node that a component inside the document shows at the moment. */
export class Shown {
  node: Node = $state.raw() as Node;

  constructor(node: Node) {
    this.node = node;
  }
}
