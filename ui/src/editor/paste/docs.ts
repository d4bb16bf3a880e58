/** HTML of Google Docs, as it is copied and as it is exported. */
import type { Report } from './report';
import { removeAll, unwrap } from './tree';

export function isDocs(page: Document): boolean {
  return page.querySelector('[id^="docs-internal-guid"], a[id^="cmnt_ref"]') !== null;
}

export function readDocs(page: Document, report: Report): void {
  const { body } = page;
  // All that is copied stands in a `b` of normal weight.
  for (const around of body.querySelectorAll('[id^="docs-internal-guid"]')) unwrap(around);
  for (const note of body.querySelectorAll('a[id^="cmnt"]:not([id^="cmnt_ref"])'))
    (note.closest('div') ?? note).remove();
  report.note('comments', removeAll(body, 'a[id^="cmnt_ref"]'));
  // The boxes of a checklist are pictures.
  removeAll(body, 'li > img, li > [aria-hidden="true"] > img');
}
