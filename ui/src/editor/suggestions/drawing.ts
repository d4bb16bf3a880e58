/**
 * Draws suggestions: what was inserted is underlined, what was deleted stands struck through where it was, and blocks whose
 * form changed have a line in the margin; each in the colour of whose it is. Only what a key touched is drawn anew.
 */
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import type { Node } from 'prosemirror-model';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { coloursOf } from '../../newsroom/tracking/colours';
import { changeWords } from '../../newsroom/tracking/tokens';
import { type Changes, type Spans, type Tracking, trackingOf } from '../../newsroom/tracking/tracking';

type Change = Changes[number];

/** Says whose something is, and since when: what the pointer is told. */
export type Say = (kind: 'inserted' | 'deleted' | 'restyled', spans: Spans) => string;

interface Drawn {
  tracking: Tracking;
  colours: ReadonlyMap<string, string>;
  set: DecorationSet;
}

const key = new PluginKey<Drawn>('suggestions');

export function drawingSuggestions(say: Say): Plugin<Drawn> {
  const afresh = (doc: Node): Drawn => {
    const tracking = trackingOf(doc);
    const colours = coloursOf(tracking.authors);
    const all = tracking.changes.flatMap((change) => decorationsOf(tracking, doc, change, colours, say));
    return { tracking, colours, set: DecorationSet.create(doc, all) };
  };
  return new Plugin<Drawn>({
    key,
    state: {
      init: (_, { doc }) => afresh(doc),
      apply(transaction: Transaction, drawn: Drawn, _: EditorState, { doc }: EditorState): Drawn {
        if (!transaction.docChanged) return drawn;
        const set = drawn.set.map(transaction.mapping, doc);
        const tracking = trackingOf(doc);
        // The text goes first, its suggestions follow in the same breath: until then what is drawn only moves along.
        if (tracking === drawn.tracking) return set === drawn.set ? drawn : { ...drawn, set };
        const { colours } = drawn;
        if (tracking.authors.some((author) => !colours.has(author))) return afresh(doc);
        const known = new Map(drawn.tracking.changes.map((change) => [nameOf(change), change]));
        const fresh = tracking.changes.filter((change) => !known.delete(nameOf(change)));
        const stale = [...known.values()].map(nameOf);
        const gone = set.find(undefined, undefined, ({ change }) => stale.includes(change as string));
        const added = fresh.flatMap((change) => decorationsOf(tracking, doc, change, colours, say));
        return { tracking, colours, set: set.remove(gone).add(doc, added) };
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.set,
    },
  });
}

/** A change by what it is and by where its base is: typing in front of it moves it and leaves it what it was. */
function nameOf({ fromA, toA, fromB, toB, deleted, inserted }: Change): string {
  const whose = (spans: Spans) => spans.map(({ length, data }) => `${String(length)}${data.author}${data.at}`).join();
  return `${String(fromA)} ${String(toA)} ${String(toB - fromB)} ${whose(deleted)} ${whose(inserted)}`;
}

function decorationsOf(
  tracking: Tracking,
  doc: Node,
  change: Change,
  colours: ReadonlyMap<string, string>,
  say: Say,
): Decoration[] {
  const { base } = tracking;
  if (base === null) return [];
  const { fromA, toA, fromB, toB, deleted, inserted } = change;
  const spec = { change: nameOf(change) };
  const colour = (spans: Spans) => `--person: ${colours.get(spans.at(-1)?.data.author ?? '') ?? 'var(--ink-3)'}`;
  const words = changeWords(base, fromA, toA);
  const isSame = fromA < toA && fromB < toB && words === changeWords(doc, fromB, toB);
  const decorations: Decoration[] = [];
  if (isSame) {
    const attributes = { style: colour(inserted), title: say('restyled', inserted) };
    if (words !== '') decorations.push(Decoration.inline(fromB, toB, { ...attributes, class: 'restyled' }, spec));
    decorations.push(...blocksOf(doc, fromB, toB, { ...attributes, class: 'reformed' }, spec));
    return decorations;
  }
  if (fromA < toA) {
    const element = (words !== '' || !doc.resolve(fromB).parent.inlineContent) && deletedWords(base, doc, change);
    if (element) {
      element.setAttribute('style', colour(deleted));
      element.title = say('deleted', deleted);
      decorations.push(Decoration.widget(fromB, element, { ...spec, side: -1, marks: [], ignoreSelection: true }));
    }
  }
  let at = fromB;
  for (const span of inserted) {
    const attributes = { style: colour([span]), title: say('inserted', [span]) };
    const words = { ...attributes, class: 'inserted', role: 'insertion' };
    decorations.push(Decoration.inline(at, at + span.length, words, spec));
    decorations.push(...blocksOf(doc, at, at + span.length, { ...attributes, class: 'reformed' }, spec));
    at += span.length;
  }
  return decorations;
}

/** The blocks that begin in a range: their form, or that they are there at all, is part of a change. */
function blocksOf(doc: Node, from: number, to: number, attributes: Record<string, string>, spec: object): Decoration[] {
  const blocks: Decoration[] = [];
  doc.nodesBetween(from, Math.min(to, doc.content.size), (node, at) => {
    if (!node.isBlock) return false;
    if (at >= from && at < to) blocks.push(Decoration.node(at, at + node.nodeSize, attributes, spec));
    return true;
  });
  return blocks;
}

/** Words that were deleted within a line; between blocks a block of its own. Text of people goes in as text alone. */
function deletedWords(base: Node, doc: Node, { fromA, toA, fromB }: Change): HTMLElement {
  const inLine = doc.resolve(fromB).parent.inlineContent;
  const element = document.createElement(inLine ? 'del' : 'div');
  element.className = 'deleted';
  element.contentEditable = 'false';
  const leaf = (node: Node) => String(node.attrs.title ?? node.attrs.alt ?? '');
  if (inLine) element.textContent = base.textBetween(fromA, toA, '¶', leaf);
  else
    for (const line of base.textBetween(fromA, toA, '\n', leaf).split('\n')) {
      const words = element.appendChild(document.createElement('p')).appendChild(document.createElement('del'));
      words.textContent = line === '' ? '¶' : line;
    }
  return element;
}
