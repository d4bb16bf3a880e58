/** Replacing in many stories: asked, looked at match by match, and then done as one deed that undo takes back. */
import type { FindQuery, Progress, Replaced, ReplaceIn, ReplacePreview, StoryMatches, Undone } from '../ipc/bindings';
import { call, progressChannel } from '../ipc/call';
import { notLookedFor, type NotLookedFor } from './finding';
import { workbench } from './workbench.svelte';

/** What it asks of the newsroom. */
export interface Replacer {
  /** What is typed in the open story is part of what is looked at. */
  flush(): Promise<boolean>;
  preview(ids: string[], query: FindQuery, report: (progress: Progress) => void): Promise<ReplacePreview>;
  replace(stories: ReplaceIn[], query: FindQuery, report: (progress: Progress) => void): Promise<Replaced>;
  cancel(): Promise<unknown>;
  undo(seq: number): Promise<Undone>;
  /** Brings into stories that are open what has become of them. */
  follow(ids: readonly string[]): Promise<void>;
}

export type Phase = 'asking' | 'looking' | 'shown' | 'replacing' | 'done';

/** A row of the preview: a story, or one of its matches. */
export type PreviewRow = { story: StoryMatches; at: null } | { story: StoryMatches; at: number };

const NOTHING: FindQuery = { find: '', with: '', regex: false, word: false, case: false, loose: false };
const BEGUN: Progress = { done: 0, total: 0, name: '' };

export class Replacing {
  /** The stories to look in; null while nobody asks. */
  ids: string[] | null = $state.raw(null);
  more = $state(false);
  query: FindQuery = $state.raw(NOTHING);
  phase: Phase = $state('asking');
  progress: Progress = $state.raw(BEGUN);
  preview: ReplacePreview | null = $state.raw(null);
  result: Replaced | null = $state.raw(null);
  failure: NotLookedFor | null = $state.raw(null);
  /** The matches that are left as they are, by story. */
  left: ReadonlyMap<string, ReadonlySet<number>> = $state.raw(new Map());

  readonly rows: PreviewRow[] = $derived(
    (this.preview?.stories ?? []).flatMap((story) => [
      { story, at: null },
      ...story.matches.map((_, at) => ({ story, at })),
    ]),
  );
  /** Matches in all, and how many of them and in how many stories are to be replaced. */
  readonly count: number = $derived(this.preview?.stories.reduce((sum, story) => sum + story.matches.length, 0) ?? 0);
  /** How many of them stay whatever is chosen. */
  readonly held: number = $derived(this.preview?.stories.reduce((sum, story) => sum + story.held.length, 0) ?? 0);
  readonly chosen: { matches: number; stories: number } = $derived.by(() => {
    const taken = (this.preview?.stories ?? []).map(
      (story) => story.matches.length - (this.left.get(story.id)?.size ?? 0),
    );
    return { matches: taken.reduce((sum, one) => sum + one, 0), stories: taken.filter((one) => one > 0).length };
  });

  readonly #replacer: Replacer;

  constructor(replacer: Replacer) {
    this.#replacer = replacer;
  }

  /** `more` says that the list has other stories than these, too. */
  open(ids: string[], more = false): void {
    this.ids = ids;
    this.more = more;
    this.#begin();
  }

  /** Nobody asks any more; what runs is stopped. */
  async close(): Promise<void> {
    const running = this.phase === 'looking' || this.phase === 'replacing';
    this.ids = null;
    if (running) await this.cancel();
  }

  ask(part: Partial<FindQuery>): void {
    this.query = { ...this.query, ...part };
    // What was looked at was for other words.
    if (this.phase === 'shown' || this.phase === 'done') this.#begin();
  }

  async cancel(): Promise<void> {
    await this.#replacer.cancel().catch(() => null);
  }

  /** Looks through the stories. */
  async look(): Promise<void> {
    const { ids } = this;
    if (ids === null || this.query.find === '' || this.phase === 'looking') return;
    this.#begin();
    this.phase = 'looking';
    await this.#trying(async () => {
      await this.#replacer.flush();
      const preview = await this.#replacer.preview(ids, this.query, (progress) => (this.progress = progress));
      if (preview.cancelled) return;
      this.preview = preview;
      this.toggleAll(true);
    });
    this.phase = this.preview ? 'shown' : 'asking';
  }

  /** Of a story, whether all is taken that can be. */
  isTaken({ story, at }: PreviewRow): boolean | 'some' {
    const left = this.left.get(story.id)?.size ?? 0;
    if (at !== null) return this.left.get(story.id)?.has(at) !== true;
    if (left === story.matches.length) return false;
    return left === story.held.length ? true : 'some';
  }

  /** Whether it stays as it is whatever is chosen: suggestions in its text are to be decided on first. */
  isHeld({ story, at }: PreviewRow): boolean {
    return at === null ? story.held.length === story.matches.length : story.held.includes(at);
  }

  /** Takes a match or a story in, or leaves it out. */
  toggle(row: PreviewRow): void {
    const { story, at } = row;
    if (this.isHeld(row)) return;
    const left = new Set(this.left.get(story.id));
    if (at !== null) {
      if (!left.delete(at)) left.add(at);
      this.left = new Map(this.left).set(story.id, left);
    } else {
      this.left = new Map(this.left).set(story.id, without(story, this.isTaken(row) !== true));
    }
  }

  toggleAll(take: boolean): void {
    const stories = this.preview?.stories ?? [];
    this.left = new Map(stories.map((story) => [story.id, without(story, take)]));
  }

  /** Does it. What came of it; null where nothing did. */
  async replace(): Promise<Replaced | null> {
    if (this.phase !== 'shown' || this.chosen.matches === 0) return null;
    const stories = (this.preview?.stories ?? []).flatMap(({ id, revision, matches }) => {
      const leave = [...(this.left.get(id) ?? [])];
      return leave.length === matches.length ? [] : [{ id, revision, leave }];
    });
    this.phase = 'replacing';
    this.progress = BEGUN;
    await this.#trying(async () => {
      const result = await this.#replacer.replace(stories, this.query, (progress) => (this.progress = progress));
      if (result.cancelled) return;
      this.result = result;
      await this.#replacer.follow(stories.map(({ id }) => id));
    });
    this.phase = this.result ? 'done' : 'shown';
    return this.result;
  }

  /** Takes it back; how many things stay as they are. */
  async undo(seq: number): Promise<{ stories: number; left: number }> {
    await this.#replacer.flush();
    const { stories, left } = await this.#replacer.undo(seq);
    await this.#replacer.follow(stories);
    return { stories: stories.length, left: left.length };
  }

  #begin(): void {
    this.phase = 'asking';
    this.preview = null;
    this.result = null;
    this.failure = null;
    this.left = new Map();
    this.progress = BEGUN;
  }

  async #trying(work: () => Promise<void>): Promise<void> {
    this.failure = null;
    try {
      await work();
    } catch (thrown) {
      this.failure = await notLookedFor(thrown, this.query);
    }
  }
}

/** The matches that are left out where all are taken that can be, or none. */
function without({ matches, held }: StoryMatches, take: boolean): Set<number> {
  return new Set(take ? held : matches.keys());
}

export const replacing = new Replacing({
  flush: () => workbench.flush(),
  preview: (ids, query, report) => call.previewReplace(ids, query, progressChannel(report)),
  replace: (stories, query, report) => call.replaceInStories(stories, query, progressChannel(report)),
  cancel: () => call.cancelReplace(),
  undo: (seq) => call.undo(seq),
  follow: (ids) => workbench.follow(ids),
});
