/** What comes in by the clipboard. Ordinary pastes go through the schema; whole copy is offered as a story. */
import { closeHistory } from 'prosemirror-history';
import { Fragment, type ResolvedPos, Slice } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { isSafeAddress } from '../body/address';
import { schema } from '../body/schema';
import { BodySerializer } from '../body/serializer';
import { mayBeCopy } from '../newsroom/copy';
import { isBlank } from './decorations';
import { readWord } from './word';

/**
 * `offer` gets plain text that may be copy; it calls `insert` where the text turns out to be nothing but paragraphs.
 */
export type Offer = (text: string, insert: () => void) => void;

export interface Pasting {
  plugin: Plugin;
  /** Inserts text as plain paragraphs, past the offer. */
  insertPlain: (view: EditorView, text: string) => void;
}

export function pasting(offer: Offer): Pasting {
  let plainKey = false;
  let asText = false;

  function insertPlain(view: EditorView, text: string): void {
    asText = true;
    view.pasteText(text);
    asText = false;
    view.focus();
  }

  const plugin = new Plugin({
    props: {
      clipboardSerializer: new BodySerializer(),
      transformPastedHTML: readWord,
      clipboardTextParser: (text, $context) => plainText(text, $context),
      handleKeyDown(_, event) {
        plainKey = event.shiftKey && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v';
        return false;
      },
      handlePaste(view, event) {
        const plain = plainKey;
        plainKey = false;
        if (asText) return false;
        const text = event.clipboardData?.getData('text/plain') ?? '';
        const html = event.clipboardData?.getData('text/html') ?? '';
        if (linked(view, text)) return true;
        if (plain && html !== '') {
          insertPlain(view, text);
          return true;
        }
        // Text with marks is pasted as it is. Plain text may be a story that another program kept.
        if (plain || html !== '' || !mayBeCopy(text)) return false;
        offer(text, () => insertPlain(view, text));
        return true;
      },
    },
  });
  return { plugin, insertPlain };
}

/** One paragraph a line, without the empty ones around them; one line where only a line may stand. */
function plainText(text: string, $context: ResolvedPos): Slice {
  const lines = text.split(/(?:\r\n?|\n)+/).filter((line) => line.trim() !== '');
  const { image, heading, paragraph } = schema.nodes;
  const marks = $context.marks();
  const { parent } = $context;
  if (parent.type === image || parent.type === heading || lines.length < 2) {
    const line = lines.length < 2 ? text.replace(/[\r\n]+/g, '') : lines.join(' ');
    return line === '' ? Slice.empty : new Slice(Fragment.from(schema.text(line, marks)), 0, 0);
  }
  return new Slice(Fragment.from(lines.map((line) => paragraph.create(null, schema.text(line, marks)))), 1, 1);
}

/** An address that is pasted over words becomes their link. */
function linked(view: EditorView, text: string): boolean {
  const href = text.trim();
  const { from, to, empty, $from, $to } = view.state.selection;
  if (empty || !$from.sameParent($to) || !$from.parent.inlineContent || !isSafeAddress(href) || /\s/.test(href))
    return false;
  view.dispatch(closeHistory(view.state.tr).addMark(from, to, schema.marks.link.create({ href })));
  return true;
}

/** Whether a paste would stand alone: the story is empty, or all of it is selected. */
export function replacesAll(view: EditorView): boolean {
  const { doc, selection } = view.state;
  return isBlank(doc) || (selection.from <= 1 && selection.to >= doc.content.size - 1 && !selection.empty);
}
