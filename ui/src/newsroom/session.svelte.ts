/**
 * The open story. Its state is one ProseMirror document that carries the metadata as an attribute, so one undo history
 * covers both. Panes read it and call `setField`, `apply`, `undo`; only the editor draws the text.
 *
 * Nothing that comes back from disk enters the document by itself; only `takeTheirs` and `takeMerge` bring in another text,
 * when the editor chose it, as one step that Ctrl+Z takes back.
 */
import {
  closeHistory,
  history,
  redo,
  redoDepth,
  redoNoScroll,
  undo,
  undoDepth,
  undoNoScroll,
} from 'prosemirror-history';
import type { Fragment, Node } from 'prosemirror-model';
import { EditorState, type Plugin, TextSelection, type Transaction } from 'prosemirror-state';
import { document, fieldsOf, readBody, withFields, writeBody } from '../body/json';
import { type RelatedPlace, relatedPlaces } from '../body/related';
import type {
  Counts,
  ExportRecord,
  Failure,
  Fields,
  Finding,
  JournalRow,
  Kept,
  MergeRequest,
  MergeResult,
  OpenStory,
  PrintedLines,
  Stage,
  StoryEdit,
  Version,
  VersionRow,
  WrittenText,
} from '../ipc/bindings';
import { isMidWord } from './composing';
import { bringIn, type Choice, chosen, type Merge, written } from './merging';
import { Raised } from './raised';
import { readOrEmpty, readStory } from './reading';
import { type Rescue, Rescuing } from './rescuing';
import { type Beside, type Phase, phase, type Saver } from './saver';
import { Notes } from './notes.svelte';
import { followingPlaces } from './places';
import { same } from './same';
import { Saving } from './saving';
import { Spelling } from './spelling.svelte';
import { Steps } from './steps';
import { mergedTracking } from './tracking/merged';
import { withTracking } from './tracking/plugin';
import { Suggestions } from './tracking/suggestions.svelte';
import { Tracking } from './tracking/tracking';
import { DEPTH, readUndo, Undoing, writeUndo } from './undoing';

/** What a session asks of the newsroom. */
export interface Desk {
  saveStory(edit: StoryEdit): Promise<Kept>;
  openStory(id: string): Promise<OpenStory>;
  /** Makes a version the story's text again; the one that gives way is kept beside. */
  takeVersion(id: string, version: number, base: number): Promise<Kept>;
  /** What the editor holds, merged with the story as it is now. Writes nothing. */
  mergeStory(request: MergeRequest): Promise<MergeResult>;
  /** The same, with a text that came in a hand-over file. */
  mergeVersion(version: number, mine: WrittenText): Promise<MergeResult>;
  /** Saves a merge; the text that gives way is kept as a version. */
  saveMerged(edit: StoryEdit, version: number | null): Promise<Kept>;
  printLines(fields: Fields): Promise<PrintedLines>;
  /** Writes a text that cannot be saved to a file of its own; where that is. */
  keepRescueCopy(edit: StoryEdit): Promise<string>;
  dropRescueCopy(id: string): Promise<unknown>;
  /** Who works here. */
  person(): string;
  /** Turns what a command threw into something that can be shown. */
  failure(thrown: unknown, id: string): Failure;
}

/** What the status bar says of saving. */
export interface Saved {
  phase: Phase;
  /** When the newsroom last kept something, RFC 3339. */
  at: string | null;
  failure: Failure | null;
  beside: Beside | null;
}

/** A change of the open story, as watchers get it. `doc` says whether text or metadata changed, not only the selection. */
export interface Change {
  state: EditorState;
  doc: boolean;
}

/** Reasons of versions that are asked about when their story is opened. */
const ASKED = ['broughtBack', 'keptBeside'];
/** Milliseconds within which letters typed into one field are undone together. */
const GROUP = 500;
/** Milliseconds after a change at which what is derived from the document is brought up to date: behind the frame that
 * shows the key, and long before the next one. */
const DERIVE = 30;

export class Session {
  readonly id: string;
  readonly created: string;

  /** The metadata; the same object until it changes. */
  fields: Fields = $state.raw() as Fields;
  stage: Stage = $state('draft');
  counts: Counts = $state.raw({ words: 0, characters: 0, paragraphs: 0 });
  /** How the text begins: what a story is called by that has neither headline nor slugline. */
  opening = $state('');
  /** What the last save's checks said. */
  findings: Finding[] = $state.raw([]);
  /** Related links as they stand now, a moment behind the typing. */
  related: RelatedPlace[] = $state.raw([]);
  /** Dateline and credit line as the house prints them. */
  printed: PrintedLines = $state.raw({ dateline: '', credit: '', relatedLabel: '' });
  saved: Saved = $state.raw({ phase: 'clean', at: null, failure: null, beside: null });
  /** Where the text is while it cannot be saved. */
  rescue: Rescue<Failure> = $state.raw({ path: null, fault: null });
  modified: string = $state('');
  exports: ExportRecord[] = $state.raw([]);
  changedSinceExport = $state(false);
  canUndo = $state(false);
  canRedo = $state(false);
  /** When text or metadata last changed here, in milliseconds; before the first change, when the story was opened. */
  changedAt = Date.now();
  /** A newer revision that came from elsewhere while nothing was unsaved here. */
  elsewhere: number | null = $state(null);
  /** Somebody chose the text on screen, and it is on its way: nobody need be asked about it. */
  choosing = $state(false);
  /** A text beside the story that someone has to choose about: it came in a hand-over file, or its save ran into another. */
  waiting: VersionRow | null = $state.raw(null);
  /** The newest row of the journal that is about this story. */
  heard = $state(0);
  /** Why the body cannot be read; the story is then shown, and changed by nobody. */
  readonly unreadable: string | null;

  /** What was suggested and waits for a decision. */
  readonly suggestions: Suggestions;
  /** What people say to each other at it. */
  readonly notes = new Notes(this);
  readonly spelling = new Spelling(this);

  readonly #desk: Desk;
  readonly #saving: Saving<Node, Failure>;
  readonly #rescuing: Rescuing<Node, Failure>;
  readonly #verbatim: Pick<StoryEdit, 'body' | 'tracking'>;
  readonly undoing: Undoing;
  readonly #history = history({ depth: DEPTH });
  readonly #own: Plugin[];
  readonly #steps = new Steps();
  #watchers: ((change: Change) => void)[] = [];
  #state: EditorState;
  /** The document as the newsroom has it at `base`: what a merge builds on. */
  #stored: Node;
  /** A merge was brought in, and the save that keeps it is on its way. */
  #merged: { version: number | null } | null = null;
  #typed: { group: string; transaction: Transaction; at: number } | null = null;
  #newest = 0;
  readonly #raised = new Raised();
  #deriving = false;
  #restoring = false;
  #printedFor: Fields | null = null;

  constructor(story: OpenStory, desk: Desk) {
    this.id = story.id;
    this.created = story.created;
    this.#desk = desk;
    this.#verbatim = { body: story.body, tracking: story.tracking };
    const { doc, suggested, fault } = readOrEmpty(story);
    this.unreadable = fault;
    this.suggestions = new Suggestions({
      state: () => this.#state,
      apply: (transaction) => this.apply(transaction),
      edited: () => this.#saving.edited(this.#state.doc),
      person: () => desk.person(),
    });
    this.#own = [this.#history, this.suggestions.plugin, followingPlaces()];
    this.#state = EditorState.create({ doc, plugins: this.#own });
    this.#stored = this.#state.doc;
    this.undoing = new Undoing(this);
    this.#saving = new Saving<Node, Failure>(story.revision, story.modified, {
      save: (doc, base) => this.#save(doc, base),
      fault: (thrown) => desk.failure(thrown, this.id),
      changed: (saver) => this.#savingChanged(saver),
      // Not the clock on the wall: set back by an hour, it would hold back the next save for an hour.
      now: () => performance.now(),
    });
    this.#rescuing = new Rescuing<Node, Failure>({
      keep: (doc) => desk.keepRescueCopy(this.#editOf(doc, this.base)),
      drop: () => desk.dropRescueCopy(this.id),
      fault: (thrown) => desk.failure(thrown, this.id),
      changed: (rescue) => (this.rescue = rescue),
    });
    this.saved = { phase: 'clean', at: story.modified, failure: null, beside: null };
    this.#describe(story);
    this.suggestions.open(suggested);
    this.waiting = story.keptBeside.find(({ reason }) => ASKED.includes(reason)) ?? null;
    this.#derive();
  }

  /** The editor's state. Not reactive: whoever follows it uses `watch`. */
  get state(): EditorState {
    return this.#state;
  }

  /** The revision that the text on screen builds on. */
  get base(): number {
    return this.#saving.saver.base;
  }

  /** Whether text and metadata may be changed now. While someone has to choose between two texts, neither grows. */
  get editable(): boolean {
    return this.unreadable === null && this.saved.beside === null;
  }

  /** Adds the editor's behaviour to the state; undo history and text stay. */
  equip(plugins: Plugin[]): void {
    this.#state = this.#state.reconfigure({ plugins: [...this.#own, ...plugins] });
  }

  /** Calls `watcher` with every transaction, at once and on the key path: it has to be quick. Returns what stops it. */
  watch(watcher: (change: Change) => void): () => void {
    this.#watchers = [...this.#watchers, watcher];
    return () => {
      this.#watchers = this.#watchers.filter((other) => other !== watcher);
    };
  }

  apply(transaction: Transaction): void {
    if (transaction.docChanged && this.unreadable !== null) return;
    const before = this.#state.doc;
    this.#state = this.#steps.apply(this.#state, transaction);
    const { doc } = this.#state;
    const changed = doc !== before;
    if (changed) {
      const fields = fieldsOf<Fields>(doc);
      if (fields !== this.fields) this.fields = fields;
      if (transaction !== this.#typed?.transaction || this.#steps.vain) this.#typed = null;
      this.canUndo = undoDepth(this.#state) > 0;
      this.canRedo = redoDepth(this.#state) > 0;
      this.#saving.edited(doc);
      this.changedAt = Date.now();
      if (!this.#deriving) setTimeout(() => this.#derive(), DERIVE);
      this.#deriving = true;
    }
    const change = { state: this.#state, doc: changed };
    for (const watcher of this.#watchers) watcher(change);
  }

  /** Sets one field. Letters typed quickly into the same field are one step of undo. */
  setField<Name extends keyof Fields>(name: Name, value: Fields[Name]): void {
    this.setFields({ [name]: value }, name);
  }

  /** Sets several fields in one step. `group` names what quick repetitions have in common. */
  setFields(values: Partial<Fields>, group = Object.keys(values).join()): void {
    const names = Object.keys(values) as (keyof Fields)[];
    if (!this.editable || names.every((name) => same(values[name], this.fields[name]))) return;
    this.applyTyped(withFields(this.#state.tr, { ...this.fields, ...values }), group);
  }

  /**
   * Applies a change of an attribute, which a person may be typing letter by letter. ProseMirror groups typing by its
   * place in the text; attributes have none, so `group` names what belongs together.
   */
  applyTyped(transaction: Transaction, group: string): void {
    const now = Date.now();
    const last = this.#typed;
    if (last?.group === group && (now - last.at < GROUP || isMidWord()))
      transaction.setMeta('appendedTransaction', last.transaction);
    else closeHistory(transaction);
    this.#typed = { group, transaction, at: now };
    this.apply(transaction);
  }

  /** Takes back the last change of text or metadata. Scrolls to it where the text has the focus. */
  undo(scroll = false): boolean {
    if (!this.editable) return false;
    return (scroll ? undo : undoNoScroll)(this.#state, (transaction) => this.apply(transaction));
  }

  redo(scroll = false): boolean {
    if (!this.editable) return false;
    return (scroll ? redo : redoNoScroll)(this.#state, (transaction) => this.apply(transaction));
  }

  /** What can be taken back and done again, for the next time; null where that is nothing. */
  writeUndo(): string | null {
    return writeUndo(this.#state.reconfigure({ plugins: [this.#history] }));
  }

  /** Takes up what could be taken back and done again when the story was last closed, before anything was done here. */
  recall(history: string): void {
    const state = this.editable && undoDepth(this.#state) === 0 ? readUndo(this.#state, this.#history, history) : null;
    if (!state) return;
    this.#state = state;
    [this.canUndo, this.canRedo] = [undoDepth(state) > 0, redoDepth(state) > 0];
    for (const watcher of this.#watchers) watcher({ state, doc: false });
    void this.spelling.check();
  }

  /** The story as it stands, for saving, preview and export. Writes the whole body: not for the key path. */
  edit(): StoryEdit {
    return this.#editOf(this.#state.doc, this.base);
  }

  /** Saves at once. False when it could not be saved; the text stays here and is tried again. */
  flush(): Promise<boolean> {
    return this.#saving.flush();
  }

  /**
   * Leaves the text to its rescue copy: nothing is saved from here any more. False where that is not possible, or where
   * the text went on meanwhile.
   */
  async putAside(): Promise<boolean> {
    const { doc } = this.#state;
    try {
      await this.#desk.keepRescueCopy(this.#editOf(doc, this.base));
      if (doc !== this.#state.doc) return false;
      this.#saving.stop();
      return true;
    } catch {
      return false;
    }
  }

  /** The same as it was before the suggestions, for looking at. */
  original(): StoryEdit {
    return { ...this.edit(), ...this.suggestions.original() };
  }

  /**
   * Replaces text and metadata by others, as one step that undo takes back. `fields` may be part of them. Without
   * suggestions of its own the new text is an edit like any other.
   */
  replace(content: Fragment, fields: Partial<Fields>, tracking?: Tracking): void {
    const transaction = closeHistory(this.#state.tr);
    transaction.replaceWith(0, transaction.doc.content.size, content);
    withFields(transaction, { ...this.fields, ...fields });
    if (tracking) withTracking(transaction, tracking);
    transaction.setSelection(TextSelection.atStart(transaction.doc)).scrollIntoView();
    this.apply(transaction);
    this.apply(closeHistory(this.#state.tr));
  }

  /** The story as the newsroom has it now: the other of two texts. */
  theirs(): Promise<OpenStory> {
    return this.#desk.openStory(this.id);
  }

  /**
   * Of two texts, the one on screen. It is kept beside already, or is now; taking that version is what keeps the other
   * one beside in its turn. Throws where a third text came in meanwhile.
   */
  async keepMine(theirs: OpenStory): Promise<void> {
    this.choosing = true;
    await this.#keepMine(theirs).finally(() => (this.choosing = false));
  }

  async #keepMine(theirs: OpenStory): Promise<void> {
    if (!this.saved.beside) this.#saving.edited(this.#state.doc);
    await this.#saving.flush();
    const { beside } = this.#saving.saver;
    if (!beside) return;
    const { doc } = this.#state;
    const kept = await this.#desk.takeVersion(this.id, beside.version, theirs.revision);
    this.#stored = doc;
    this.#merged = null;
    this.#saving.rebase(kept.revision);
    this.elsewhere = null;
    // A version is a text without suggestions: they come with the next save.
    if (this.suggestions.written(doc) !== theirs.tracking) this.#saving.edited(doc);
  }

  /** Of two texts, the newsroom's. One undo brings back the one on screen. Throws `UnreadableBody`. */
  takeTheirs(theirs: OpenStory): void {
    const { doc, suggested } = readStory(theirs);
    const { beside } = this.saved;
    this.#saving.rebase(theirs.revision);
    this.elsewhere = null;
    this.#describe(theirs);
    this.#stored = doc;
    this.#merged = null;
    this.replace(doc.content, theirs.fields, suggested.tracking);
    this.suggestions.open(suggested);
    if (beside) this.settle(beside.version);
  }

  /** Somebody has chosen between the text on screen and one that waits beside it: nobody is asked about that any more. */
  settle(version: number): void {
    this.waiting = null;
    this.#merged = { version };
    // A choice that changed nothing on this screen is to be known all the same.
    this.#saving.edited(this.#state.doc);
    void this.flush();
  }

  /**
   * Makes a kept state the story's text again, as one step that undo takes back; the newsroom keeps what was there. False
   * when what is on screen could not be saved first, or has to be chosen from. Throws `UnreadableBody`.
   */
  async restore({ row, fields, body }: Version): Promise<boolean> {
    const content = readBody(body);
    if (!(await this.flush()) || !this.editable) return false;
    // The row of the restore may arrive before its answer, and is no change from elsewhere.
    this.#restoring = true;
    try {
      const kept = await this.#desk.takeVersion(this.id, row.version, this.base);
      if (kept.type !== 'kept') return false;
      this.#saving.rebase(kept.revision);
      this.#stored = document(content, fields);
      // A version is a text without suggestions.
      this.replace(content, fields, Tracking.none);
      return true;
    } finally {
      this.#restoring = false;
      this.#lookElsewhere();
    }
  }

  /** What the text on screen and the newsroom's come to, put together. Changes nothing. */
  async merge(): Promise<Merge> {
    // Letters that were typed while the save was under way are part of mine.
    await this.flush();
    const { doc } = this.#state;
    const request = { id: this.id, base: written(this.#stored), mine: written(doc) };
    return { result: await this.#desk.mergeStory(request), doc, version: null };
  }

  /** The same, with a text that came in a hand-over file. */
  async mergeVersion(version: number): Promise<Merge> {
    await this.flush();
    const { doc } = this.#state;
    return { result: await this.#desk.mergeVersion(version, written(doc)), doc, version };
  }

  /**
   * Brings a merge in, as one step that undo takes back, and saves it. False where the text on screen has gone on since:
   * then it has to be merged anew.
   */
  takeMerge({ result, doc, version }: Merge, choices: readonly Choice[] = []): boolean {
    if (this.unreadable !== null || doc !== this.#state.doc) return false;
    const { fields, content } = chosen(result, choices);
    this.#merged = { version: version ?? this.saved.beside?.version ?? this.#merged?.version ?? null };
    const transaction = withFields(bringIn(this.#state.tr, content), fields);
    if (version === null) {
      const theirs = readStory({ ...result.theirs, tracking: result.tracking });
      withTracking(transaction, mergedTracking(this.#stored, theirs.doc, transaction, result.at));
      if (theirs.suggested.suggesting) this.suggestions.on = true;
      this.#saving.rebase(result.revision);
      this.#stored = theirs.doc;
      this.elsewhere = null;
    } else {
      this.waiting = null;
    }
    this.apply(closeHistory(transaction));
    this.apply(closeHistory(this.#state.tr));
    // A merge that changed nothing on this screen is one all the same.
    this.#saving.edited(this.#state.doc);
    void this.flush();
    return true;
  }

  /**
   * Rows of the journal that are about this story. Own saves come back here too and change nothing. Where there were more
   * than these, one of them may be about it as well.
   */
  hear(rows: JournalRow[], more = false): void {
    const own = rows.filter(({ story }) => story === this.id);
    for (const row of own) {
      this.#raised.hear(row);
      this.#newest = Math.max(this.#newest, row.revision);
      this.heard = Math.max(this.heard, row.seq);
    }
    this.notes.hear(own, more);
    if (more || own.some(({ kind }) => kind !== 'saved')) void this.#refresh();
    this.#lookElsewhere();
  }

  async #save(doc: Node, base: number): Promise<Kept> {
    const edit = this.#editOf(doc, base);
    const merged = this.#merged;
    const kept = await (merged ? this.#desk.saveMerged(edit, merged.version) : this.#desk.saveStory(edit));
    if (kept.type === 'kept') {
      this.#stored = doc;
      if (this.#merged === merged) this.#merged = null;
      this.counts = kept.counts;
      this.findings = kept.findings;
      this.modified = kept.at;
      if (kept.revision !== base) this.changedSinceExport = this.exports.length > 0;
    }
    return kept;
  }

  #editOf(doc: Node, base: number): StoryEdit {
    const told = { id: this.id, base, fields: fieldsOf<Fields>(doc) };
    if (this.unreadable !== null) return { ...told, ...this.#verbatim };
    return { ...told, body: writeBody(doc), tracking: this.suggestions.written(doc) };
  }

  #savingChanged(saver: Saver<Node, Failure>): void {
    const next = { phase: phase(saver), at: saver.savedAt, failure: saver.fault?.cause ?? null, beside: saver.beside };
    const now = this.saved;
    if (next.phase !== now.phase || next.at !== now.at || next.failure !== now.failure || next.beside !== now.beside)
      this.saved = next;
    this.#rescuing.hear(saver);
    if (next.phase === 'clean') this.#lookElsewhere();
  }

  /** A row of our own save may arrive before its answer, so a save in flight is waited for. */
  #lookElsewhere(): void {
    const { sending, waiting, base, beside } = this.#saving.saver;
    if (sending || waiting || this.#restoring) return;
    const now = beside ? base : this.#raised.since(base);
    if (now > base) return this.#saving.rebase(now);
    this.elsewhere = this.#newest > base ? this.#newest : null;
  }

  /** Stage and exports live outside the document: they follow the newsroom. */
  async #refresh(): Promise<void> {
    try {
      const story = await this.#desk.openStory(this.id);
      this.stage = story.stage;
      this.exports = story.exports;
      this.changedSinceExport = story.changedSinceExport;
      this.#newest = Math.max(this.#newest, story.revision);
      this.#lookElsewhere();
      this.waiting = this.#stillWaiting(story);
    } catch {
      // What is shown stays; the next row tries again.
    }
  }

  #describe(story: OpenStory): void {
    this.stage = story.stage;
    this.fields = fieldsOf<Fields>(this.#state.doc);
    this.counts = story.counts;
    this.findings = story.findings;
    this.modified = story.modified;
    this.exports = story.exports;
    this.changedSinceExport = story.changedSinceExport;
    this.waiting = this.#stillWaiting(story);
  }

  /** What lost a race since the story was opened is asked about in the window that lost it. */
  #stillWaiting({ keptBeside }: OpenStory): VersionRow | null {
    const { waiting } = this;
    return keptBeside.find((row) => row.reason === 'broughtBack' || row.version === waiting?.version) ?? null;
  }

  #derive(): void {
    this.#deriving = false;
    const related = relatedPlaces(this.#state.doc);
    if (!same(related, this.related)) this.related = related;
    const { doc } = this.#state;
    this.opening = doc.textBetween(0, Math.min(120, doc.content.size), ' ').trim();
    this.suggestions.derive();
    void this.#print();
  }

  async #print(): Promise<void> {
    const { fields } = this;
    if (fields === this.#printedFor) return;
    this.#printedFor = fields;
    try {
      const printed = await this.#desk.printLines(fields);
      if (this.#printedFor === fields && !same(printed, this.printed)) this.printed = printed;
    } catch {
      this.#printedFor = null;
    }
  }
}
