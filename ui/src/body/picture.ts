/** What is known of a picture beside its caption, as `story::body::Image` has it. */
import type { AttributeSpec, Attrs } from 'prosemirror-model';

/** The shapes in which pictures are shown, width to height. */
export const CROP_FORMATS = ['16:9', '4:3', '1:1', '3:4', '9:16', '1.91:1'] as const;

export type CropFormat = (typeof CROP_FORMATS)[number];

/** A place in a picture, in thousandths of its width and height. */
export interface Point {
  x: number;
  y: number;
}

/** A part of a picture, in thousandths; at least one of each side, and within the picture. */
export interface Crop extends Point {
  format: CropFormat;
  width: number;
  height: number;
}

export interface PictureAttrs {
  /** The file's name in the media folder. */
  src: string;
  alt: string;
  credit: string;
  /** At most one a format. */
  crops: Crop[];
  /** `YYYY-MM-DD`, or '' where nobody knows. */
  date: string;
  focus: Point | null;
  photographer: string;
  place: string;
}

const WHOLE = 1000;
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= WHOLE;

const hasKeys = (value: unknown, keys: readonly string[]): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === keys.length &&
  keys.every((key) => key in value);

export function isPoint(value: unknown): value is Point {
  return hasKeys(value, ['x', 'y']) && isNumber(value.x) && isNumber(value.y);
}

export function isCrop(value: unknown): value is Crop {
  if (!hasKeys(value, ['format', 'x', 'y', 'width', 'height'])) return false;
  const { format, x, y, width, height } = value;
  const within = (from: unknown, long: unknown) => isNumber(from) && isNumber(long) && long > 0 && from + long <= WHOLE;
  return CROP_FORMATS.some((known) => known === format) && within(x, width) && within(y, height);
}

function isCrops(value: unknown): value is Crop[] {
  return (
    Array.isArray(value) && value.every(isCrop) && new Set(value.map(({ format }) => format)).size === value.length
  );
}

const text: AttributeSpec = { default: '', validate: 'string' };

function checked(byDefault: unknown, is: (value: unknown) => boolean, what: string): AttributeSpec {
  return {
    default: byDefault,
    validate(value: unknown) {
      if (!is(value)) throw new RangeError(`a picture has ${what} ${JSON.stringify(value)}`);
    },
  };
}

export const pictureAttributes: Record<keyof PictureAttrs, AttributeSpec> = {
  // A gallery must be able to make a picture when it is left without one, so a picture may be without a file.
  src: text,
  alt: text,
  credit: text,
  crops: checked([], isCrops, 'the crops'),
  date: checked('', (date) => date === '' || (typeof date === 'string' && DAY.test(date)), 'the day'),
  focus: checked(null, (focus) => focus === null || isPoint(focus), 'the focus'),
  photographer: text,
  place: text,
};

/** What of a picture stands in no HTML that leaves Redaksi: for pasting within it. Empty where nothing is known. */
export function knownOf(attrs: Attrs): Record<string, string> {
  const { crops, date, focus, photographer, place } = attrs as PictureAttrs;
  const nothing = crops.length === 0 && focus === null && [date, photographer, place].every((value) => value === '');
  return nothing ? {} : { 'data-picture': JSON.stringify({ crops, date, focus, photographer, place }) };
}

/** Reads what `knownOf` wrote. The clipboard is not ours alone: a value that is none is left out. */
export function readKnown(figure: HTMLElement): Partial<PictureAttrs> {
  const known = parse(figure.dataset.picture);
  const is = (name: keyof PictureAttrs, value: unknown) => {
    const { validate } = pictureAttributes[name];
    if (typeof validate !== 'function') return typeof value === 'string';
    try {
      validate(value);
      return true;
    } catch {
      return false;
    }
  };
  const names = ['crops', 'date', 'focus', 'photographer', 'place'] as const;
  return Object.fromEntries(
    names.filter((name) => name in known && is(name, known[name])).map((name) => [name, known[name]]),
  );
}

function parse(json: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
