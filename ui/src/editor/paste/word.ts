/**
 * HTML of Word, on the desk and in the browser, and of Outlook, which writes with Word: as other programs would have
 * written it. On the desk its lists are paragraphs with a painted bullet. Where WebKit has rewritten the page (what is
 * dragged into the window), Word's own styles (`mso-list`) are gone; what is left of a list is its class, its bullet, its
 * margin.
 */
import type { Report } from './report';
import { removeAll, renamed, unwrap } from './tree';

const COMMENTS =
  '[style*="mso-element:comment-list" i], .MsoCommentReference, .msocomtxt, .MsoCommentText, a[href^="#_msocom"], .CommentStart, .CommentEnd';
const HIDDEN = '[style*="mso-hide:all" i], [style*="mso-element:frame" i] > hr';
const LEVEL = /mso-list:[^;"]*\blevel(\d+)/i;
const OUTLINE = /mso-outline-level:\s*([1-6])/i;
/** A bullet or a number, and the spaces that Word paints after it. */
const PAINTED = /^\s*(?:([·•▪◦§Øüvo–-])|\(?[a-z\d]{1,5}[.)])\s+$/iu;
const NUMBER = /^\s*\(?([a-z\d]{1,5})[.)]/iu;
/** Points by which a level of a list stands further in. */
const STEP = 36;
/** Word marks each word that its dictionary does not know, in a foreign text every third. Only where nothing else is in it. */
const MISSPELT = /<span class="?(?:SpellE|GramE)"?>([^<]*)<\/span>|<o:p><\/o:p>/g;
const POINTS: Record<string, number> = { pt: 1, px: 0.75, in: 72, cm: 72 / 2.54 };

/** The markup without what would be most of its elements, and says nothing: what is not there need not be read. */
export function withoutDebris(html: string): string {
  return html.includes('<o:p>') || html.includes('SpellE') ? html.replace(MISSPELT, '$1') : html;
}

export function isWord(page: Document): boolean {
  return (
    page.querySelector('[class^="Mso"], meta[name="ProgId" i][content^="Word" i], [style*="mso-"], .WordSection1') !==
      null ||
    isWordOnline(page) ||
    page.documentElement.hasAttribute('xmlns:w')
  );
}

function isWordOnline(page: Document): boolean {
  return page.querySelector('.OutlineElement, .TextRun, .ListContainerWrapper') !== null;
}

export function readWord(page: Document, report: Report): void {
  const { body } = page;
  const comments = new Set(
    [...body.querySelectorAll('a[href^="#_msocom"]')].map((anchor) => anchor.getAttribute('href')),
  );
  report.note('comments', comments.size);
  removeAll(body, COMMENTS);
  removeAll(body, HIDDEN);
  makeHeadings(body);
  makeLists(body);
  joinListsOfBrowser(body);
  for (const quote of body.querySelectorAll('p.MsoQuote, p.MsoIntenseQuote')) renamed(quote, 'blockquote');
}

/** Headings that are paragraphs: with an outline level, the document's title, or Word Online's by their role. */
function makeHeadings(body: HTMLElement): void {
  for (const line of body.querySelectorAll('p[style*="mso-outline-level" i]')) {
    const level = OUTLINE.exec(line.getAttribute('style') ?? '')?.[1];
    if (level) renamed(line, `h${level}`);
  }
  for (const line of body.querySelectorAll('p.MsoTitle')) renamed(line, 'h1');
  for (const line of body.querySelectorAll('p[role="heading"][aria-level]'))
    renamed(line, `h${String(Math.min(6, Math.max(1, Number(line.getAttribute('aria-level')) || 1)))}`);
}

function makeLists(body: HTMLElement): void {
  /** The lists that are open, the outermost first. */
  let open: HTMLElement[] = [];
  let last: Element | null = null;
  for (const item of body.querySelectorAll<HTMLElement>('p[class^="MsoListParagraph"], p[style*="mso-list" i]')) {
    const painted = paintedIn(item);
    if (!painted) continue;
    const level = levelOf(item);
    painted.element.remove();
    if (last === null || item.previousElementSibling !== last) open = [];
    open = open.slice(0, level);
    if (open.length === level && open.at(-1)?.tagName !== painted.kind) open.pop();
    if (open.length < level) {
      const list = body.ownerDocument.createElement(painted.kind);
      if (painted.start > 1) list.setAttribute('start', String(painted.start));
      const around = open.at(-1)?.lastElementChild;
      if (around) around.append(list);
      else item.before(list);
      open.push(list);
    }
    const entry = body.ownerDocument.createElement('li');
    entry.append(...item.childNodes);
    open.at(-1)?.append(entry);
    item.remove();
    last = open[0] ?? null;
  }
}

interface Painted {
  element: Element;
  kind: 'UL' | 'OL';
  start: number;
}

/** What Word paints before an item: marked as such, or by its look where WebKit took the mark away. */
function paintedIn(item: HTMLElement): Painted | null {
  const marked = item.querySelector('[style*="mso-list:Ignore" i]');
  const element = item.firstElementChild;
  const text = (marked ?? element)?.textContent ?? '';
  const looks = PAINTED.test(text) && (item.firstChild === element || item.firstChild?.textContent?.trim() === '');
  if (!element || !(marked || looks)) return null;
  const number = PAINTED.exec(text)?.[1] ? null : NUMBER.exec(text)?.[1];
  const start = Number(number);
  // A list within a list that begins with a letter or a Roman numeral begins with its first.
  return {
    element: marked ?? element,
    kind: number ? 'OL' : 'UL',
    start: Number.isInteger(start) ? start : 1,
  };
}

function levelOf(item: HTMLElement): number {
  const own = Number(LEVEL.exec(item.getAttribute('style') ?? '')?.[1] ?? 0);
  const [, size, unit = ''] = /^([\d.]+)(pt|px|in|cm)$/.exec(item.style.marginLeft) ?? [];
  return Math.min(9, Math.max(1, own || Math.round((Number(size ?? 0) * (POINTS[unit] ?? 0)) / STEP)));
}

/** Word Online makes a list of each item; its level is said in an attribute. */
function joinListsOfBrowser(body: HTMLElement): void {
  for (const wrapper of body.querySelectorAll('.ListContainerWrapper')) unwrap(wrapper);
  let open: Element[] = [];
  let last: Element | null = null;
  for (const list of body.querySelectorAll('ul, ol')) {
    const [item] = list.children;
    const level = Number(item?.getAttribute('data-aria-level') ?? 0);
    if (!item || level === 0) continue;
    if (last === null || list.previousElementSibling !== last) open = [];
    open = open.slice(0, level);
    const same = open.length === level ? open.at(-1) : undefined;
    if (same?.tagName === list.tagName) {
      same.append(...list.children);
      list.remove();
    } else {
      if (same) open.pop();
      const around = open.at(-1)?.lastElementChild;
      if (around) around.append(list);
      open.push(list);
    }
    last = open[0] ?? null;
  }
}
