/** HTML of web pages: what stands around and between the paragraphs of an article. */
import type { Report } from './report';
import { removeAll, renamed } from './tree';

const ADVERTS =
  'ins.adsbygoogle, [id^="div-gpt-ad"], [id^="google_ads"], [data-ad-slot], [class~="ads" i], [class~="iklan" i], [class*="advert" i], [aria-label="Advertisement" i]';
const TOOLS =
  'nav, [role="navigation"], [class*="social-share" i], [class*="share-button" i], [class*="breadcrumb" i], [class*="newsletter" i]';
/** Marks of an encyclopedia that lead to its footnotes and its editor. */
const REFERENCES = 'sup.reference, .mw-editsection, .noprint';

export function readWeb(page: Document, report: Report): void {
  const { body } = page;
  report.note('furniture', removeAll(body, ADVERTS));
  removeAll(body, TOOLS);
  removeAll(body, REFERENCES);
  for (const title of body.querySelectorAll('[role="heading"][aria-level]'))
    if (title.matches('div, span, p'))
      renamed(title, `h${String(Math.min(6, Number(title.getAttribute('aria-level')) || 3))}`);
}

/** The reader of PDFs in Firefox: a line is a `span` with a place, and a break. */
export function isPdfReader(page: Document): boolean {
  return page.querySelector('br[role="presentation"]') !== null;
}
