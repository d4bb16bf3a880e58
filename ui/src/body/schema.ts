/**
 * The editor's half of `story::body`: what a body may hold. The other half are the enums in Rust; neither is generated
 * from the other, three tests hold them together (schema.test.ts here, tests/schema.rs there, on the same files).
 */
import { type ContentMatch, type NodeType, Schema } from 'prosemirror-model';
import { emphasis } from './marks/emphasis';
import { link } from './marks/link';
import { note } from './marks/note';
import { strong } from './marks/strong';
import { attribution } from './nodes/attribution';
import { bulletList } from './nodes/bulletList';
import { doc } from './nodes/doc';
import { embed } from './nodes/embed';
import { factBox } from './nodes/factBox';
import { factTitle } from './nodes/factTitle';
import { furniture } from './nodes/furniture';
import { gallery } from './nodes/gallery';
import { heading } from './nodes/heading';
import { image } from './nodes/image';
import { listItem } from './nodes/listItem';
import { orderedList } from './nodes/orderedList';
import { paragraph } from './nodes/paragraph';
import { pullQuote } from './nodes/pullQuote';
import { quote } from './nodes/quote';
import { relatedLink } from './nodes/relatedLink';
import { table } from './nodes/table';
import { tableCell } from './nodes/tableCell';
import { tableHeader } from './nodes/tableHeader';
import { tableRow } from './nodes/tableRow';
import { timelineDate } from './nodes/timelineDate';
import { timelineItem } from './nodes/timelineItem';

export const schema = new Schema({
  nodes: {
    doc,
    paragraph,
    heading,
    quote,
    pullQuote,
    attribution,
    bulletList,
    orderedList,
    listItem,
    image,
    gallery,
    table,
    tableRow,
    tableCell,
    tableHeader,
    factBox,
    factTitle,
    timelineItem,
    timelineDate,
    embed,
    relatedLink,
    furniture,
    text: {},
  },
  marks: { link, strong, emphasis, note },
});

/**
 * ProseMirror joins what is left of two blocks where their contents begin alike, and fails where they do not, though the
 * rest would fit: from a fact box, which begins with its title, into a quote. Here they go together where anything may
 * stand in both; whether the rest fits is looked at in any case.
 */
const children = new Map(Object.values(schema.nodes).map((type) => [type, childrenOf(type.contentMatch)]));
for (const [type, own] of children)
  type.compatibleContent = (other) =>
    type === other || [...(children.get(other) ?? [])].some((child) => own.has(child));

function childrenOf(match: ContentMatch, seen = new Set<ContentMatch>(), found = new Set<NodeType>()): Set<NodeType> {
  if (seen.has(match)) return found;
  seen.add(match);
  for (let index = 0; index < match.edgeCount; index += 1) {
    const { type, next } = match.edge(index);
    found.add(type);
    childrenOf(next, seen, found);
  }
  return found;
}

/** The number of this schema, as `story::body::SCHEMA` has it. */
export const SCHEMA = 2;

/** The schema as a table, one line a node or mark: name, content, attributes. Rust prints the same one. */
export function schemaTable(): string {
  const words = (names: string[]) => (names.length === 0 ? '-' : names.sort().join(' '));
  const nodes = Object.values(schema.nodes)
    .filter((type) => !type.isText)
    .map((type) => {
      const content = type.spec.content?.replaceAll(' | ', ' ') ?? '-';
      // What the document carries is the editor's own.
      const attrs = type.name === 'doc' ? [] : Object.keys(type.spec.attrs ?? {});
      return `${type.name} | ${content} | ${words(attrs)}`;
    });
  const marks = Object.values(schema.marks).map(
    (type) => `mark ${type.name} | ${words(Object.keys(type.spec.attrs ?? {}))}`,
  );
  return [...nodes, ...marks, ''].join('\n');
}
