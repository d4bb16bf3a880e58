/**
 * The editor's half of `story::body`: what a body may hold. The other half are the enums in Rust; neither is generated
 * from the other, three tests hold them together (schema.test.ts here, tests/schema.rs there, on the same files).
 */
import { Schema } from 'prosemirror-model';
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
