/** Markdown as it is typed. Each is taken back by one Backspace or Ctrl+Z. */
import { InputRule, wrappingInputRule } from 'prosemirror-inputrules';
import type { MarkType } from 'prosemirror-model';
import type { Plugin } from 'prosemirror-state';
import { isSafeAddress } from '../body/address';
import { schema } from '../body/schema';
import { takenBackRules } from './inputRules';

const { heading, quote, pullQuote, attribution, bulletList, orderedList, paragraph } = schema.nodes;

/** Only a paragraph of the body itself becomes a crosshead: a caption must not, nor a line of a list. */
const headings = new InputRule(/^(#{2,3})\s$/, (state, match, start, end) => {
  const $start = state.doc.resolve(start);
  if ($start.depth !== 1 || $start.parent.type !== paragraph) return null;
  return state.tr.delete(start, end).setBlockType(start, start, heading, { level: match[1]?.length ?? 2 });
});

/** `-- Name` as the last line of a quote is who said it; the dashes may have become one already. */
const attributions = new InputRule(/^(?:--|–|—)\s$/, (state, _, start, end) => {
  const $start = state.doc.resolve(start);
  if ($start.parent.type !== paragraph || $start.depth < 2) return null;
  const [box, index] = [$start.node(-1), $start.index(-1)];
  if (box.type !== quote && box.type !== pullQuote) return null;
  if (index === 0 || index < box.childCount - 1) return null;
  return state.tr.delete(start, end).setNodeMarkup($start.before(), attribution);
});

/** `**words**`: the signs go, the words between them keep what they were marked with. */
function marking(pattern: RegExp, type: MarkType): InputRule {
  return new InputRule(pattern, (state, match, start, end) => {
    const [all, words = ''] = match;
    const sign = (all.length - words.length) / 2;
    const from = start + sign;
    // The last sign is on its way and not in the text yet.
    const tr = state.tr.delete(from + words.length, end).delete(start, from);
    return tr.addMark(start, start + words.length, type.create()).removeStoredMark(type);
  });
}

const links = new InputRule(/\[([^[\]]+)\]\(([^()\s]+)\)$/, (state, match, start, end) => {
  const [, words = '', href = ''] = match;
  if (!isSafeAddress(href)) return null;
  const from = start + 1;
  const tr = state.tr.delete(from + words.length, end).delete(start, from);
  const { link } = schema.marks;
  return tr.addMark(start, start + words.length, link.create({ href })).removeStoredMark(link);
});

export function markdownRules(): Plugin {
  return takenBackRules([
    headings,
    attributions,
    wrappingInputRule(/^>\s$/, quote),
    wrappingInputRule(/^[-*]\s$/, bulletList),
    wrappingInputRule(
      /^(\d{1,3})\.\s$/,
      orderedList,
      (match) => ({ start: Number(match[1]) }),
      (match, list) => list.childCount + (list.attrs.start as number) === Number(match[1]),
    ),
    marking(/(?<![*\w])\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, schema.marks.strong),
    marking(/(?<![*\w])\*([^*\s](?:[^*]*[^*\s])?)\*$/, schema.marks.emphasis),
    links,
  ]);
}
