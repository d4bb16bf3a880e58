import { type Fragment, Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { checkCell } from './cell';
import { Head } from './nodes/doc';
import { schema } from './schema';

/** A body that this Redaksi cannot read, most likely written by a newer one. Its text is in nobody's way: it stays where it is. */
export class UnreadableBody extends Error {
  override name = 'UnreadableBody';
}

/**
 * Opens a body: reads its JSON and checks it against the schema. `Node.fromJSON` alone takes trees that the schema
 * forbids, so both are needed. Throws `UnreadableBody`; nothing is ever left out to make a tree fit.
 */
export function readBody(json: string): Fragment {
  try {
    const tree: unknown = JSON.parse(json);
    if (!isDoc(tree)) throw new RangeError('the outermost node is not a doc');
    const doc = Node.fromJSON(schema, tree);
    doc.check();
    doc.descendants((node) => {
      if (node.type.spec.tableRole === 'cell' || node.type.spec.tableRole === 'header_cell') checkCell(node);
    });
    refuseUnknownAttributes(tree);
    return doc.content;
  } catch (error) {
    throw new UnreadableBody(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** The document that the editor works on: a body, and the metadata beside it. */
export function document<Fields>(content: Fragment, fields: Fields): Node {
  return schema.topNodeType.create({ head: new Head(fields) }, content);
}

/** Writes a document's body; its metadata goes its own way. */
export function writeBody(doc: Node): string {
  return JSON.stringify({ type: 'doc', content: doc.content.toJSON() as unknown });
}

/** The metadata of an editing document. The same object until it is changed. */
export function fieldsOf<Fields>(doc: Node): Fields {
  return (doc.attrs.head as Head<Fields>).fields;
}

/** Sets the metadata in a transaction. */
export function withFields<Fields>(transaction: Transaction, fields: Fields): Transaction {
  return transaction.setDocAttribute('head', new Head(fields));
}

function isDoc(tree: unknown): tree is { type: 'doc'; attrs?: unknown } {
  return typeof tree === 'object' && tree !== null && 'type' in tree && tree.type === 'doc' && !('attrs' in tree);
}

/** ProseMirror drops attributes that it does not know without a word, and with them what a newer Redaksi meant by them. */
function refuseUnknownAttributes(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, attrs, content, marks } = node as {
    type: string;
    attrs?: object;
    content?: unknown[];
    marks?: unknown[];
  };
  const known = schema.nodes[type]?.spec.attrs ?? schema.marks[type]?.spec.attrs ?? {};
  for (const name of Object.keys(attrs ?? {}))
    if (!(name in known)) throw new RangeError(`${type} has an unknown attribute: ${name}`);
  for (const child of [...(content ?? []), ...(marks ?? [])]) refuseUnknownAttributes(child);
}
