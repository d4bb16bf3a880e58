/**
 * What comes in by the clipboard, and what is dragged in from another program. Markup is read, cleaned and cut to what
 * fits; plain text that may be whole copy is offered as a story; pictures go to the media folder.
 */
import { closeHistory } from 'prosemirror-history';
import { Fragment, type Node, type ResolvedPos, Slice } from 'prosemirror-model';
import { type EditorState, Plugin, PluginKey, Selection, type Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { cleanAddress } from './address';
import { isSafeAddress } from '../../body/address';
import { schema } from '../../body/schema';
import { BodySerializer } from '../../body/serializer';
import { mayBeCopy } from '../../newsroom/copy';
import type { Picture } from '../../newsroom/pictures';
import { isBlank } from '../decorations';
import { pictureNode } from '../pictures/told';
import { blocksOf } from './blocks';
import { cleanCharacters } from './characters';
import { fitting } from './fit';
import { readPage } from './page';
import { joinLines } from './pdfText';
import { namesFiles, settle } from './pictures';
import type { Report } from './report';
import { picturesOfRtf } from './rtf';

/**
 * `offer` gets plain text that may be copy; it calls `insert` where the text turns out to be nothing but paragraphs.
 */
export type Offer = (text: string, insert: () => void) => void;

/** What pasting needs of the room around it. */
export interface Host {
  offer: Offer;
  /** The clipboard's markup as its owner wrote it. Null where the webview gives it to the page unchanged and at once. */
  clipboardHtml: (() => Promise<string | null>) | null;
  /** The same text as RTF, asked for where the page is not given it. */
  clipboardRtf: () => Promise<string | null>;
  /** Puts a picture into the media folder; null where it cannot be used. */
  addPicture(name: string, base64: string): Promise<Picture | null>;
  /** The same with the clipboard's own picture; null where it has none. Throws where it cannot be used. */
  addClipboardPicture(): Promise<Picture | null>;
  /** Something was pasted. `plain` pastes the plain text in its place; null where there is none. */
  pasted(report: Report, plain: (() => void) | null): void;
  /** There was more markup than can be read: its plain text was pasted. */
  tooLarge(): void;
  problem(thrown: unknown): void;
}

export interface Pasting {
  plugin: Plugin;
  /** Inserts text as plain paragraphs, past the offer. */
  insertPlain: (view: EditorView, text: string) => void;
}

/** What the webview gives to the page: only in the moment of the event. */
interface Given {
  html: string;
  rtf: string;
}

/** Places that something is on its way to, by its number: they move with the text around them. */
type Range = { from: number; to: number };
type Held = ReadonlyMap<number, Range>;
/** A place that is followed until it is released; gone where the story is. */
type Place = { range: () => Range | null; release: () => void };
type Hold = { number: number; at: Range | null };

/** Blocks that are put in at a time: what the webview draws and lays out in a few frames. */
const PORTION = 500;
/** Characters of markup from which reading it is several tasks, with a frame between them. */
const LONG = 100_000;
const holding = new PluginKey<Held>('pasting');
/** What was copied here last, in any story: it comes back as it was, and nobody need read it. */
let copied = '';

export function pasting(host: Host): Pasting {
  let plainKey = false;
  let holds = 0;
  /** Where the last paste went: it may still give way to its plain text. */
  let last: Place | null = null;

  function insertPlain(view: EditorView, text: string): void {
    view.pasteText(text);
    view.focus();
  }

  /** Remembers a place until `release`. */
  function hold(view: EditorView, { from, to }: Range): Place {
    const number = ++holds;
    const say = (at: Hold['at']) => view.dispatch(view.state.tr.setMeta(holding, { number, at } satisfies Hold));
    say({ from, to });
    return {
      range: () => holding.getState(view.state)?.get(number) ?? null,
      release: () => {
        if (!view.isDestroyed) say(null);
      },
    };
  }

  async function takeHtml(view: EditorView, given: Given | null, text: string, at: Range) {
    const place = hold(view, at);
    try {
      const html = given?.html ?? (await host.clipboardHtml?.()) ?? '';
      if (view.isDestroyed || !view.editable) return;
      // Copied in another window of Redaksi.
      if (html.includes('data-pm-slice')) {
        view.pasteHTML(html);
        return;
      }
      const rtf = namesFiles(html) ? (given ? given.rtf : await host.clipboardRtf()) : null;
      const page = readPage(html, picturesOfRtf(rtf ?? ''));
      if (!page) {
        insertPlain(view, text);
        host.tooLarge();
        return;
      }
      for (const picture of page.pictures) {
        const added = await host.addPicture(picture.name, picture.base64);
        if (added === null) page.report.note('pictures');
        settle(picture, added?.src ?? null);
      }
      if (html.length > LONG) await aTask();
      let content = blocksOf(page);
      if (html.length > LONG) await aTask();
      // A browser copies a picture as markup that names it, and as the picture.
      const carried = content.childCount === 0 ? await host.addClipboardPicture() : null;
      if (carried) content = Fragment.from(pictureNode(carried));
      const range = place.range();
      if (!range || view.isDestroyed || !view.editable) return;
      if (content.childCount === 0) {
        if (text !== '') insertPlain(view, text);
        return;
      }
      const inserted = await insert(view, content, carried ? forPictures(view.state, range) : range);
      last?.release();
      last = hold(view, inserted);
      if (!carried) host.pasted(page.report, text === '' ? null : replacePlain(view, last, text));
    } catch (thrown) {
      host.problem(thrown);
    } finally {
      place.release();
    }
  }

  /** What puts the plain text where the markup went, wherever that is then. */
  function replacePlain(view: EditorView, place: Place, text: string): () => void {
    return () => {
      const range = place.range();
      if (!range || view.isDestroyed || !view.editable) return;
      const { tr, doc } = view.state;
      view.dispatch(
        closeHistory(tr)
          .replaceRange(range.from, range.to, linesOf(text, doc.resolve(range.from)))
          .scrollIntoView(),
      );
      view.focus();
    };
  }

  async function takePictures(view: EditorView, add: () => Promise<(Picture | null)[]>) {
    const place = hold(view, view.state.selection);
    try {
      const pictures = (await add()).filter((picture) => picture !== null);
      const range = place.range();
      if (range && pictures.length > 0 && !view.isDestroyed && view.editable)
        await insert(view, Fragment.from(pictures.map(pictureNode)), forPictures(view.state, range));
    } catch (thrown) {
      host.problem(thrown);
    } finally {
      place.release();
    }
  }

  const plugin = new Plugin<Held>({
    key: holding,
    state: {
      init: () => new Map(),
      apply(transaction, held) {
        const change = transaction.getMeta(holding) as Hold | undefined;
        return change || held.size > 0 ? moved(held, transaction, change) : held;
      },
    },
    props: {
      clipboardSerializer: new BodySerializer(),
      clipboardTextSerializer: (slice) => (copied = slice.content.textBetween(0, slice.content.size, '\n\n')),
      clipboardTextParser: (text, $context) => linesOf(text, $context),
      handleKeyDown(_, event) {
        plainKey = event.shiftKey && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v';
        return false;
      },
      handleDOMEvents: {
        // Before ProseMirror hears of it, which would have the webview rewrite all of the markup to look into it.
        paste(view, event) {
          const taken = view.editable && take(view, event);
          if (taken) event.preventDefault();
          return taken;
        },
      },
      handleDrop(view, event, _, isMove) {
        const html = event.dataTransfer?.getData('text/html') ?? '';
        if (isMove || html === '' || html.includes('data-pm-slice') || html.includes('class="related"')) return false;
        const found = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (!found) return false;
        const text = event.dataTransfer?.getData('text/plain') ?? '';
        void takeHtml(view, givenIn(event.dataTransfer), text, { from: found.pos, to: found.pos });
        return true;
      },
    },
  });
  return { plugin, insertPlain };

  /** Whether a paste is taken here; what was copied in this window ProseMirror puts back as it was. */
  function take(view: EditorView, event: ClipboardEvent): boolean {
    const plain = plainKey;
    plainKey = false;
    const data = event.clipboardData;
    const text = data?.getData('text/plain') ?? '';
    if (linked(view, text)) return true;
    if (plain && text !== '') {
      insertPlain(view, text);
      return true;
    }
    if (!data || (text !== '' && text === copied)) return false;
    if (data.types.includes('text/html')) {
      void takeHtml(view, host.clipboardHtml ? null : givenIn(data), text, view.state.selection);
      return true;
    }
    const files = [...data.files].filter(({ type }) => type.startsWith('image/'));
    if (files.length > 0) {
      const add = async (file: File) => host.addPicture(file.name, await base64(file));
      void takePictures(view, () => Promise.all(files.map(add)));
      return true;
    }
    if (text === '') {
      void takePictures(view, async () => [await host.addClipboardPicture()]);
      return true;
    }
    return takeText(view, text);
  }

  /** Plain text may be a story that another program kept; out of a PDF, its lines are joined first. */
  function takeText(view: EditorView, text: string): boolean {
    const lines = joinLines(text) ?? text;
    if (mayBeCopy(lines)) host.offer(lines, () => insertPlain(view, lines));
    else if (lines !== text) insertPlain(view, lines);
    else return false;
    return true;
  }
}

function givenIn(data: DataTransfer | null): Given {
  return { html: data?.getData('text/html') ?? '', rtf: data?.getData('text/rtf') ?? '' };
}

/** The places, less the one that is given up, where the text around them is now. What is typed meanwhile comes behind. */
function moved(held: Held, { mapping }: Transaction, change: Hold | undefined): Held {
  const next = new Map<number, Range>();
  for (const [number, { from, to }] of held)
    if (number !== change?.number)
      next.set(number, { from: mapping.map(from, -1), to: mapping.map(to, from === to ? -1 : 1) });
  if (change?.at) next.set(change.number, change.at);
  return next;
}

/** Puts blocks where they fit, as one step of undo; what was replaced by what is there now. */
async function insert(view: EditorView, content: Fragment, range: Range): Promise<Range> {
  const { state } = view;
  const $from = state.doc.resolve(range.from);
  const [first, ...rest] = $from.depth < 2 ? portions(content) : [content];
  const tr = closeHistory(state.tr);
  tr.replaceRange(range.from, range.to, fitting(first ?? content, $from));
  const inserted = changed(tr, state);
  // Writing goes on behind a picture or a table.
  const { lastChild } = tr.doc;
  if (inserted.to >= tr.doc.content.size && (lastChild?.isLeaf || lastChild?.type.spec.isolating))
    tr.insert(tr.doc.content.size, schema.nodes.paragraph.create());
  tr.setSelection(Selection.near(tr.doc.resolve(Math.min(inserted.to, tr.doc.content.size)), -1));
  view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
  const { lastChild: last } = first ?? content;
  if (rest.length > 0 && last) inserted.to += await insertRest(view, tr, rest, inserted.to, last.nodeSize);
  // The next letter is a step of its own.
  if (!view.isDestroyed) view.dispatch(closeHistory(view.state.tr));
  return inserted;
}

/** Where pictures go: from a caption to behind its picture, for a caption has room for text alone. */
function forPictures({ doc }: EditorState, range: Range): Range {
  const $at = doc.resolve(range.to);
  if ($at.parent.type !== schema.nodes.image) return range;
  const behind = $at.after();
  return { from: behind, to: behind };
}

/** The portions of a long paste: the first with the last block, so that both ends join what is around them. */
function portions(content: Fragment): Fragment[] {
  if (content.childCount <= PORTION) return [content];
  const blocks = [...content.content];
  const last = blocks.splice(-1);
  const parts: Fragment[] = [];
  while (blocks.length > 0) parts.push(Fragment.from(blocks.splice(0, PORTION)));
  const [first = Fragment.empty, ...rest] = parts;
  return [first.append(Fragment.from(last)), ...rest];
}

/**
 * Puts in the rest of a long paste, a portion a task, so that the window never stands still: laying out a long text takes
 * the webview longer than reading it. All are one step of undo with the first. How much was put in.
 */
async function insertRest(view: EditorView, first: Transaction, rest: Fragment[], end: number, last: number) {
  let size = 0;
  let { doc } = first;
  // Before the last block, which the first portion brought.
  const $end = doc.resolve(end);
  let at = $end.depth > 0 ? $end.before(1) : end - last;
  for (const portion of rest) {
    await aTask();
    if (view.isDestroyed) return size;
    // Someone types meanwhile: the place has moved with the text in front of it.
    if (view.state.doc !== doc) at += shift(doc, view.state.doc, at);
    view.dispatch(view.state.tr.insert(at, portion).setMeta('appendedTransaction', first));
    ({ doc } = view.state);
    at += portion.size;
    size += portion.size;
  }
  view.dispatch(view.state.tr.scrollIntoView());
  return size;
}

/** Lets the window do something else. */
function aTask(): Promise<void> {
  return new Promise((done) => setTimeout(done));
}

/** By how much a place moved when the text in front of it changed. */
function shift(before: Node, now: Node, at: number): number {
  const start = before.content.findDiffStart(now.content);
  return start !== null && start < at ? now.content.size - before.content.size : 0;
}

/** Where a transaction changed the document, in the new one. */
function changed(tr: Transaction, { doc }: EditorState): Range {
  const from = doc.content.findDiffStart(tr.doc.content);
  const ends = doc.content.findDiffEnd(tr.doc.content);
  if (from === null || !ends) return { from: tr.selection.from, to: tr.selection.to };
  return { from, to: Math.max(ends.b, from) };
}

/** One paragraph a line, without the empty ones around them; one line where only a line may stand. */
function linesOf(text: string, $context: ResolvedPos): Slice {
  const clean = cleanCharacters(text).replace(/\t+/g, ' ');
  const lines = clean.split(/(?:\r\n?|\n)+/).filter((line) => line.trim() !== '');
  const { paragraph } = schema.nodes;
  const marks = $context.marks();
  if (lines.length < 2) {
    const line = clean.replace(/[\r\n]+/g, '');
    return line === '' ? Slice.empty : new Slice(Fragment.from(schema.text(line, marks)), 0, 0);
  }
  return fitting(Fragment.from(lines.map((line) => paragraph.create(null, schema.text(line, marks)))), $context);
}

/** An address that is pasted over words becomes their link. */
function linked(view: EditorView, text: string): boolean {
  const address = text.trim();
  const { from, to, empty, $from, $to } = view.state.selection;
  if (empty || !$from.sameParent($to) || !$from.parent.inlineContent || !isSafeAddress(address) || /\s/.test(address))
    return false;
  const href = cleanAddress(address) ?? address;
  view.dispatch(closeHistory(view.state.tr).addMark(from, to, schema.marks.link.create({ href })));
  return true;
}

async function base64(file: File): Promise<string> {
  const reader = new FileReader();
  return new Promise((done, fail) => {
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => fail(reader.error ?? new Error(file.name));
    reader.readAsDataURL(file);
  });
}

/** Whether a paste would stand alone: the story is empty, or all of it is selected. */
export function replacesAll(view: EditorView): boolean {
  const { doc, selection } = view.state;
  return isBlank(doc) || (selection.from <= 1 && selection.to >= doc.content.size - 1 && !selection.empty);
}
