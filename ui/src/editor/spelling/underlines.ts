/** Misspelt words are underlined in the text: by decorations, which follow the typing until the text is looked at again. */
import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import type { Misspelt } from '../../newsroom/spelling.svelte';
import { type Range, rangeOf } from '../find/places';

/** A misspelt word where it is by now. */
export interface Wrong extends Range {
  readonly word: string;
}

interface Shown {
  decorations: DecorationSet;
  /** The word that is being written: it is underlined once the cursor has left it. */
  held: Wrong | null;
}

type Told = { words: readonly Wrong[] } | 'left';

const KEY = new PluginKey<Shown>('spelling');
const ATTRIBUTES = { class: 'misspelt', 'aria-invalid': 'spelling' };

export function underlines(): Plugin<Shown> {
  return new Plugin<Shown>({
    key: KEY,
    state: {
      init: () => ({ decorations: DecorationSet.empty, held: null }),
      apply(transaction, shown) {
        const told = transaction.getMeta(KEY) as Told | undefined;
        if (told === 'left') return left(transaction, shown);
        if (told) return drawn(transaction, told.words);
        if (!transaction.docChanged) return shown;
        return { decorations: followed(transaction, shown), held: null };
      },
    },
    props: { decorations: (state) => KEY.getState(state)?.decorations },
  });
}

/** Underlines these words from now on. */
export function underline(transaction: Transaction, words: readonly Wrong[]): Transaction {
  return transaction.setMeta(KEY, { words } satisfies Told).setMeta('addToHistory', false);
}

/** Underlines the word that was being written, if the cursor has left it; null where there is none to underline. */
export function afterLeaving(state: EditorState): Transaction | null {
  const held = KEY.getState(state)?.held;
  if (!held || isBeingWritten(held, state.selection)) return null;
  return state.tr.setMeta(KEY, 'left' satisfies Told).setMeta('addToHistory', false);
}

/** The misspelt words of the text, in its order; also the one that is being written. */
export function wrongWords(state: EditorState): Wrong[] {
  const shown = KEY.getState(state);
  if (!shown) return [];
  const words = shown.decorations.find().map(({ from, to }) => ({ from, to, word: wordAt(state.doc, from, to) }));
  return (shown.held ? [...words, shown.held] : words).sort((one, other) => one.from - other.from);
}

/** The misspelt word at a place. */
export function wrongAt(state: EditorState, position: number): Wrong | null {
  return wrongWords(state).find(({ from, to }) => from <= position && position <= to) ?? null;
}

/** What was found in this document, as far as it is in the text. */
export function inText(doc: Node, misspelt: readonly Misspelt[]): Wrong[] {
  return misspelt.flatMap((found) => {
    if (found.place.type !== 'line') return [];
    const range = rangeOf(doc, found);
    return range ? [{ ...range, word: found.word }] : [];
  });
}

function drawn({ doc, selection }: Transaction, words: readonly Wrong[]): Shown {
  const held = words.find((word) => isBeingWritten(word, selection)) ?? null;
  const shown = words.filter((word) => word !== held);
  return {
    decorations: DecorationSet.create(
      doc,
      shown.map(({ from, to }) => Decoration.inline(from, to, ATTRIBUTES)),
    ),
    held,
  };
}

function left({ doc }: Transaction, { decorations, held }: Shown): Shown {
  if (!held) return { decorations, held };
  return { decorations: decorations.add(doc, [Decoration.inline(held.from, held.to, ATTRIBUTES)]), held: null };
}

/** A word that is written in is no longer the one that was looked at: its underline goes until it is looked at again. */
function followed({ mapping, doc }: Transaction, { decorations }: Shown): DecorationSet {
  const mapped = decorations.map(mapping, doc);
  const stale: Decoration[] = [];
  mapping.maps.forEach((map, index) => {
    const rest = mapping.slice(index + 1);
    map.forEach((_oldStart, _oldEnd, start, end) => {
      stale.push(...mapped.find(rest.map(start, -1), rest.map(end, 1)));
    });
  });
  return stale.length > 0 ? mapped.remove(stale) : mapped;
}

function isBeingWritten({ to }: Range, { empty, head }: EditorState['selection']): boolean {
  return empty && head === to;
}

function wordAt(doc: Node, from: number, to: number): string {
  return doc.textBetween(from, to);
}
