/**
 * The pictures of a text that Word copied. Its HTML names files that are gone when it is pasted, or may not be read; the
 * same text as RTF (Rich Text Format 1.9.1) has the pictures in it, in the same order.
 */

/** Braces, control words with their number, other controls, and text. */
const TOKEN = /([{}])|\\([a-z]+)(-?\d+)? ?|\\'[\da-f]{2}|\\[^a-z]|[^{}\\]+/giy;
/** Groups whose pictures stand nowhere in the text: the same again for old programs, bullets, the head and foot of pages. */
const ELSEWHERE = new Set([
  'nonshppict',
  'listpicture',
  'background',
  'header',
  'headerf',
  'headerl',
  'headerr',
  'footer',
  'footerf',
  'footerl',
  'footerr',
]);
/** Groups that lie in one another deeper than this are nobody's text. */
const DEEPEST = 1000;

interface Group {
  elsewhere: boolean;
  picture: { readable: boolean; hex: string[] } | null;
}

/** Base64 of each picture, in the order of the text; null for one in a form that no browser shows. */
export function picturesOfRtf(rtf: string): (string | null)[] {
  const found: (string | null)[] = [];
  const groups: Group[] = [];
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(rtf); token; token = TOKEN.exec(rtf)) {
    const [text, brace, word, number] = token;
    const group = groups.at(-1);
    if (brace === '{') {
      if (groups.length >= DEEPEST) return [];
      groups.push({ elsewhere: group?.elsewhere ?? false, picture: null });
    } else if (brace === '}') {
      const { picture = null } = groups.pop() ?? {};
      if (picture) found.push(picture.readable ? base64Of(picture.hex.join('')) : null);
    } else if (!group) continue;
    else if (word === undefined) group.picture?.hex.push(text);
    else if (word === 'bin') {
      // Bytes as they are, that many of them: they may look like anything.
      TOKEN.lastIndex += Math.max(0, Number(number ?? 0));
      if (group.picture) group.picture.readable = false;
    } else if (ELSEWHERE.has(word)) group.elsewhere = true;
    else if (word === 'pict' && !group.elsewhere) group.picture = { readable: false, hex: [] };
    else if ((word === 'pngblip' || word === 'jpegblip') && group.picture) group.picture.readable = true;
  }
  return found;
}

function base64Of(text: string): string | null {
  const hex = text.replace(/\s+/g, '');
  if (hex === '' || hex.length % 2 !== 0 || /[^\da-f]/i.test(hex)) return null;
  const parts: string[] = [];
  // A multiple of three bytes: what they come to can be put together.
  const step = 3 * 8192 * 2;
  for (let start = 0; start < hex.length; start += step) {
    let bytes = '';
    for (let at = start; at < Math.min(start + step, hex.length); at += 2)
      bytes += String.fromCharCode(parseInt(hex.slice(at, at + 2), 16));
    parts.push(btoa(bytes));
  }
  return parts.join('');
}
