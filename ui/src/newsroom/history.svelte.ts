/**
 * The kept states of the open story: the list of them, and the two that are compared in the editor's place. What of them
 * is brought back goes through the session, as steps that undo takes back.
 */
import type { Node } from 'prosemirror-model';
import { UnreadableBody } from '../body/json';
import type { Failure, StoryDiff, VersionRow } from '../ipc/bindings';
import { call, Refused } from '../ipc/call';
import { toFailure } from './failing';
import { restoreBlock, restoreField } from './restoring';
import type { Session } from './session.svelte';
import { workbench } from './workbench.svelte';

/** A state of the story: the number of a version, or null for the story as it is now. */
export type State = number | null;

/** Two states, as they were chosen: the first by itself, the second to be compared with it. */
export interface Pair {
  chosen: State;
  against: State;
}

/** What differs between two states, the older one first; `to` is null where it is the story as it is now. */
export interface Comparison {
  session: Session;
  from: VersionRow;
  to: VersionRow | null;
  diff: StoryDiff;
  /** The text on screen when it was compared; null where it is another than the stored one. */
  doc: Node | null;
}

/** Milliseconds for which the text rests before it is compared anew. */
const REST = 300;

class History {
  /** Newest first. */
  rows: VersionRow[] = $state.raw([]);
  /** False until the newsroom has answered for the open story. */
  loaded = $state(false);
  /** Why the list cannot be read. */
  failure: Failure | null = $state.raw(null);
  /** The state that the keyboard is on. */
  cursor: State = $state(null);
  /** Null while nothing is compared. */
  pair: Pair | null = $state.raw(null);
  /** A note for a version is being written. */
  keeping = $state(false);

  #comparison: Comparison | null = $state.raw(null);
  #of: Session | null = null;
  #reading = false;
  #unread = false;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What stands in the editor's place; null while the story does. */
  get comparison(): Comparison | null {
    return this.#comparison?.session === workbench.session ? this.#comparison : null;
  }

  /** Reads the list. Asked for again meanwhile, it reads once more. */
  async load(session: Session): Promise<void> {
    if (this.#of !== session) this.#begin(session);
    this.#unread = true;
    if (this.#reading) return;
    this.#reading = true;
    while (this.#unread && this.#of) {
      this.#unread = false;
      const of: Session = this.#of;
      try {
        const rows = await call.versions(of.id);
        if (of === this.#of) [this.rows, this.loaded, this.failure] = [rows, true, null];
      } catch (thrown) {
        if (of === this.#of) this.failure = toFailure(thrown, of.fields.headline);
      }
    }
    this.#reading = false;
  }

  /** Compares a state with another one, or with the story as it is now. Throws where that cannot be read. */
  async compare(session: Session, chosen: State, against: State = null): Promise<void> {
    const [from, to] = this.#inOrder(chosen, against);
    if (!from || from.version === to?.version) return this.end();
    this.pair = { chosen, against };
    try {
      await this.#compare(session, from, to);
    } catch (thrown) {
      this.end();
      throw thrown;
    }
  }

  /** Back to the story. */
  end(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
    this.pair = null;
    this.#comparison = null;
  }

  /** Compares anew whenever the text that is compared has changed. Returns what ends it. */
  follow(session: Session, failed: (thrown: unknown) => void): () => void {
    const stop = session.watch(({ doc }) => {
      if (!doc || this.comparison?.to !== null) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.refresh().catch(failed), REST);
    });
    return () => {
      stop();
      clearTimeout(this.#timer);
    };
  }

  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    const { comparison } = this;
    if (comparison) await this.#compare(comparison.session, comparison.from, comparison.to);
  }

  /** Keeps the story as it is now, with a note. False when it could not be saved first. */
  async keep(session: Session, note: string): Promise<boolean> {
    if (!(await session.flush())) return false;
    await call.keepVersion(session.id, note);
    await this.load(session);
    return true;
  }

  /** Makes a version the story again. False when what is on screen could not be saved, or has to be chosen from, first. */
  async restoreAll(session: Session, version: number): Promise<boolean> {
    const kept = await call.version(version);
    try {
      const restored = await session.restore(kept);
      if (restored) this.end();
      return restored;
    } catch (thrown) {
      if (!(thrown instanceof UnreadableBody)) throw thrown;
      const thing = session.fields.headline;
      throw new Refused({ code: 'bodyUnreadable', thing, detail: thrown.message, remedy: null });
    }
  }

  /** Makes one field what it was in the older of the two states. */
  async restoreField(name: string): Promise<boolean> {
    const { comparison } = this;
    if (!comparison) return false;
    const { fields } = await call.version(comparison.from.version);
    const restored = restoreField(comparison.session, name, fields);
    await this.refresh();
    return restored;
  }

  /** Makes one block what it was in the older of the two states. False where the text has changed since it was compared. */
  async restoreBlock(index: number): Promise<boolean> {
    const { comparison } = this;
    if (!comparison) return false;
    const { session, diff, doc } = comparison;
    const restored = session.state.doc === doc && restoreBlock(session, diff.blocks, index);
    await this.refresh();
    return restored;
  }

  #begin(session: Session) {
    this.#of = session;
    this.rows = [];
    this.loaded = false;
    this.failure = null;
    this.cursor = null;
    this.end();
  }

  /** Versions are numbered in their order, and now comes after all of them. */
  #inOrder(one: State, other: State): [VersionRow | undefined, VersionRow | null] {
    const row = (state: State) => this.rows.find(({ version }) => version === state);
    const [older, newer] = (one ?? Infinity) < (other ?? Infinity) ? [one, other] : [other, one];
    return [row(older), row(newer) ?? null];
  }

  async #compare(session: Session, from: VersionRow, to: VersionRow | null): Promise<void> {
    const turn = ++this.#turn;
    for (;;) {
      // "Now" is what is on screen.
      const { doc } = session.state;
      if (to === null && !(await session.flush()) && session.saved.failure) throw new Refused(session.saved.failure);
      const diff = await call.compareVersions(session.id, from.version, to?.version ?? null);
      if (turn !== this.#turn) return;
      if (to === null && doc !== session.state.doc) continue;
      const stored = session.elsewhere === null && session.saved.beside === null;
      this.#comparison = { session, from, to, diff, doc: to === null && stored ? doc : null };
      return;
    }
  }
}

export const history = new History();
