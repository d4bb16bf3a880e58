/** What a block says of itself while the cursor is in it: a quote that nobody said yet, how to name who did. */
import { Plugin } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { schema } from '../../body/schema';

const { quote, pullQuote, attribution } = schema.nodes;

/** A class on the one quote that the cursor is in; the style sheet draws the hint. */
export function hints(): Plugin {
  return new Plugin({
    props: {
      decorations({ doc, selection: { $from, empty } }) {
        const block = empty && $from.depth > 1 ? $from.node(1) : null;
        if (!block || (block.type !== quote && block.type !== pullQuote)) return null;
        if ($from.depth !== 2 || block.lastChild?.type === attribution || block.content.size < 3) return null;
        return DecorationSet.create(doc, [Decoration.node($from.before(1), $from.after(1), { class: 'unnamed' })]);
      },
    },
  });
}
