/** The notes at the open story: threads, their anchors in the text, and what can be done with them. Saved at once. */
import { closeHistory } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { TextSelection } from 'prosemirror-state';
import { schema } from '../body/schema';
import type { JournalRow, NewNote, Note } from '../ipc/bindings';
import { call } from '../ipc/call';
import { follow, type Place } from './places';
import type { Session } from './session.svelte';

/** A first note with what was said to it. */
export interface Thread {
  readonly first: Note;
  readonly replies: readonly Note[];
}

/** Where new words of a note are put. */
export interface Draft {
  /** Words of the text; null for the story. */
  readonly quote: string | null;
  /** Where those are, however the text goes on while the note is written. */
  readonly place: Place | null;
}

/** What is asked of the newsroom. */
export interface NoteDesk {
  notes(story: string): Promise<Note[]>;
  addNote(note: NewNote): Promise<Note>;
  resolveNote(thread: string, resolved: boolean): Promise<unknown>;
  deleteNote(id: string): Promise<unknown>;
}

const KINDS = ['noted', 'noteResolved', 'noteReopened', 'noteDeleted'];
/** Longer quotes say no more. */
const QUOTED = 200;

export class Notes {
  threads: readonly Thread[] = $state.raw([]);
  /** A note that is being written. */
  draft: Draft | null = $state.raw(null);
  /** The thread that the cursor is at, or that was chosen. */
  current: string | null = $state(null);
  readonly open = $derived(this.threads.filter(({ first }) => first.resolved === null));
  readonly resolved = $derived(this.threads.filter(({ first }) => first.resolved !== null));

  readonly #session: Session;
  readonly #desk: NoteDesk;
  #turn = 0;

  constructor(session: Session, desk: NoteDesk = call) {
    this.#session = session;
    this.#desk = desk;
  }

  async load(): Promise<void> {
    const turn = ++this.#turn;
    const notes = await this.#desk.notes(this.#session.id);
    // Of two answers only that to the later question counts.
    if (turn === this.#turn) this.threads = threadsOf(notes);
  }

  /** Rows of the journal, which may be about these notes. */
  hear(rows: readonly JournalRow[], more: boolean): void {
    const { id } = this.#session;
    if (more || rows.some(({ story, kind }) => story === id && KINDS.includes(kind)))
      void this.load().catch(() => null);
  }

  /** The cursor is in the words of these threads. */
  at(threads: readonly string[]): void {
    const open = threads.find((id) => this.open.some(({ first }) => first.id === id));
    if (open !== undefined && open !== this.current) this.current = open;
  }

  /** Begins a note at the words that are selected; at the story where there are none. */
  begin(): void {
    const { selection, doc } = this.#session.state;
    const { from, to } = selection;
    const quote = doc.textBetween(from, to, ' ').trim().slice(0, QUOTED);
    if (selection instanceof TextSelection && quote !== '')
      this.#write({ quote, place: follow(this.#session, selection) });
    else this.beginAtStory();
  }

  beginAtStory(): void {
    this.#write({ quote: null, place: null });
  }

  /** The note that was begun is not written after all. */
  leave(): void {
    this.#write(null);
  }

  /** Keeps the note that is being written, and anchors it in the text. Where its words are gone, it is one at the story. */
  async keep(words: string): Promise<void> {
    const { draft } = this;
    if (!draft || words.trim() === '') return;
    const session = this.#session;
    const { place } = draft;
    const quote = place?.range() ? draft.quote : null;
    const note = await this.#desk.addNote({ story: session.id, thread: null, quote, words });
    // Where the words went while the newsroom answered, the note keeps them alone.
    const range = place?.range();
    if (range && session.editable) {
      const mark = schema.marks.note.create({ id: note.id });
      session.apply(closeHistory(session.state.tr.addMark(range.from, range.to, mark)));
      session.apply(closeHistory(session.state.tr));
    }
    if (this.draft === draft) this.leave();
    this.current = note.id;
    await this.load();
  }

  async reply(thread: string, words: string): Promise<void> {
    if (words.trim() === '') return;
    await this.#desk.addNote({ story: this.#session.id, thread, quote: null, words });
    await this.load();
  }

  async resolve(thread: string, resolved: boolean): Promise<void> {
    await this.#desk.resolveNote(thread, resolved);
    await this.load();
  }

  async remove(note: Note): Promise<void> {
    await this.#desk.deleteNote(note.id);
    const place = note.id === note.thread ? anchorOf(this.#session.state.doc, note.id) : null;
    if (place && this.#session.editable) {
      const { tr } = this.#session.state;
      const mark = schema.marks.note.create({ id: note.id });
      this.#session.apply(closeHistory(tr.removeMark(place.from, place.to, mark)));
    }
    await this.load();
  }

  /** Puts the cursor to the words of a thread; false where they are gone. */
  show(thread: string): boolean {
    const { doc, tr } = this.#session.state;
    const place = anchorOf(doc, thread);
    this.current = thread;
    if (!place) return false;
    this.#session.apply(tr.setSelection(TextSelection.create(doc, place.from, place.to)).scrollIntoView());
    return true;
  }

  #write(draft: Draft | null): void {
    this.draft?.place?.release();
    this.draft = draft;
  }
}

/** Where the words of a thread are. */
export function anchorOf(doc: Node, thread: string): { from: number; to: number } | null {
  let place: { from: number; to: number } | null = null;
  doc.descendants((node, at) => {
    if (!node.marks.some(({ type, attrs }) => type === schema.marks.note && attrs.id === thread)) return;
    place = { from: Math.min(place?.from ?? at, at), to: at + node.nodeSize };
  });
  return place;
}

/** First notes in their order, each with its replies. */
export function threadsOf(notes: readonly Note[]): Thread[] {
  const first = notes.filter(({ id, thread }) => id === thread);
  return first.map((one) => ({
    first: one,
    replies: notes.filter(({ id, thread }) => thread === one.id && id !== one.id),
  }));
}
