import morphdom from 'morphdom';

/**
 * Brings the page in a frame to what `html` says, touching only what differs: the reader's place and loaded pictures
 * stay. The page has no scripts, so the tree is all there is to it. Its links are taken out of the Tab order: a preview
 * is looked at, and following a link would leave the story. `fonts` is a style sheet of the window's own.
 */
export function patchPage(page: Document, html: string, fonts = ''): void {
  const next = new DOMParser().parseFromString(html, 'text/html');
  if (fonts !== '') next.head.appendChild(next.createElement('style')).textContent = fonts;
  for (const link of next.querySelectorAll('a[href]')) link.setAttribute('tabindex', '-1');
  morphdom(page.documentElement, page.adoptNode(next.documentElement), {
    onBeforeElUpdated: (old, fresh) => !old.isEqualNode(fresh),
  });
}
