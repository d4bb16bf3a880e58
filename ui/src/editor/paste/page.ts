/**
 * A page from the clipboard, made into plain, semantic HTML. All of it happens in a document that nobody shows: it runs
 * no script, loads nothing, and knows nothing of the window. Whatever a page brings is hostile until it has been through
 * here.
 */
import { cleanAddress } from './address';
import { BREAK, cleanCharacters } from './characters';
import { isDocs, readDocs } from './docs';
import { isLibreOffice, readLibreOffice } from './libreOffice';
import { isMail, readMail } from './mail';
import { joinLines } from './pdfText';
import { type Carried, parkPictures, readPictures } from './pictures';
import { Report } from './report';
import { readTables } from './tables';
import { nodesIn, removeAll, renamed, textsIn, unwrap } from './tree';
import { isPdfReader, readWeb } from './web';
import { isWord, readWord, withoutDebris } from './word';

/** Characters of markup, its pictures not counted, that are read: a book in Word's own HTML. */
const LARGEST = 8_000_000;
/** How deep elements may lie in one another. No text is lost below, only its form. */
const DEEPEST = 100;
const NEVER =
  'script, style, link, meta, title, template, iframe, object, embed, applet, svg, math, noscript, canvas, audio, video, ' +
  'input, button, select, textarea, map, [hidden], [style*="display:none" i], [style*="display: none" i]';
/** Blocks that ProseMirror takes for parts of a line. */
const BLOCKS = 'center, main, summary, details, legend, nav, [style*="display:block" i], [style*="display: block" i]';
const KEPT = new Set(['href', 'src', 'alt', 'start', 'colspan', 'rowspan', 'style']);

export interface Page {
  body: HTMLElement;
  pictures: Carried[];
  report: Report;
}

/**
 * Reads markup; null where there is more of it than can be read without making people wait. `beside` are the pictures that
 * came with it, in its order, for those that it only names.
 */
export function readPage(markup: string, beside: readonly (string | null)[] = []): Page | null {
  const { html, parked } = parkPictures(markup);
  if (html.length > LARGEST) return null;
  const page = new DOMParser().parseFromString(withoutDebris(html), 'text/html');
  const { body } = page;
  const report = new Report();
  for (const comment of nodesIn(page, NodeFilter.SHOW_COMMENT)) (comment as Comment).remove();
  flatten(body);
  // Who wrote the page may stand in its head, and who it is is told by what is taken out next.
  const origin = readerOf(page);
  removeAll(body, NEVER);
  report.note('deletions', removeAll(body, 'del, .msoDel'));
  origin(page, report);
  readPre(body);
  for (const block of body.querySelectorAll(BLOCKS)) if (!block.matches('td, th, tr')) renamed(block, 'div');
  readTables(body);
  readLists(body);
  const pictures = readPictures(body, parked, beside, report);
  readLinks(body, report);
  readMarks(body);
  readTexts(body);
  return { body, pictures, report };
}

function readerOf(page: Document): (page: Document, report: Report) => void {
  if (isPdfReader(page)) return readPdf;
  // A mail that Outlook wrote with Word is both.
  const readers = [
    ...(isMail(page) ? [readMail] : []),
    ...(isWord(page) ? [readWord] : isDocs(page) ? [readDocs] : isLibreOffice(page) ? [readLibreOffice] : []),
  ];
  return (...given) => {
    for (const read of readers.length > 0 ? readers : [readWeb]) read(...given);
  };
}

/** Without recursion, which a page a million elements deep would end. */
function flatten(body: HTMLElement): void {
  let depth = 1;
  let at: Element | null = body.firstElementChild;
  while (at && at !== body) {
    const down: Element | null = at.firstElementChild;
    if (depth > DEEPEST && down) {
      unwrap(at);
      at = down;
      continue;
    }
    if (down) {
      at = down;
      depth += 1;
      continue;
    }
    while (at && at !== body && !at.nextElementSibling) {
      at = at.parentElement;
      depth -= 1;
    }
    if (at && at !== body) at = at.nextElementSibling;
  }
}

/** A reader of PDFs ends each line with a break. */
function readPdf({ body }: Document): void {
  for (const end of body.querySelectorAll('br')) end.replaceWith('\n');
  setLines(body, body.textContent);
}

/** Text with its own line breaks: lines of a page are joined, other lines stay lines. */
function readPre(body: HTMLElement): void {
  for (const pre of body.querySelectorAll('pre')) {
    const block = renamed(pre, 'div');
    for (const end of block.querySelectorAll('br')) end.replaceWith('\n');
    if (block.querySelector('a, b, strong, i, em') === null) setLines(block, block.textContent);
    else for (const text of textsIn(block)) text.data = text.data.replaceAll('\n', BREAK + BREAK);
  }
}

function setLines(block: HTMLElement, text: string): void {
  const lines = (joinLines(text) ?? text).split(/\r\n?|\n/).map((line) => {
    const paragraph = block.ownerDocument.createElement('p');
    paragraph.textContent = line;
    return paragraph;
  });
  block.replaceChildren(...lines);
}

/** Lists that stand beside the item they belong into; and what may not stand in an item or a quote. */
function readLists(body: HTMLElement): void {
  for (const list of body.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')) {
    const item = list.previousElementSibling;
    if (item?.tagName === 'LI') item.append(list);
    else unwrap(list);
  }
  for (const title of body.querySelectorAll('li :is(h1, h2, h3, h4, h5, h6), blockquote :is(h1, h2, h3, h4, h5, h6)'))
    renamed(title, 'p');
  for (const block of body.querySelectorAll('li blockquote, li dl, blockquote blockquote')) unwrap(block);
}

function readLinks(body: HTMLElement, report: Report): void {
  for (const link of body.querySelectorAll('a')) {
    const href = link.getAttribute('href') ?? '';
    const clean = cleanAddress(href);
    if (clean === null) {
      unwrap(link);
      continue;
    }
    if (clean !== href.trim()) report.note('links');
    link.setAttribute('href', clean);
  }
}

/** Of all styles only bold and italic say something; the rest, and every other attribute, goes. */
function readMarks(body: HTMLElement): void {
  for (const element of body.querySelectorAll('*')) {
    for (const name of element.getAttributeNames()) if (!KEPT.has(name)) element.removeAttribute(name);
    const style = element.getAttribute('style');
    if (style === null) continue;
    const weight = /(?:^|[;\s])font-weight:\s*([a-z]+|\d+)/i.exec(style)?.[1] ?? '';
    const slant = /(?:^|[;\s])font-style:\s*([a-z]+)/i.exec(style)?.[1] ?? '';
    const isBold = /^bold/i.test(weight) || Number(weight) >= 600;
    const isItalic = /^(?:italic|oblique)/i.test(slant);
    if (weight !== '' && !isBold && /^(?:B|STRONG)$/.test(element.tagName)) unwrap(element);
    const said = [
      isBold ? 'font-weight:bold' : weight === '' ? '' : 'font-weight:400',
      isItalic ? 'font-style:italic' : slant === '' ? '' : 'font-style:normal',
    ].filter((rule) => rule !== '' && (isBold || isItalic || isWithinMark(element)));
    if (said.length > 0) element.setAttribute('style', said.join(';'));
    else element.removeAttribute('style');
  }
  for (const power of body.querySelectorAll('sup')) {
    const sign = { '2': '²', '3': '³' }[power.textContent.trim()];
    if (sign !== undefined) power.replaceWith(sign);
  }
}

/** Most pages say of everything that it is upright; it matters only within what is not. */
function isWithinMark(element: Element): boolean {
  return element.parentElement?.closest('b, strong, i, em, [style]') !== null;
}

function readTexts(body: HTMLElement): void {
  for (const text of textsIn(body)) {
    const { data } = text;
    const isPlaced = data.includes(BREAK);
    const clean = isPlaced ? data.split(BREAK).map(cleanCharacters).join(BREAK) : cleanCharacters(data);
    if (clean !== data) text.data = clean;
  }
  for (const end of body.querySelectorAll('br')) end.replaceWith(BREAK);
}
