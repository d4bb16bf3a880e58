/** The blocks of a story out of a clean page: lines to paragraphs, titles to crossheads, pointers to related links. */
import { DOMParser, Fragment, type Mark, type Node } from 'prosemirror-model';
import { schema } from '../../body/schema';
import { BREAK } from './characters';
import type { Page } from './page';
import type { Report } from './report';

const { paragraph, heading, image, relatedLink, listItem, bulletList, orderedList } = schema.nodes;
const { strong, link } = schema.marks;
/** What says nothing of its own is passed over first: of a page by Word it is most of the elements. */
const NOTHING = { tag: 'span:not([style])', skip: true } as const;
const parser = new DOMParser(schema, [NOTHING, ...DOMParser.fromSchema(schema).rules]);

const SENTENCE_END = /[.!?:;…][”"’')\]]*\s*$/u;
const ITEM = /^\s*(?:[•·▪◦–—-]|\d{1,3}[.)])\s/u;
/** "Baca juga: ", as Indonesian and English sites print it. */
const POINTER =
  /^\s*(?:(?:baca|lihat|simak)\s+(?:juga|lagi|pula|selengkapnya)|artikel terkait|read\s+(?:also|more|next)|also\s+read|see\s+also|related)\s*(?<colon>[:：])?\s*(?<title>.*)$/isu;
/** What a site puts between the paragraphs, and no reader takes for a part of the story. */
const FURNITURE =
  /^\s*(?:advertisement|iklan|scroll (?:to|untuk|ke) .{0,40}|gulir (?:untuk|ke) .{0,40}|story continues below.*|article continues (?:below|after).*|report this ad|\[gambas:.*\]|(?:simak|tonton|saksikan)(?: juga)?:? video.{0,120}|ikuti (?:kami|berita) .{0,60}google (?:news|berita).{0,40})\s*$/isu;
/** The most characters of a bold line that is a title; above, it is a sentence that someone stressed. */
const TITLE = 80;
const BYLINE = /^\s*(?:oleh|by|penulis|reporter|editor|foto|photo|sumber|source|laporan)\b/i;

/** What a page comes to as blocks of a story. Says in the page's report what of it was furniture. */
export function blocksOf({ body, report }: Page): Fragment {
  const { content } = parser.parse(body);
  return withTitles(withPointers(tidy(content, report, true)));
}

/** Splits, trims, and drops what is empty; `outermost` blocks may be furniture. */
function tidy(content: Fragment, report: Report, outermost: boolean): Fragment {
  const blocks: Node[] = [];
  content.forEach((node) => {
    if (node.type === paragraph) {
      for (const line of linesOf(node)) {
        if (outermost && FURNITURE.test(line.textContent)) report.note('furniture');
        else blocks.push(line);
      }
    } else if (node.isTextblock) {
      const [line] = [joined(node)];
      if (node.type === image || line.textContent.trim() !== '') blocks.push(line);
    } else if (node.isLeaf) blocks.push(node);
    else {
      const whole = filled(node, tidy(node.content, report, false));
      if (whole) blocks.push(whole);
    }
  });
  return Fragment.from(blocks);
}

/** The same node around other content; null where nothing is left of it. */
function filled(node: Node, content: Fragment): Node | null {
  const role = node.type.spec.tableRole as string | undefined;
  if (content.childCount === 0 && role === undefined) return null;
  const first = content.firstChild;
  // An item that holds only a list needs a line for its own bullet.
  if (node.type === listItem && first && first.type !== paragraph)
    return node.copy(content.addToStart(paragraph.create()));
  if (node.type.validContent(content)) return node.copy(content);
  return node.type.createAndFill(node.attrs, content);
}

/**
 * The lines of a paragraph, each a paragraph. Two line breaks are what a paragraph is elsewhere; a single one is one too
 * behind a sentence or before an item, else it only broke a line that goes on.
 */
function linesOf(block: Node): Node[] {
  if (!block.textContent.includes(BREAK)) {
    const whole = trimmed(block);
    return whole ? [whole] : [];
  }
  const lines: Node[] = [];
  let line: Node[] = [];
  let breaks = 0;
  const close = () => {
    const whole = trimmed(block.copy(Fragment.from(line)));
    if (whole) lines.push(whole);
    line = [];
  };
  block.forEach((node) => {
    (node.text ?? '').split(BREAK).forEach((text, index) => {
      if (index > 0) breaks += 1;
      if (text.trim() === '' && (breaks > 0 || text === '')) return;
      if (breaks > 0 && line.length > 0) {
        const before = Fragment.from(line).textBetween(0, Fragment.from(line).size);
        if (breaks > 1 || SENTENCE_END.test(before) || ITEM.test(text) || isLabel(node)) close();
        else
          line.push(
            schema.text(
              ' ',
              node.marks.filter((mark) => mark.isInSet(line.at(-1)?.marks ?? [])),
            ),
          );
      }
      breaks = 0;
      line.push(schema.text(text, node.marks));
    });
  });
  close();
  return lines;
}

/** The head of a mail, and of a box: a bold word and a colon. */
function isLabel(node: Node): boolean {
  return strong.isInSet(node.marks) !== undefined && /^[^:]{1,30}:\s*$/.test(node.text ?? '');
}

/** A title or caption stays one line. A title is bold by itself. */
function joined(block: Node): Node {
  const texts: Node[] = [];
  block.forEach((node) => {
    const marks = block.type === heading ? strong.removeFromSet(node.marks) : node.marks;
    texts.push(schema.text((node.text ?? '').replaceAll(BREAK, ' '), marks));
  });
  return trimmed(block.copy(Fragment.from(texts))) ?? block.copy(Fragment.empty);
}

/** Without spaces around, and with one between; null where nothing is left. */
function trimmed(block: Node): Node | null {
  const texts: { text: string; marks: readonly Mark[] }[] = [];
  let spaced = true;
  block.forEach((node) => {
    let text = (node.text ?? '').replace(/\s+/g, ' ');
    if (spaced && text.startsWith(' ')) text = text.slice(1);
    if (text === '') return;
    spaced = text.endsWith(' ');
    texts.push({ text, marks: node.marks });
  });
  for (let last = texts.at(-1); last; last = texts.at(-1)) {
    last.text = last.text.trimEnd();
    if (last.text !== '') break;
    texts.pop();
  }
  return texts.length === 0
    ? null
    : block.copy(Fragment.from(texts.map(({ text, marks }) => schema.text(text, marks))));
}

/** Related links out of "Baca juga: …", and out of the list of links under a "Baca juga". */
function withPointers(content: Fragment): Fragment {
  const blocks: Node[] = [];
  let pointing = false;
  content.forEach((node) => {
    const titles = pointing ? linkedLines(node) : null;
    if (titles) {
      // The label said what the links now are.
      if (blocks.at(-1)?.type !== relatedLink) blocks.pop();
      blocks.push(...titles);
      pointing = node.type === paragraph;
      return;
    }
    const { groups } = (node.type === paragraph && POINTER.exec(node.textContent)) || {};
    const title = groups?.title?.trim() ?? '';
    const whole = title !== '' && (groups?.colon !== undefined || isLinked(node, title));
    pointing = groups !== undefined && title === '';
    blocks.push(whole ? relatedLink.create({ title, url: hrefOf(node) }) : node);
  });
  return Fragment.from(blocks);
}

/** Related links of a paragraph that is nothing but a link, or of a list of such. */
function linkedLines(node: Node): Node[] | null {
  if (node.type === paragraph)
    return isLinked(node, node.textContent)
      ? [relatedLink.create({ title: node.textContent.trim(), url: hrefOf(node) })]
      : null;
  if (node.type !== bulletList && node.type !== orderedList) return null;
  const lines: Node[] = [];
  let pure = true;
  node.forEach((item) => {
    const [line] = [item.childCount === 1 && item.firstChild ? linkedLines(item.firstChild) : null];
    if (line) lines.push(...line);
    else pure = false;
  });
  return pure ? lines : null;
}

function isLinked(node: Node, title: string): boolean {
  let linked = '';
  node.forEach((text) => {
    if (link.isInSet(text.marks)) linked += text.text ?? '';
  });
  return linked.trim() !== '' && linked.trim() === title.trim();
}

function hrefOf(node: Node): string | null {
  let href: string | null = null;
  node.forEach((text) => {
    href ??= (link.isInSet(text.marks)?.attrs.href as string | undefined) ?? null;
  });
  return href;
}

/**
 * A short line that is bold, stands alone, ends no sentence and has copy below it is what people make who have no
 * crosshead at hand. Questions stay: an interview has them in bold.
 */
function withTitles(content: Fragment): Fragment {
  const blocks: Node[] = [];
  content.forEach((node, _, index) => {
    const next = index + 1 < content.childCount ? content.child(index + 1) : null;
    const isTitle = isBold(node) && next?.type === paragraph && !isBold(next);
    const text = node.textContent;
    if (!isTitle || text.length > TITLE || /[.!?:;,…]["”’')]*$/.test(text) || BYLINE.test(text)) blocks.push(node);
    else blocks.push(joined(heading.create({ level: 2 }, node.content)));
  });
  return Fragment.from(blocks);
}

function isBold(node: Node): boolean {
  if (node.type !== paragraph || node.childCount === 0) return false;
  let bold = true;
  node.forEach((text) => (bold &&= strong.isInSet(text.marks) !== undefined));
  return bold;
}
