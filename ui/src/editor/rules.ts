/** Markdown at the start of a paragraph. Each is taken back by one Backspace or Ctrl+Z. */
import { InputRule, inputRules, wrappingInputRule } from 'prosemirror-inputrules';
import type { Plugin } from 'prosemirror-state';
import { schema } from '../body/schema';

const { heading, quote, bulletList, orderedList, paragraph } = schema.nodes;

/** Only a paragraph of the body itself becomes a crosshead: a caption must not, nor a line of a list. */
const headings = new InputRule(/^(#{2,3})\s$/, (state, match, start, end) => {
  const $start = state.doc.resolve(start);
  if ($start.depth !== 1 || $start.parent.type !== paragraph) return null;
  return state.tr.delete(start, end).setBlockType(start, start, heading, { level: match[1]?.length ?? 2 });
});

export function markdownRules(): Plugin {
  return inputRules({
    rules: [
      headings,
      wrappingInputRule(/^>\s$/, quote),
      wrappingInputRule(/^[-*]\s$/, bulletList),
      wrappingInputRule(
        /^(\d{1,3})\.\s$/,
        orderedList,
        (match) => ({ start: Number(match[1]) }),
        (match, list) => list.childCount + (list.attrs.start as number) === Number(match[1]),
      ),
    ],
  });
}
