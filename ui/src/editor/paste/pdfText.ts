/** Text out of a PDF, or of a mail: lines as wide as the page had room, joined to paragraphs again. */
import { cleanCharacters } from './characters';

/** Widths in characters between which a column of text lies. */
const NARROW = 28;
const WIDE = 130;
const SENTENCE_END = /[.!?:;…][”"’')\]]*$/u;
const ITEM = /^\s*(?:[•·▪◦‣*–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S/u;
/** A word that the end of the line cut. */
const CUT = /\p{L}[-\u2010\ue00c]$/u;
const PAGE_NUMBER = /^\s*(?:(?:halaman|page|hal\.)\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:dari|of|\/)\s*\d{1,4})?\s*$/i;

/** The same where no form feed stands behind it: alone, or run together with the line below it, as Evince copies it. */
const LOOSE_NUMBER = /^\s*(\d{1,3})(?:\s*$|(?=\p{L}{3}))/u;
/** Lines of a page, at least. Numbers that count up and stand closer are a list's or a table's. */
const PAGE = 10;
/** The number of the only page: below it, so that nothing else tells it from a number of the text. A year is none. */
const LAST_NUMBER =
  /^\s*(?:\d{1,3}|([-–]) ?\d{1,3} ?\1|(?:halaman|page|hal\.)\s*\d{1,4}(?:\s*(?:dari|of|\/)\s*\d{1,4})?)\s*$/i;
const NUMBER = /^\s*\d[\d.,%]*\s*$/;

/** The text with a line for each paragraph, where its lines were broken by a page; null for any other text. */
export function joinLines(text: string): string | null {
  const lines = withoutPages(text).map((line) => cleanLine(line));
  const width = columnWidth(lines);
  return width === null ? null : paragraphsOf(withoutNumbers(lines, width), width).join('\n');
}

/** A page ends with a form feed, and mostly with its number. */
function withoutPages(text: string): string[] {
  const pages = text.split('\f').map((page) => page.split(/\r\n?|\n/));
  return pages.flatMap((lines, index) => {
    const last = lines.findLastIndex((line) => line.trim() !== '');
    const numbered = index < pages.length - 1 && PAGE_NUMBER.test(lines[last] ?? '');
    return numbered ? lines.slice(0, last) : lines.filter((line, at) => line !== '' || at < lines.length - 1);
  });
}

/** Numbers of pages that stand between the lines: told by the next page's, or by the sentence that one of them cuts. */
function withoutNumbers(lines: string[], width: number): string[] {
  const numbers = lines.flatMap((line, at) => {
    const [whole = '', number] = LOOSE_NUMBER.exec(line) ?? [];
    return number === undefined ? [] : [{ at, number: Number(number), rest: line.slice(whole.length) }];
  });
  const cuts = (at: number, rest: string) => {
    const next = rest === '' ? (lines[at + 1] ?? '') : rest;
    return breaks(lines[at - 1] ?? '', next, width) && /^\s*\p{Ll}/u.test(next);
  };
  const rests = new Map<number, string>();
  for (const { at, number, rest } of numbers) {
    const counted = numbers.some((other) => {
      const away = other.at - at;
      return Math.abs(away) >= PAGE && other.number - number === Math.sign(away);
    });
    if (counted || cuts(at, rest)) rests.set(at, rest);
  }
  const last = lines.findLastIndex((line) => line.trim() !== '');
  if (
    isBelowPage(
      lines.filter((line, at) => at < last && line.trim() !== '' && !rests.has(at)),
      lines[last] ?? '',
    )
  )
    rests.set(last, '');
  return lines.map((line, at) => rests.get(at) ?? line).filter((line, at) => line !== '' || !rests.has(at));
}

/**
 * Whether a last line is the number of the page above it: of a whole page, that is prose to its end. A number that may belong
 * to an unfinished sentence or to others stays: rather one too many than one that is missing.
 */
function isBelowPage(page: string[], line: string): boolean {
  const isProse =
    page.length >= PAGE && SENTENCE_END.test(page.at(-1) ?? '') && !page.some((other) => NUMBER.test(other));
  return isProse && LAST_NUMBER.test(line);
}

/** A soft hyphen at the end of a line is where the word goes on. */
function cleanLine(line: string): string {
  return cleanCharacters(line.replace(/\u00ad\s*$/, '-\ue00c'))
    .replace(/\t/g, '  ')
    .trimEnd();
}

/** How wide the column was, in characters; null where the lines do not fill one. */
function columnWidth(lines: string[]): number | null {
  const lengths = lines.filter((line) => line.trim() !== '').map((line) => line.trim().length);
  if (lengths.length < 3) return null;
  const sorted = lengths.toSorted((one, other) => one - other);
  const width = sorted[Math.floor(sorted.length * 0.9)] ?? 0;
  if (width < NARROW || width > WIDE || (sorted.at(-1) ?? 0) > width * 1.5) return null;
  // In a wrapped text most full lines end in the middle of a sentence, and what they break is the next line's.
  let broken = 0;
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    if (next !== undefined && breaks(line, next, width)) broken += 1;
  });
  return broken * 5 >= (lengths.length - 1) * 2 ? width : null;
}

/** Whether a line is broken off by the page and goes on in the next. */
function breaks(line: string, next: string, width: number): boolean {
  if (line.trim() === '' || next.trim() === '' || ITEM.test(next)) return false;
  return CUT.test(line) || (line.trim().length >= width * 0.6 && !SENTENCE_END.test(line));
}

function paragraphsOf(lines: string[], width: number): string[] {
  const paragraphs: string[] = [];
  let open = '';
  let before = '';
  const close = () => {
    if (open.trim() !== '') paragraphs.push(open.replace(/\s+/g, ' ').trim());
    open = '';
  };
  for (const line of lines) {
    const text = line.trim();
    if (open !== '' && endsParagraph(before, line, width)) close();
    if (text !== '') open = joined(open, text);
    before = line;
  }
  close();
  return paragraphs;
}

function endsParagraph(before: string, line: string, width: number): boolean {
  const text = line.trim();
  if (text === '' || ITEM.test(line)) return true;
  if (CUT.test(before.trimEnd())) return false;
  const indented = /^ {2,}/.test(line) && !/^ {2,}/.test(before);
  const short = before.trim().length < width * 0.8;
  if (SENTENCE_END.test(before)) return short || indented;
  // A crosshead or a line of a head: much shorter than the column, and what follows begins anew.
  return before.trim().length < width * 0.6 && /^[\p{Lu}\d“"‘'(]/u.test(text);
}

/**
 * A word that the end of a line cut is whole again. A hyphen stays where it belongs to the word: between a doubled word
 * (anak-anak), before a capital or a number (se-ASEAN, Covid-19), and behind a number.
 */
function joined(open: string, text: string): string {
  if (open === '') return text;
  if (open.endsWith('\ue00c')) return open.slice(0, -2) + text;
  const [, word] = /([\p{L}\p{N}]+)[-\u2010\u2011]$/u.exec(open) ?? [];
  if (word === undefined) return `${open} ${text}`;
  const [next = ''] = /^[\p{L}\p{N}]+/u.exec(text) ?? [];
  const doubled = next.slice(0, 3).toLowerCase() === stem(word, next);
  const belongs = doubled || !/^\p{Ll}/u.test(next) || /\p{N}$/u.test(word) || /^\p{Lu}{2,}$/u.test(word);
  return (belongs ? open : open.slice(0, -1)) + text;
}

/** The end of a word that a doubled one would repeat: the `anak` of `ke-anak-anakan` or of `beranak-`. */
function stem(word: string, next: string): string {
  const lower = word.toLowerCase();
  return lower.startsWith(next.slice(0, 3).toLowerCase()) && next.length >= 3 ? lower.slice(0, 3) : '';
}
