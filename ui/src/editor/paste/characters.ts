/* eslint-disable no-control-regex -- they are what is looked for */
/** Characters that programs put between the words and nobody typed. */

/**
 * Soft hyphens, byte order marks, word joiners, zero-width spaces, marks of direction, and control characters. The
 * joiners U+200C and U+200D stay: Persian and emoji are made of them.
 */
const INVISIBLE =
  /[\u0000-\u0008\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffc]/g;
/** Spaces that are none to a search or a line break. The ideographic space stays: in its scripts it is a letter's width. */
const HARD_SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f]/g;
const LIGATURES: Record<string, string> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' };

/** Stands for a line break within a block until the blocks are made; a text that has it from elsewhere loses it. */
export const BREAK = '\ue00b';

/** The text as it would have been typed. Line breaks and runs of spaces are left to whoever knows what they mean. */
export function cleanCharacters(text: string): string {
  // Most texts have none of all this, and are the same object then.
  if (/^[\t\n\r\u0020-\u007e]*$/.test(text)) return text;
  return text
    .replace(INVISIBLE, '')
    .replaceAll(BREAK, '')
    .replace(HARD_SPACE, ' ')
    .replace(/[\u000b\u2028\u2029]/g, '\n')
    .replaceAll('\uf0b7', '•')
    .replace(/[ﬀ-ﬆ]/g, (ligature) => LIGATURES[ligature] ?? ligature)
    .normalize('NFC');
}

/** A text for where only a line may stand. */
export function oneLine(text: string): string {
  return cleanCharacters(text).replace(/\s+/g, ' ').trim();
}
