/** Which story is open: opening, switching, creating, and the way out, each of which waits for the saver. */
import type { Command } from 'prosemirror-state';
import { onCloseRequest, onJournal, type Stop } from '../ipc/events';
import { call } from '../ipc/call';
import type { RelatedLinkAttrs } from '../body/nodes/relatedLink';
import type { Failure, JournalRow, OpenStory, Rescued } from '../ipc/bindings';
import { toFailure } from './failing';
import { Idle } from './idle';
import { type Desk, Session } from './session.svelte';
import { settings } from './settings.svelte';

/** Name of the setting that remembers the story for the next start. */
const LAST = 'lastStory';
/** Milliseconds without a change after which a session of writing has ended: a version is kept then, not at the next save. */
const REST = 5 * 60_000;

/** What another pane asks the editor to show, or to put into the text where the cursor is. */
export type Request =
  | 'related'
  | 'link'
  | 'image'
  | 'gallery'
  | 'embed'
  | 'paste'
  | 'focus'
  | 'headline'
  | 'goTo'
  | 'menu'
  | 'dateline'
  | 'credit'
  | 'find'
  | 'replace'
  | 'findNext'
  | 'findPrevious'
  | 'note'
  | 'nextSuggestion'
  | 'previousSuggestion'
  | 'nextMisspelt'
  | 'previousMisspelt'
  | 'correct'
  | 'lookup'
  /** A misspelt word: which of those that were found. */
  | { misspelt: number }
  | { insert: RelatedLinkAttrs }
  | { run: Command }
  /** The place of something still to come: which of them. */
  | { marker: number };

/** A place in the window, in CSS pixels. */
export interface Place {
  x: number;
  y: number;
}

/** Puts pictures into the text at a place; false where that is not in the text. */
export type TakePictures = (paths: string[], at: Place) => boolean;

const desk: Desk = {
  saveStory: (edit) => call.saveStory(edit),
  openStory: (id) => call.openStory(id),
  takeVersion: (id, version, base) => call.takeVersion(id, version, base),
  mergeStory: (request) => call.mergeStory(request),
  mergeVersion: (version, mine) => call.mergeVersion(version, mine),
  saveMerged: (edit, version) => call.saveMerged(edit, version),
  printLines: (fields) => call.printLines(fields),
  keepRescueCopy: (edit) => call.keepRescueCopy(edit),
  dropRescueCopy: (id) => call.dropRescueCopy(id),
  person: () => settings.name,
  failure: toFailure,
};

export class Workbench {
  session: Session | null = $state.raw(null);
  /** Why the last story could not be opened or made. */
  failure: Failure | null = $state.raw(null);
  /** How often a story stayed open although another was asked for, because its text could not be saved. */
  stayed = $state(0);
  /** Where the last copy that an editor asked for is; on the clipboard, where a failure kept it out of a file. */
  copied: { path: string } | { failure: Failure } | null = $state.raw(null);
  /** Texts that rescue copies brought back and that nobody has chosen or left yet. */
  rescued: Rescued[] = $state.raw([]);
  /** Someone wants to close the window and the text could not be saved. */
  heldByFailure = $state(false);

  #takePictures: TakePictures | null = null;
  /** Who answers to `ask`: the last one does. */
  #answering: ((request: Request) => void)[] = [];
  #unanswered: Request | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  /** The revision at which the story was opened: who only looked has not ended a session of writing. */
  #openedAt = 0;
  readonly #idle = new Idle(() => void this.#rest(), REST);

  /** Opens a story. False when it, or the saving of the one before it, failed. */
  open(id: string): Promise<boolean> {
    return this.#switch(() => call.openStory(id), id);
  }

  /** Makes a story of the newsroom's house and opens it. */
  create(): Promise<boolean> {
    return this.#switch(() => call.newStory());
  }

  /** Opens the story that was open when the window was closed; the newest one where none is remembered. */
  async reopen(): Promise<boolean> {
    const last = await call.setting(LAST).catch(() => null);
    const remembered: unknown = last === null ? null : JSON.parse(last);
    const id = typeof remembered === 'string' ? remembered : await newest();
    return id !== null && (await this.open(id));
  }

  /** Leaves the story, e.g. for another newsroom. */
  leave(): Promise<boolean> {
    return this.#switch(() => Promise.resolve(null));
  }

  /** Leaves the story of a newsroom that is damaged: saved, or else in its rescue copy. False where neither could be. */
  async leaveDamaged(): Promise<boolean> {
    const { session } = this;
    // Whoever goes on typing while the copy is written is asked to press once more.
    if (!(await this.flush()) && !(await session?.putAside())) return this.#stay();
    this.#show(null);
    return true;
  }

  async flush(): Promise<boolean> {
    return (await this.session?.flush()) ?? true;
  }

  /** Saves, then closes the window. Stays, and says so in `heldByFailure`, when the text could not be saved. */
  async close(): Promise<void> {
    this.heldByFailure = false;
    // Says at once that someone is here: a slow disk must not be taken for an interface that hangs.
    await call.stayOpen();
    const [saved] = await Promise.all([this.flush(), settings.flush()]);
    if (saved) {
      await this.#endSession();
      await call.closeWindow();
    } else this.heldByFailure = true;
  }

  /** Closes the window although the last text is not saved. Only after the editor was asked. */
  closeUnsaved(): Promise<null> {
    return call.closeWindow();
  }

  /** Somebody chose between the story and its rescued text. */
  settle(story: string): void {
    this.rescued = this.rescued.filter((text) => text.story !== story);
  }

  hear(rows: JournalRow[], more: boolean): void {
    this.session?.hear(rows, more);
  }

  /** Follows the journal, the window's close button and the loss of focus. Called once, when the window is up. */
  async attend(): Promise<Stop> {
    const blurred = () => void this.flush();
    window.addEventListener('blur', blurred);
    const stops = [
      await onJournal((rows, more) => this.hear(rows, more)),
      await onCloseRequest(() => void this.close()),
    ];
    return () => {
      window.removeEventListener('blur', blurred);
      for (const stop of stops) stop();
    };
  }

  /** Asks the editor for something that it shows: a dialog, or the focus. It may be on its way: a story just made. */
  ask(request: Request): void {
    const show = this.#answering.at(-1);
    if (show) show(request);
    // A link is for the story that is open now, not for the next one.
    else if (typeof request === 'string') this.#unanswered = request;
  }

  /** The editor, or what stands in its place for a while, answers to `ask`. Returns what ends it. */
  answerWith(show: (request: Request) => void): () => void {
    this.#answering = [...this.#answering, show];
    if (this.#unanswered) show(this.#unanswered);
    this.#unanswered = null;
    return () => {
      this.#answering = this.#answering.filter((other) => other !== show);
    };
  }

  /** Pictures were dropped somewhere in the window; whether the editor takes them there. */
  dropPictures(paths: string[], at: Place): boolean {
    return this.#takePictures?.(paths, at) ?? false;
  }

  /** The editor takes pictures. Returns what ends it. */
  takePicturesWith(take: TakePictures): () => void {
    this.#takePictures = take;
    return () => {
      if (this.#takePictures === take) this.#takePictures = null;
    };
  }

  #show(story: OpenStory | null): void {
    this.#idle.stop();
    this.#openedAt = story?.revision ?? 0;
    this.session = story && new Session(story, desk);
    this.session?.watch(({ doc }) => {
      if (doc) this.#idle.stir();
    });
    // Who cannot read the notes still has the story.
    void this.session?.notes.load().catch(() => null);
  }

  #stay(): false {
    this.stayed += 1;
    return false;
  }

  /** Nobody has written for a while. What is written from here on is another session. */
  async #rest(): Promise<void> {
    const { session } = this;
    if (!(await this.flush()) || session !== this.session) return;
    await this.#endSession();
    if (session && session === this.session) this.#openedAt = session.base;
  }

  /** The text is saved already; if it cannot be kept as a version now, the next save over it does. */
  async #endSession(): Promise<void> {
    const { session } = this;
    if (session && session.base !== this.#openedAt) await call.endSession(session.id).catch(() => null);
  }

  /** One after the other: two quick clicks must not leave the older story open. */
  #switch(fetch: () => Promise<OpenStory | null>, id?: string): Promise<boolean> {
    const turn = this.#turn.then(async () => {
      if (id !== undefined && this.session?.id === id) return true;
      this.failure = null;
      try {
        if (!(await this.flush())) return this.#stay();
        const story = await fetch();
        // Whatever was typed while the other story was read is saved before it goes.
        if (!(await this.flush())) return this.#stay();
        const ended = this.#endSession();
        this.#show(story);
        // Another newsroom comes next: the version belongs into this one.
        if (!story) await ended;
        if (story) void call.setSetting(LAST, JSON.stringify(story.id)).catch(() => null);
        return true;
      } catch (thrown) {
        this.failure = toFailure(thrown, '');
        return false;
      }
    });
    this.#turn = turn;
    return turn;
  }
}

/** The newest draft, which stands at the top of the list; of a newsroom without drafts the newest story that is not spiked. */
async function newest(): Promise<string | null> {
  for (const stage of ['draft', null] as const) {
    const { rows } = await call.listStories({ stage, desk: null, sort: 'newest', offset: 0, limit: 1 });
    if (rows[0]) return rows[0].id;
  }
  return null;
}

/** The one workbench of this window. */
export const workbench = new Workbench();
