/**
 * HTML that Word put on the clipboard, as other programs would have written it: its lists are paragraphs with a painted
 * bullet, its empty lines paragraphs with a hard space, and hard spaces stand where someone typed two. WebKit takes out
 * Word's own styles (`mso-list`) before a page sees them; what is left of a list is its class, its bullet, its margin.
 */
const WORD = /urn:schemas-microsoft-com:office|class=["']?Mso|mso-/i;
const LEVEL = /mso-list:[^;"]*\blevel(\d+)/i;
/** A bullet or a number, and the spaces that Word paints after it. */
const PAINTED = /^\s*(?:([·•▪◦§Øüo–-])|\(?[a-z\d]{1,4}[.)])\s+$/iu;
/** Points by which a level of a list stands further in. */
const STEP = 36;
const POINTS: Record<string, number> = { pt: 1, px: 0.75, in: 72, cm: 72 / 2.54 };

export function readWord(html: string): string {
  if (!WORD.test(html)) return html;
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  makeLists(body);
  for (const text of textsIn(body)) text.data = text.data.replace(/[ \u00a0]*\u00a0[ \u00a0]*/g, ' ');
  for (const block of body.querySelectorAll('p')) if (block.textContent.trim() === '') block.remove();
  return body.innerHTML;
}

function makeLists(body: HTMLElement): void {
  /** The lists that are open, the outermost first. */
  let open: HTMLElement[] = [];
  let last: Element | null = null;
  for (const item of body.querySelectorAll<HTMLElement>('p[class^="MsoListParagraph"], p[style*="mso-list" i]')) {
    const painted = item.firstElementChild;
    const found = PAINTED.exec(painted?.textContent ?? '');
    if (!painted || !found || (item.firstChild !== painted && item.firstChild?.textContent?.trim() !== '')) continue;
    const kind = found[1] ? 'UL' : 'OL';
    const level = levelOf(item);
    painted.remove();
    if (last === null || item.previousElementSibling !== last) open = [];
    open = open.slice(0, level);
    if (open.length === level && open.at(-1)?.tagName !== kind) open.pop();
    if (open.length < level) {
      const list = body.ownerDocument.createElement(kind);
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

function levelOf(item: HTMLElement): number {
  const own = Number(LEVEL.exec(item.getAttribute('style') ?? '')?.[1] ?? 0);
  const [, size, unit = ''] = /^([\d.]+)(pt|px|in|cm)$/.exec(item.style.marginLeft) ?? [];
  return Math.max(1, own || Math.round((Number(size ?? 0) * (POINTS[unit] ?? 0)) / STEP));
}

function textsIn(body: HTMLElement): Text[] {
  const texts: Text[] = [];
  const walk = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) texts.push(walk.currentNode as Text);
  return texts;
}
