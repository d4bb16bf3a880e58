/**
 * Whatever is done to a text, in whatever order: it stays a body that both languages read, no word goes that was not
 * selected, and undo brings back what was. The bodies that come out of it are in a file that Rust reads and writes too
 * (story/tests/schema.rs); `UPDATE_TREES=1` makes it anew.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { history, redo, undo } from 'prosemirror-history';
import { Fragment, type Node, type ResolvedPos } from 'prosemirror-model';
import {
  type Command,
  EditorState,
  NodeSelection,
  Selection,
  TextSelection,
  type Transaction,
} from 'prosemirror-state';
import { CellSelection, fixTables, tableEditing } from 'prosemirror-tables';
import { describe, expect, it } from 'vitest';
import { document as documentOf, readBody, writeBody } from '../body/json';
import { schema } from '../body/schema';
import { randomBody, randomNumbers } from '../body/trees';
import { leaveBoxes } from './blocks/boxes';
import { OFFERS } from './blocks/catalogue';
import { insertEmbed, insertGallery } from './blocks/media';
import { deleteBlocks, duplicateBlocks } from './blocks/moving';
import { TABLE } from './blocks/tables';
import { insertRelatedLink, linkTarget, setLink } from './commands';
import { bodyKeys } from './keymap';
import { fitting } from './paste/fit';

const EDITED = join(import.meta.dirname, '../../../src-tauri/crates/story/tests/edited.jsonl');
const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);
/** Those whose bodies are in the file. */
const KEPT = SEEDS.slice(0, 24);
const DEEDS = 100;

/** One deed: what it does, and which letters it may bring or take beside those that are selected. */
interface Deed {
  name: string;
  run: Command;
  brings?: string;
  /** Blocks that it takes or doubles as a whole. */
  whole?: boolean;
}

const none = () => false;
const KEYS = bodyKeys({
  undo: none,
  redo: none,
  leaveUp: none,
  link: none,
  related: none,
  menu: none,
  escape: none,
});

/** A random body. Its tables have rows of several lengths, which the editor mends where it meets them. */
function given(seed: number): Node {
  let state = EditorState.create({ doc: documentOf(readBody(randomBody(seed)), null) });
  for (let mend = fixTables(state); mend; mend = fixTables(state)) state = state.apply(mend);
  return state.doc;
}

function isInTable($pos: ResolvedPos): boolean {
  return Array.from({ length: $pos.depth }, (_, depth) => $pos.node(depth + 1).type).includes(schema.nodes.table);
}

function deeds(random: () => number): Deed {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const at = (doc: Node) => {
    const place = Math.floor(random() * (doc.content.size + 1));
    // No cursor ever stands in the middle of a letter that is two units long.
    const { nodeBefore, nodeAfter } = doc.resolve(place);
    return /[\ud800-\udbff]$/.test(nodeBefore?.text ?? '') && nodeAfter?.isText ? place - 1 : place;
  };
  const typed = pick(['a', 'Xi', ' ', '👩‍💻', '“', 'kata kata']);
  const pasted = given(1 + Math.floor(random() * 99));
  const select: Command = ({ doc, tr }, dispatch) => {
    const [from, to] = [doc.resolve(at(doc)), doc.resolve(at(doc))];
    // Over a part of a table the window selects cells.
    const words = random() < 0.4 && !isInTable(from) && !isInTable(to);
    dispatch?.(tr.setSelection(words ? TextSelection.between(from, to) : Selection.near(from)));
    return true;
  };
  const selectNode: Command = ({ doc, tr }, dispatch) => {
    const nodes: number[] = [];
    doc.descendants((node, pos) => {
      if (NodeSelection.isSelectable(node)) nodes.push(pos);
    });
    dispatch?.(tr.setSelection(NodeSelection.create(doc, pick(nodes))));
    return true;
  };
  const selectCells: Command = ({ doc, tr }, dispatch) => {
    const tables: [Node, number][] = [];
    doc.descendants((node, pos) => {
      if (node.type === schema.nodes.table) tables.push([node, pos]);
    });
    if (tables.length === 0) return false;
    const [table, start] = pick(tables);
    const cells: number[] = [];
    table.descendants((node, pos) => {
      if (node.type.spec.tableRole === 'cell' || node.type.spec.tableRole === 'header_cell')
        cells.push(start + 1 + pos);
    });
    if (cells.length === 0) return false;
    dispatch?.(tr.setSelection(CellSelection.create(doc, pick(cells), pick(cells))));
    return true;
  };
  const type: Command = ({ tr, selection }, dispatch) => {
    if (!(selection instanceof TextSelection)) return false;
    dispatch?.(tr.insertText(typed));
    return true;
  };
  const paste: Command = ({ tr, selection }, dispatch) => {
    const slice = fitting(Fragment.from(pasted.content.child(0)), selection.$from);
    dispatch?.(tr.replaceSelection(slice));
    return true;
  };
  const key = pick(Object.keys(KEYS));
  const offer = pick(OFFERS);
  const picture = {
    src: `${'0'.repeat(64)}.jpg`,
    alt: 'a',
    credit: '',
    width: 1,
    height: 1,
    caption: '',
    photographer: '',
    place: '',
    date: '',
  };
  return pick<Deed>([
    { name: 'select', run: select },
    { name: 'select', run: select },
    { name: 'select node', run: selectNode },
    { name: 'select cells', run: selectCells },
    { name: `type ${typed}`, run: type, brings: typed },
    { name: `type ${typed}`, run: type, brings: typed },
    { name: 'paste', run: paste, brings: pasted.textContent },
    { name: key, run: KEYS[key] ?? none },
    { name: key, run: KEYS[key] ?? none },
    {
      name: pick(['Enter', 'Backspace', 'Delete']),
      run: (...of) => (KEYS[pick(['Enter', 'Backspace', 'Delete'])] ?? none)(...of),
    },
    { name: offer.id, run: 'run' in offer.does ? offer.does.run : none },
    { name: `turn into ${offer.id}`, run: offer.turn ?? none },
    { name: 'embed', run: insertEmbed({ title: '', url: 'https://x.com/a' }) },
    { name: 'gallery', run: insertGallery([picture, picture]) },
    { name: 'related', run: insertRelatedLink({ title: 'Baca', storyId: null, url: null }) },
    { name: 'link', run: (state, dispatch) => setLink(linkTarget(state), 'https://a.id', '')(state, dispatch) },
    { name: 'leave boxes', run: leaveBoxes },
    { name: 'duplicate', run: duplicateBlocks, whole: true },
    { name: 'delete', run: deleteBlocks, whole: true },
    tableDeed(pick(Object.keys(TABLE) as (keyof typeof TABLE)[])),
    { name: 'undo', run: undo },
    { name: 'redo', run: redo },
  ]);
}

function tableDeed(name: keyof typeof TABLE): Deed {
  return { name, run: TABLE[name], whole: name.startsWith('delete') };
}

/** How often each letter is there, white space left out. */
function letters(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const letter of text) if (letter.trim() !== '') found.set(letter, (found.get(letter) ?? 0) + 1);
  return found;
}

/** The letters of one text that another has fewer of. */
function missing(of: string, from: string): string {
  const there = letters(from);
  return [...letters(of)]
    .map(([letter, count]) => letter.repeat(Math.max(0, count - (there.get(letter) ?? 0))))
    .join('');
}

/**
 * A document without the widths of its columns: they are on the screen alone, and where a row was lost prosemirror-tables
 * mends them one change later.
 */
function told(doc: Node): string {
  return JSON.stringify(doc).replace(/"colwidth":(?:null|\[[^\]]*\]),?/g, '');
}

function selected({ selection, doc }: EditorState): string {
  return selection.ranges.map(({ $from, $to }) => doc.textBetween($from.pos, $to.pos)).join('');
}

/** Says what was done where it fails. */
function because(story: string, does: () => unknown): void {
  try {
    does();
  } catch (cause) {
    throw new Error(`${story}: ${String(cause)}`, { cause });
  }
}

const edits = new Map<number, ReturnType<typeof edit>>();

/** What comes out of a seed, which is the same in every run: worked out once. */
function edited(seed: number): ReturnType<typeof edit> {
  const made = edits.get(seed) ?? edit(seed);
  edits.set(seed, made);
  return made;
}

/** Does random deeds to a random body. Every state on the way is held against the one before. */
function edit(seed: number) {
  const random = randomNumbers(seed * 7919);
  const start = given(seed);
  let state = EditorState.create({ doc: start, plugins: [history({ newGroupDelay: 0 }), tableEditing()] });
  const past = [told(state.doc)];
  const done: string[] = [];
  let clock = 1;
  const apply = (tr: Transaction) => {
    clock += 1000;
    state = state.apply(tr.setTime(clock));
  };
  for (let step = 0; step < DEEDS; step += 1) {
    const { name, run, whole = false, ...deed } = deeds(random);
    const before = state;
    // A pull quote says once more what was selected.
    const brings = name === 'pullQuote' ? selected(before) : (deed.brings ?? '');
    done.push(name);
    const story = `seed ${String(seed)}: ${done.join(', ')}`;
    because(story, () => run(state, apply));
    const { $anchor, $head } = state.selection;
    const inLines = $anchor.parent.inlineContent && $head.parent.inlineContent;
    expect(inLines || !(state.selection instanceof TextSelection), `${story} left the cursor in no line`).toBe(true);
    if (state.doc.eq(before.doc)) {
      done.pop();
      continue;
    }
    because(story, () => state.doc.check());
    const json = writeBody(state.doc);
    expect(writeBody(documentOf(readBody(json), null)), story).toBe(json);
    if (name === 'undo' || name === 'redo') {
      expect(past.includes(told(state.doc)), `${story} came to what never was`).toBe(true);
    } else {
      past.push(told(state.doc));
      if (!whole) {
        const lost = missing(before.doc.textContent, state.doc.textContent);
        expect(missing(lost, selected(before)), `${story} lost what was not selected`).toBe('');
        expect(missing(missing(state.doc.textContent, before.doc.textContent), brings), `${story} made up words`).toBe(
          '',
        );
      }
    }
  }
  const json = writeBody(state.doc);
  while (redo(state, apply));
  const end = state.doc;
  while (undo(state, apply));
  const undone = state.doc;
  while (redo(state, apply));
  return { start, end, undone, redone: state.doc, json };
}

describe('a text after any sequence of edits, undo and redo', { timeout: 60_000 }, () => {
  it.each(SEEDS)('is a body, has lost no word, and goes all the way back and forth again (%i)', (seed) => {
    const { start, end, undone, redone } = edited(seed);
    expect(told(undone)).toBe(told(start));
    expect(told(redone)).toBe(told(end));
  });

  it('is what Rust reads and writes unchanged: the file of such bodies is what comes out of them now', () => {
    const made = KEPT.map((seed) => edited(seed).json);
    if (process.env.UPDATE_TREES !== undefined) writeFileSync(EDITED, made.map((json) => `${json}\n`).join(''));
    const kept = existsSync(EDITED) ? readFileSync(EDITED, 'utf8').trimEnd().split('\n') : [];
    const stale = KEPT.filter((_, index) => kept[index] !== made[index]);
    expect(stale, 'seeds that come to another body now: make the file anew with UPDATE_TREES=1').toEqual([]);
    expect(kept).toHaveLength(KEPT.length);
  });
});
