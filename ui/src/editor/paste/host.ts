/** Pasting as the window does it: asks the newsroom for what the clipboard has, and says in a toast what was left out. */
import { t } from '../../messages/messages.svelte';
import { addClipboardPicture, addPictureBytes, clipboardHtml, clipboardRtf } from '../../newsroom/clipboard';
import { explain, toFailure } from '../../newsroom/failing';
import { toasts } from '../../parts/toasts.svelte';
import type { Host, Offer } from './plugin';
import { KINDS, type Report } from './report';

/** WebKitGTK takes up to seconds to rewrite markup before a page may see it: there the window itself asks the clipboard. */
const ASKS = /Linux.*AppleWebKit/.test(navigator.userAgent) && !/Chrom/.test(navigator.userAgent);

export function windowHost(offer: Offer): Host {
  let notice = 0;
  return {
    offer,
    clipboardHtml: ASKS ? clipboardHtml : null,
    clipboardRtf,
    // One that cannot be used does not keep out the text around it: it is counted.
    addPicture: (name, base64) => addPictureBytes(name, base64).catch(() => null),
    addClipboardPicture: () => addClipboardPicture(t('paste.picture')),
    pasted(report, plain) {
      // What was said of the paste before this one is of no use any more.
      toasts.dismiss(notice);
      if (report.isEmpty) return;
      const action = plain && { label: () => t('paste.plainInstead'), run: plain, forward: true as const };
      notice = toasts.show(() => t('paste.said', { what: reportWords(report) }), action ?? undefined);
    },
    tooLarge: () => void toasts.show(() => t('paste.tooLarge')),
    problem(thrown) {
      const failure = toFailure(thrown, t('paste.picture'));
      toasts.problem(() => explain(failure), failure.detail);
    },
  };
}

/** "3 tracking links cleaned, 1 picture not loaded". */
function reportWords({ counts }: Report): string {
  return KINDS.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [t(`paste.left.${kind}`, { count })];
  }).join(', ');
}
