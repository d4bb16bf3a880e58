/** HTML of mail: Gmail, Outlook in the browser, Thunderbird, Yahoo. Outlook on the desk writes as Word does. */
import type { Report } from './report';
import { removeAll, unwrap } from './tree';

const SIGNATURES =
  '.gmail_signature, .gmail_signature_prefix, .moz-signature, #Signature, #ms-outlook-mobile-signature, [class*="yahoo_signature"]';
const SIGNS = `${SIGNATURES}, .gmail_quote, .gmail_default, .moz-cite-prefix, blockquote[type="cite"], .elementToProof, #divRplyFwdMsg, #appendonsend, .yahoo_quoted`;

export function isMail(page: Document): boolean {
  return page.querySelector(SIGNS) !== null;
}

export function readMail(page: Document, report: Report): void {
  const { body } = page;
  removeAll(body, '.gmail_signature_prefix, #appendonsend');
  report.note('signatures', removeAll(body, SIGNATURES));
  // An answer to an answer: quotes within quotes are one quote.
  for (const quote of body.querySelectorAll('blockquote blockquote')) unwrap(quote);
}
