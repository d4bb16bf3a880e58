/**
 * How much room a text takes on paper: set in the bundled serif at the house's size, greedily and without hyphens. A
 * typesetter that hyphenates needs a line or two less in a column, so the figures are said to be about right.
 */
import type { Node } from 'prosemirror-model';
import { eachLine } from '../body/lengths';
import type { LengthUnit, PrintMeasure, Target } from '../ipc/bindings';

/** The width of a word in em. */
export type WidthOf = (word: string) => number;

/** Millimetres of a point. */
const POINT = 25.4 / 72;

/** Lines that a text takes in a measure of `width` em, the first of them shorter by `indent`. */
export function wrapped(text: string, width: number, widthOf: WidthOf, indent = 0): number {
  let lines = 0;
  let used = 0;
  const space = widthOf(' ');
  for (const word of text.split(/\s+/u)) {
    if (word === '') continue;
    const wide = widthOf(word);
    if (lines > 0 && used + space + wide <= width) used += space + wide;
    else {
      used = wide + (lines === 0 ? indent : 0);
      lines += 1;
      // A word that is wider than the measure is broken wherever the line ends.
      const over = Math.max(0, Math.ceil(used / width) - 1);
      lines += over;
      used -= over * width;
    }
  }
  return lines;
}

/** Lines of a story in the house's column. Captions are set beside their pictures, not in it. */
export class Column {
  readonly #lines = new WeakMap<Node, number>();
  readonly #width: number;

  constructor(
    readonly measure: PrintMeasure,
    private readonly widthOf: WidthOf,
  ) {
    this.#width = measure.column / ((measure.size / 10) * POINT);
  }

  lines(doc: Node): number {
    let lines = 0;
    eachLine(doc, (line) => {
      if (line.type.name !== 'image') lines += this.#linesOf(line);
    });
    return lines;
  }

  /** Centimetres of so many lines. */
  centimetres(lines: number): number {
    return (lines * (this.measure.leading / 10) * POINT) / 10;
  }

  #linesOf(line: Node): number {
    const known = this.#lines.get(line);
    if (known !== undefined) return known;
    const lines = wrapped(line.textContent, this.#width, this.widthOf, line.type.name === 'paragraph' ? 1 : 0);
    this.#lines.set(line, lines);
    return lines;
  }
}

/** Lines that a headline takes as the house prints one: over so many columns, at such a size. */
export function headlineLines(headline: string, measure: PrintMeasure, widthOf: WidthOf): number {
  const { column, gutter, headlineColumns, headlinePoints } = measure;
  const width = (headlineColumns * column + (headlineColumns - 1) * gutter) / (headlinePoints * POINT);
  return wrapped(headline, width, widthOf);
}

/** The copy desk's count by letters: f l i t j a half, m w one and a half, M W two. Papers vary in the rest. */
export function flitJ(headline: string): number {
  let halves = 0;
  for (const letter of headline.trim().normalize('NFC')) {
    if (/[flitj1\s]|\p{P}/u.test(letter)) halves += letter === '—' || letter === '?' ? 2 : 1;
    else if (/[mw]/.test(letter)) halves += 3;
    else if (/[MW]/.test(letter)) halves += 4;
    else if (/\p{Lu}/u.test(letter)) halves += letter === 'I' ? 1 : 3;
    else halves += 2;
  }
  return halves / 2;
}

/** How far a story is from its target: positive where something is still missing. */
export function missing({ unit, amount }: Target, has: Record<LengthUnit, number>): number {
  const left = amount - has[unit];
  return unit === 'centimetres' ? Math.round(left * 10) / 10 : left;
}
