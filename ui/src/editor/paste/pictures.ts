/** Pictures inside markup: those that it carries go to the media folder, those that lie elsewhere are never loaded. */
import { cleanAddress } from './address';
import type { Report } from './report';
import { isBlank, renamed } from './tree';

const DATA = /data:image\/([a-z.+-]+);base64,([a-z0-9+/=\s]+)/gi;
const PARKED = /^data:,(\d+)$/;
/** Characters of a GIF that shows nothing and only keeps a place, or counts who looks. */
const PLACEHOLDER = 200;
/** Pixels up to which a picture is an icon or a counter. */
const ICON = 48;

/** Whether markup names pictures in the files of the program that copied it, as Word does. */
export function namesFiles(html: string): boolean {
  return /\ssrc=["']?file:/i.test(html);
}

/** A picture that markup carries, and the `img` that waits for its name in the media folder. */
export interface Carried {
  element: HTMLImageElement;
  base64: string;
  name: string;
}

/** Takes the bytes out of the markup before it is parsed: they may be nearly all of it. */
export function parkPictures(html: string): { html: string; parked: string[] } {
  if (!html.includes(';base64,')) return { html, parked: [] };
  const parked: string[] = [];
  const light = html.replace(DATA, (_, kind: string, base64: string) => {
    const bytes = base64.replace(/\s+/g, '');
    parked.push(/^gif$/i.test(kind) && bytes.length < PLACEHOLDER ? '' : bytes);
    return `data:,${String(parked.length - 1)}`;
  });
  return { html: light, parked };
}

/** `beside` are the pictures of the same text as RTF, for those that markup only names by their file. */
export function readPictures(
  body: HTMLElement,
  parked: string[],
  beside: readonly (string | null)[],
  report: Report,
): Carried[] {
  const carried: Carried[] = [];
  const named = [...body.querySelectorAll('img')].filter((image) => isFile(image.getAttribute('src') ?? ''));
  // Where there are more of one than of the other, nobody knows which is which.
  const files = new Map(named.length === beside.length ? named.map((image, index) => [image, beside[index]]) : []);
  for (const element of body.querySelectorAll('img')) {
    const src = element.getAttribute('src') ?? '';
    const base64 = files.get(element) ?? parked[Number(PARKED.exec(src)?.[1] ?? -1)];
    const alt = element.getAttribute('alt') ?? '';
    if (isEmoji(alt)) element.replaceWith(alt);
    else if (base64)
      carried.push({ element: framed(element), base64, name: alt || `picture ${String(carried.length + 1)}` });
    else leaveOut(element, src, report, base64 === '' || isIcon(element));
  }
  return carried;
}

function isFile(address: string): boolean {
  return /^\s*file:/i.test(address);
}

function isEmoji(alt: string): boolean {
  return alt.length <= 16 && /^\p{Extended_Pictographic}/u.test(alt);
}

function isIcon(element: HTMLImageElement): boolean {
  const sizes = ['width', 'height'].map((side) => parseFloat(element.getAttribute(side) ?? ''));
  return sizes.some((size) => size <= ICON);
}

/** Puts a picture into a figure with the caption that stands with it. */
function framed(element: HTMLImageElement): HTMLImageElement {
  const page = element.ownerDocument;
  const around = element.closest('figure');
  const figure = page.createElement('figure');
  const caption = around?.querySelector('figcaption') ?? captionBelow(element);
  const outer = around?.querySelectorAll('img').length === 1 ? around : null;
  (outer ?? element).replaceWith(figure);
  figure.append(element, ...(caption ? [renamed(caption, 'figcaption')] : []));
  return element;
}

/** Word puts a caption into a paragraph of its own below the picture's. */
function captionBelow(element: HTMLImageElement): Element | null {
  const line = element.closest('p');
  const below = line?.nextElementSibling ?? null;
  return line?.textContent.trim() === '' && below?.matches('.MsoCaption') ? below : null;
}

/** What was said under a picture stays, and leads to it. A picture that says nothing itself goes with its address. */
function leaveOut(element: HTMLImageElement, src: string, report: Report, quietly: boolean): void {
  const figure = element.closest('figure');
  const caption = figure?.querySelector('figcaption');
  const address = cleanAddress(src);
  if (!quietly) report.note('pictures');
  if (caption && address !== null && !isBlank(caption) && caption.querySelector('a') === null) {
    const link = element.ownerDocument.createElement('a');
    link.setAttribute('href', address);
    link.append(...caption.childNodes);
    caption.append(link);
  }
  element.remove();
}

/** Gives a carried picture its name in the media folder; without one it goes. */
export function settle({ element }: Carried, src: string | null): void {
  if (src !== null) element.setAttribute('src', src);
  else element.remove();
}
