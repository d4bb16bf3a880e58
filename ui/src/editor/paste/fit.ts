/** What of a paste fits where the cursor is. */
import { Fragment, type Node, type NodeType, type ResolvedPos, Slice } from 'prosemirror-model';
import { schema } from '../../body/schema';

const { paragraph, heading, listItem, bulletList, orderedList } = schema.nodes;

/**
 * Blocks as a slice for a place: one line where only a line may stand, paragraphs in a cell of a table, items in a list,
 * blocks anywhere else. The text at both ends joins what it is pasted into.
 */
export function fitting(content: Fragment, $at: ResolvedPos): Slice {
  const [first] = [content.firstChild];
  if (!first) return Slice.empty;
  const { parent } = $at;
  const isTitle = parent.type === heading;
  const alone = content.childCount === 1 && isLine(first);
  if (alone && parent.isTextblock) return new Slice(first.content, 0, 0);
  // A whole story pasted into a crosshead does not become one: its first line does.
  if (parent.isTextblock && parent.type !== paragraph && !isTitle) return new Slice(inOneLine(content), 0, 0);
  for (let depth = $at.depth; depth > 0; depth -= 1) {
    const { type } = $at.node(depth);
    if (type.spec.tableRole === 'cell' || type.spec.tableRole === 'header_cell') return open(paragraphsOf(content));
    if (type === listItem) return itemsFor(content, $at.node(depth - 1).type);
    if (!type.isTextblock && !type.validContent(content) && type !== paragraph)
      return open(withoutTitles(content, type));
  }
  return open(content);
}

/** Text that a caption or a title can take in: not a picture, whose text is its caption. */
function isLine(node: Node): boolean {
  return node.type === paragraph || node.type === heading;
}

function inOneLine(content: Fragment): Fragment {
  let line = Fragment.empty;
  content.descendants((node) => {
    if (!node.isTextblock) return true;
    if (line.size > 0 && node.content.size > 0) line = line.append(Fragment.from(schema.text(' ')));
    line = line.append(node.content);
    return false;
  });
  return line;
}

function paragraphsOf(content: Fragment): Fragment {
  const lines: Node[] = [];
  content.descendants((node) => {
    if (!node.isTextblock) return true;
    if (node.content.size > 0) lines.push(paragraph.create(null, node.content));
    return false;
  });
  return Fragment.from(lines);
}

/** Paragraphs in a list are its items; a list joins it. */
function itemsFor(content: Fragment, list: NodeType): Slice {
  const [only] = [content.firstChild];
  if (content.childCount === 1 && (only?.type === bulletList || only?.type === orderedList))
    return new Slice(content, 3, 3);
  let plain = true;
  content.forEach((node) => (plain &&= node.type === paragraph));
  if (!plain) return open(content);
  const items: Node[] = [];
  content.forEach((node) => items.push(listItem.create(null, node)));
  // Deep enough that the first line joins the item with the cursor, and that the last is open for what stood behind it.
  return new Slice(Fragment.from(list.create(null, items)), 3, 3);
}

/** For a block that takes no titles, such as a quote. Whatever else does not fit stands behind it. */
function withoutTitles(content: Fragment, type: NodeType): Fragment {
  const blocks: Node[] = [];
  content.forEach((node) => {
    const fits = node.type !== heading || type.contentMatch.matchType(heading);
    blocks.push(fits ? node : paragraph.create(null, node.content));
  });
  return Fragment.from(blocks);
}

function open(content: Fragment): Slice {
  const ends = (node: Node | null) => (node?.type === paragraph ? 1 : 0);
  return new Slice(content, ends(content.firstChild), ends(content.lastChild));
}
