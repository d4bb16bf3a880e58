import { joinBackward, lift, splitBlock, toggleMark, wrapIn } from 'prosemirror-commands';
import type { Node } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { type Command, type EditorState, NodeSelection, TextSelection, type Transaction } from 'prosemirror-state';
import { document, fieldsOf, readBody, withFields } from '../../body/json';
import { schema } from '../../body/schema';
import { randomBody } from '../../body/trees';
import type { Fields } from '../../ipc/bindings';
import { EMPTY_FIELDS } from '../sampleSession';
import { WRITTEN } from './fields';

/** Numbers from 0 to 1, the same ones for the same seed. */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T;
}

const HEADLINE = 'Banjir surut';

export function randomDoc(seed: number): Node {
  return document(readBody(randomBody(seed)), { ...EMPTY_FIELDS, headline: HEADLINE });
}

const { bulletList, orderedList, listItem, quote, heading, paragraph } = schema.nodes;
const { strong, emphasis, link } = schema.marks;

/** What an editor does in the text, for tests: one random edit; null where it cannot be done there. */
export function randomEdit(state: EditorState, random: Random): Transaction | null {
  try {
    return attempted(state, random);
  } catch (error) {
    // ProseMirror refuses to join what cannot be joined.
    if (error instanceof Error && error.name === 'TransformError') return null;
    throw error;
  }
}

/** The same, in the fields above the text too: there words come, go, and come back as they were. */
export function randomEditOfStory(state: EditorState, random: Random): Transaction | null {
  if (random() < 0.7) return randomEdit(state, random);
  const fields = fieldsOf<Fields>(state.doc);
  const field = pick(random, WRITTEN);
  const words = pick(random, ['', HEADLINE, 'Warga pulang', `${fields[field]} lagi`]);
  return withFields(state.tr, { ...fields, [field]: words });
}

function attempted(state: EditorState, random: Random): Transaction | null {
  const some = (words: readonly string[]) => pick(random, words);
  const commands: readonly Command[] = [
    splitBlock,
    splitListItem(listItem),
    joinBackward,
    wrapIn(quote),
    lift,
    wrapInList(bulletList),
    wrapInList(orderedList, { start: 7 }),
    sinkListItem(listItem),
    liftListItem(listItem),
    toggleMark(strong),
    toggleMark(emphasis),
    toggleMark(link, { href: 'https://example.com/' }),
  ];
  const { doc, tr } = state;
  const place = (from = 0, to = doc.content.size) => from + Math.floor(random() * (to - from + 1));
  const at = place();
  const near = place(at, Math.min(doc.content.size, at + (random() < 0.2 ? 40 : 6)));
  const $at = doc.resolve(at);
  const selected = tr.setSelection(TextSelection.between($at, doc.resolve(near)));
  switch (Math.floor(random() * 9)) {
    case 0:
    case 1:
      return selected.insertText(some(['a', 'satu ', 'e', 'rupiah', ' ']));
    case 2:
      return selected.deleteSelection();
    case 3: {
      const blocks = Array.from({ length: doc.childCount }, (_, index) => index);
      const index = pick(random, blocks);
      const from = blocks.slice(0, index).reduce((size, before) => size + doc.child(before).nodeSize, 0);
      return doc.childCount > 1 ? tr.delete(from, from + doc.child(index).nodeSize) : null;
    }
    case 4: {
      const block = random() < 0.5 ? paragraph.create(null, schema.text('Baru.')) : pick(random, doc.children);
      return $at.depth === 0 ? tr.insert(at, block) : tr.insert($at.after(1), block);
    }
    case 5: {
      const type = random() < 0.5 ? heading : paragraph;
      const attrs = type === heading ? { level: pick(random, [2, 3]) } : null;
      if (!$at.parent.isTextblock || $at.parent.type === schema.nodes.image) return null;
      return tr.setBlockType(at, at, type, attrs);
    }
    case 6: {
      const node = doc.nodeAt(at);
      if (node?.type !== schema.nodes.image) return null;
      return tr.setNodeAttribute(at, 'credit', some(['', 'ANTARA']));
    }
    default: {
      const { selection } = selected;
      const chosen =
        random() < 0.1 && doc.nodeAt(at)?.isBlock ? NodeSelection.create(doc, at) : (selection as TextSelection);
      let made: Transaction | null = null;
      const before = state.apply(state.tr.setSelection(chosen));
      pick(random, commands)(before, (transaction) => (made = transaction));
      return made;
    }
  }
}
