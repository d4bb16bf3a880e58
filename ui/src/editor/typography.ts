/**
 * Quotation marks, apostrophes, dashes and ellipses as they are typed, by the language of the story. Each replacement is
 * taken back by one Ctrl+Z, which gives the signs as they were typed; Backspace deletes what is there, as after any sign.
 */
import { InputRule } from 'prosemirror-inputrules';
import type { EditorState, Plugin } from 'prosemirror-state';
import { schema } from '../body/schema';
import { takenBackRules } from './inputRules';

export interface Typography {
  /** Whether anything is replaced at all. */
  on: boolean;
  /** The story's language, BCP 47. */
  language: string;
}

/** What the two hyphens of a typewriter stand for: English sets a dash of an em, Indonesian one of an en. */
const DASHES: Record<string, string> = { en: '—', id: '–' };
/** What an opening quotation mark may follow, besides the beginning of a line. */
const OPENS = String.raw`(?:^|[\s([{<“‘«„\-–—/\u00a0])`;
/** Addresses are not prose: `https://a.id/'x'--y...z` stays as it is. */
const ADDRESS = /^[("“‘[<]*(?:[a-z][a-z\d+.-]*:\/\/|www\.|mailto:)|.@/i;
/** No word and no address is longer than this many characters; what stands before them does not matter. */
const REACH = 500;

/** Pairs of what was typed and what stands for it; `$1` is what was before. In the order in which they are tried. */
const SIGNS: [RegExp, (match: RegExpMatchArray, language: string) => string][] = [
  // What is broken off within a quotation ends it: “Kami akan—”.
  [/(“[^“”]*[–—])"$/, (match) => `${match[1] ?? ''}”`],
  [new RegExp(`(${OPENS})"$`), (match) => `${match[1] ?? ''}“`],
  [/"$/, () => '”'],
  [new RegExp(`(${OPENS})'$`), (match) => `${match[1] ?? ''}‘`],
  [/'$/, () => '’'],
  // The ’90s, ’98: a year that lost its century opened no quotation.
  [/‘(\d\d)(s|-)$/, (match) => `’${match[1] ?? ''}${match[2] ?? ''}`],
  [/(^|[^-])--$/, (match, language) => (match[1] ?? '') + (DASHES[language.slice(0, 2).toLowerCase()] ?? '–')],
  [/–-$/, () => '—'],
  [/(^|[^.])\.\.\.$/, (match) => `${match[1] ?? ''}…`],
];

/** The end of a line as it is set: what the signs at the end of `before` become, or null where they stay. */
export function setEnd(before: string, language: string): { match: RegExpMatchArray; text: string } | null {
  if (ADDRESS.test(before.slice(-REACH).split(/\s/).at(-1) ?? '')) return null;
  for (const [pattern, set] of SIGNS) {
    const match = pattern.exec(before);
    if (match) return { match, text: set(match, language) };
  }
  return null;
}

/** Looks at anything only when one of the signs was typed: all other keys cost one look at the last letter. */
const LAST = /(?:["'\-.]|‘\d\ds)$/;

const made = new WeakSet<Plugin>();

export function typography(current: () => Typography): Plugin {
  const rule = new InputRule(LAST, (state, match, start, end) => {
    const { on, language } = current();
    const $start = state.doc.resolve(start);
    if (!on || schema.marks.link.isInSet($start.marks())) return null;
    const { parent, parentOffset } = $start;
    const line = parent.textBetween(Math.max(0, parentOffset - REACH), parentOffset, null, '\ufffc') + match[0];
    const set = setEnd(line, language);
    if (!set) return null;
    // Only what differs is replaced: the letters in front keep their marks.
    const [old] = set.match;
    let same = 0;
    while (same < old.length && old[same] === set.text[same]) same += 1;
    return state.tr.insertText(set.text.slice(same), start - (old.length - match[0].length) + same, end);
  });
  const plugin = takenBackRules([rule]);
  made.add(plugin);
  return plugin;
}

/** Whether the last thing that was typed was replaced here. */
export function isJustSet(state: EditorState): boolean {
  return state.plugins.some((plugin) => made.has(plugin) && plugin.getState(state) !== null);
}
