/**
 * Which stories are open: opening, going from one to the other, creating, and the way out, which waits for the saver. Each
 * has a session of its own, which goes on saving while another one is in sight; only what is in sight has an editor.
 */
import { onCloseRequest, onJournal, type Stop } from '../ipc/events';
import { call } from '../ipc/call';
import type { Failure, JournalRow, OpenStory, Rescued } from '../ipc/bindings';
import { toFailure } from './failing';
import { Asking, type Request } from './requests';
import { type Desk, Session } from './session.svelte';
import { settings } from './settings.svelte';
import { Sitting } from './sitting';
import { markOf, returnTo } from './standing';
import * as tabs from './tabs';
import type { Side, Tabs } from './tabs';

export type { Place, Request, TakePictures } from './requests';

/** Name of the setting that remembers what is open for the next start. */
const OPEN = 'openStories';
/** Milliseconds after the last change at which that is kept. */
const PAUSE = 400;

/** How a story is opened. */
export interface Way {
  /** To stay; else the next one that is looked at comes in its place. */
  keep?: boolean;
  /** On the other side. */
  beside?: boolean;
}

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
  tabs: Tabs = $state.raw(tabs.NONE);
  /** The stories that have been read, by their ids. A tab of an earlier window is read when it comes into sight. */
  sessions: ReadonlyMap<string, Session> = $state.raw(new Map());
  /** The story that inspector, status bar, preview and commands are about. */
  readonly session: Session | null = $derived(this.#sessionOf(tabs.activeOf(this.tabs)));
  readonly left: Session | null = $derived(this.#sessionOf(this.tabs.left));
  readonly right: Session | null = $derived(this.#sessionOf(this.tabs.right));
  /** The stories whose last text is not saved, since that failed. */
  readonly failing: readonly Session[] = $derived([...this.sessions.values()].filter(({ saved }) => saved.failure));
  /** Why the last story could not be opened or made. */
  failure: Failure | null = $state.raw(null);
  /** How often a story stayed open although it was to be closed, because its text could not be saved. */
  stayed = $state(0);
  /** Where the last copy that an editor asked for is; on the clipboard, where a failure kept it out of a file. */
  copied: { path: string } | { failure: Failure } | null = $state.raw(null);
  /** Texts that rescue copies brought back and that nobody has chosen or left yet. */
  rescued: Rescued[] = $state.raw([]);
  /** Someone wants to close the window and the text could not be saved. */
  heldByFailure = $state(false);

  /** What other panes ask of the editor. */
  readonly asking = new Asking(() => this.session);
  readonly #sittings = new Map<Session, Sitting>();
  #turn: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Opens a story, or goes to it. False when it could not be read. */
  open(id: string, { keep = false, beside = false }: Way = {}): Promise<boolean> {
    return this.#change((now) => {
      // Where something is not saved yet somebody has written, whatever the tab says.
      const sure = this.#pinUnsaved(now);
      return beside ? tabs.openBeside(sure, id) : tabs.open(sure, id, !keep);
    });
  }

  /** Makes a story of the newsroom's house and opens it. */
  create(): Promise<boolean> {
    let made: string | null = null;
    return this.#change((now) => (made === null ? now : tabs.open(now, made, false)), {
      first: async () => {
        // The newsroom gives out a draft in which nobody has written yet: what was written just now, it must know of.
        await this.flush();
        const story = await call.newStory();
        made = story.id;
        this.#read(story, null);
      },
    });
  }

  /** Goes to an open story. */
  show(id: string): Promise<boolean> {
    return this.#change((now) => tabs.show(now, id));
  }

  /** Goes to the next open story, or the one before. */
  step(by: 1 | -1): Promise<boolean> {
    return this.#change((now) => {
      const next = tabs.neighbour(now, by);
      return next === null ? now : tabs.show(now, next);
    });
  }

  /** Closes a story once it is saved. False where it could not be: then it stays, and is shown. */
  shut(id: string): Promise<boolean> {
    return this.#change((now) => tabs.close(now, id, this.#markOf(id)), {
      last: async () => {
        if ((await this.sessions.get(id)?.flush()) ?? true) return;
        this.#set(tabs.show(this.tabs, id));
        throw new Unsaved();
      },
    });
  }

  /** Closes all others. */
  async shutOthers(id: string): Promise<void> {
    await this.show(id);
    for (const { story } of this.tabs.all) if (story !== id && !(await this.shut(story))) return;
  }

  /** Opens the story again that was closed last. */
  reopenClosed(): Promise<boolean> {
    return this.#change(tabs.reopen);
  }

  pin(id: string): void {
    this.#set(tabs.pin(this.tabs, id));
  }

  move(id: string, to: number): void {
    this.#set(tabs.move(this.tabs, id, to));
  }

  /** Two sides, or one again. */
  toggleSplit(): Promise<boolean> {
    return this.#change((now) => (now.split ? tabs.join(now) : tabs.split(now)));
  }

  /** Takes the second side away, where it is empty. */
  join(): void {
    this.#set(tabs.join(this.tabs));
  }

  swap(): void {
    this.#set(tabs.swap(this.tabs));
  }

  /** One is at this side now. */
  turn(side: Side): void {
    if (this.tabs.side !== side) this.#set(tabs.turn(this.tabs, side));
  }

  /** Opens what was open when the window was closed; the newest story, to look at, where nothing is remembered. */
  async reopen(): Promise<boolean> {
    const kept = await call.setting(OPEN).catch(() => null);
    this.#set(tabs.restored(parsed(kept)), false);
    if (this.tabs.all.length > 0 && (await this.#change((now) => now))) return true;
    const id = await newest();
    return id !== null && (await this.open(id));
  }

  /** Leaves all stories, e.g. for another newsroom. False where one could not be saved. */
  async leave(): Promise<boolean> {
    if (!(await this.flush())) return this.#stay();
    await this.#keep();
    await this.#endSittings();
    this.#clear();
    return true;
  }

  /** Leaves the stories of a newsroom that is damaged: saved, or else in their rescue copies. False where neither could be. */
  async leaveDamaged(): Promise<boolean> {
    const left = await Promise.all(
      // Whoever goes on typing while the copy is written is asked to press once more.
      [...this.sessions.values()].map(async (session) => (await session.flush()) || session.putAside()),
    );
    if (left.includes(false)) return this.#stay();
    this.#clear();
    return true;
  }

  /** Saves everything, or these stories. False where one could not be saved. */
  async flush(ids?: readonly string[]): Promise<boolean> {
    const asked = [...this.sessions.values()].filter(({ id }) => ids?.includes(id) ?? true);
    const saved = await Promise.all(asked.map((session) => session.flush()));
    return !saved.includes(false);
  }

  /**
   * Brings into these stories, where they are open, what a deed of this window made of their texts; one undo in them takes
   * it back. Whoever has typed since is asked, as about a change from elsewhere.
   */
  async follow(ids: readonly string[]): Promise<void> {
    const open = [...this.sessions.values()].filter(({ id, unreadable }) => ids.includes(id) && unreadable === null);
    const follow = async (session: Session) => {
      const { doc } = session.state;
      const theirs = await session.theirs();
      const rests = session.saved.phase === 'clean' && session.state.doc === doc;
      if (rests && theirs.revision > session.base) session.takeTheirs(theirs);
    };
    // One that cannot be read keeps its notice, which says why.
    await Promise.allSettled(open.map(follow));
  }

  /** Saves, then closes the window. Stays, and says so in `heldByFailure`, when a text could not be saved. */
  async close(): Promise<void> {
    this.heldByFailure = false;
    // Says at once that someone is here: a slow disk must not be taken for an interface that hangs.
    await call.stayOpen();
    const [saved] = await Promise.all([this.flush(), settings.flush(), this.#keep()]);
    if (saved) {
      await this.#endSittings();
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

  /** Asks the editor of the story where one is. */
  ask(request: Request): void {
    this.asking.ask(request);
  }

  hear(rows: JournalRow[], more: boolean): void {
    for (const session of this.sessions.values()) session.hear(rows, more);
  }

  /** Follows the journal, the window's close button and the loss of focus. Called once, when the window is up. */
  async attend(): Promise<Stop> {
    const blurred = () => void Promise.all([this.flush(), this.#keep()]);
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

  #sessionOf(id: string | null): Session | null {
    return (id !== null && this.sessions.get(id)) || null;
  }

  #stay(): false {
    this.stayed += 1;
    return false;
  }

  #set(next: Tabs, keeping = true): void {
    if (next === this.tabs) return;
    this.tabs = next;
    clearTimeout(this.#timer);
    if (keeping) this.#timer = setTimeout(() => void this.#keep(), PAUSE);
  }

  /**
   * One change after the other: two quick clicks must not leave the older story in sight. What comes into sight is read
   * before, so that nothing empty is seen; `last` is done when all of it is there, and nothing can be typed after it.
   */
  #change(next: (now: Tabs) => Tabs, { first, last }: Around = {}): Promise<boolean> {
    const turn = this.#turn.then(async () => {
      this.failure = null;
      const { session } = this;
      void session?.flush().then(() => session.undoing.keep());
      try {
        await first?.();
        const then = next(this.tabs);
        for (const id of tabs.inSight(then)) {
          if (!this.sessions.has(id)) this.#read(await call.openStory(id), tabs.tabOf(then, id)?.mark ?? null);
        }
        await last?.();
        this.#set(next(this.tabs));
        return true;
      } catch (thrown) {
        if (thrown instanceof Unsaved) return this.#stay();
        this.failure = toFailure(thrown, '');
        return false;
      } finally {
        this.#drop();
      }
    });
    this.#turn = turn;
    return turn;
  }

  #read(story: OpenStory, mark: tabs.Mark | null): void {
    const session = new Session(story, desk);
    if (mark) returnTo(session, mark);
    this.sessions = new Map([...this.sessions, [story.id, session]]);
    this.#sittings.set(session, new Sitting(session, (id) => call.endSession(id)));
    // Whoever writes in a story wants to keep it open.
    session.watch(({ doc }) => {
      if (doc) this.pin(session.id);
    });
    // Who cannot read the notes still has the story.
    void session.notes.load().catch(() => null);
  }

  /** Lets the sessions go that no tab has any more. */
  #drop(): void {
    const gone = [...this.sessions.values()].filter(({ id }) => !tabs.tabOf(this.tabs, id));
    if (gone.length === 0) return;
    this.sessions = new Map([...this.sessions].filter(([, session]) => !gone.includes(session)));
    for (const session of gone) {
      const sitting = this.#sittings.get(session);
      sitting?.stop();
      void sitting?.end();
      this.#sittings.delete(session);
    }
  }

  #clear(): void {
    for (const sitting of this.#sittings.values()) sitting.stop();
    this.#sittings.clear();
    this.#set(tabs.NONE, false);
    this.sessions = new Map();
  }

  async #endSittings(): Promise<void> {
    await Promise.all([...this.#sittings.values()].map((sitting) => sitting.end()));
  }

  #pinUnsaved(now: Tabs): Tabs {
    const preview = now.all.find((tab) => tab.preview);
    const session = preview && this.sessions.get(preview.story);
    return session && session.saved.phase !== 'clean' ? tabs.pin(now, session.id) : now;
  }

  #markOf(id: string): tabs.Mark | null {
    const session = this.sessions.get(id);
    return session ? markOf(session) : (tabs.tabOf(this.tabs, id)?.mark ?? null);
  }

  /** Writes down what is open, with the place where one is in each. */
  async #keep(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.tabs === tabs.NONE) return;
    const { all, left, right, split, side, recent } = this.tabs;
    const kept = {
      all: all.map((tab) => ({ ...tab, mark: this.#markOf(tab.story) })),
      left,
      right,
      split,
      side,
      recent,
    };
    await call.setSetting(OPEN, JSON.stringify(kept)).catch(() => null);
  }
}

/** What is done before stories are read, and after. */
interface Around {
  first?: () => Promise<void>;
  last?: () => Promise<void>;
}

/** A story is to be closed that could not be saved. */
class Unsaved extends Error {}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
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
