/**
 * Stories of the archive that belong to the open one, and why. They follow the saves at their own pace, and hold still
 * while someone is about to choose.
 */
import type { Reason, StoryEdit, Suggestion } from '../ipc/bindings';
import { call } from '../ipc/call';
import { t } from '../messages/messages.svelte';
import type { Session } from './session.svelte';

/** How many are shown, and how many are asked for: those that are hidden or linked meanwhile are made up for. */
const SHOWN = 5;
const ASKED = 20;
/** Milliseconds after a save. More than the saver lets pass between two saves, so that nothing is asked while one types. */
const REST = 1200;

/** What was sent away, story by story, for as long as the window is open. */
class Hidden {
  #of: Readonly<Record<string, readonly string[]>> = $state.raw({});

  of(story: string): readonly string[] {
    return this.#of[story] ?? [];
  }

  add(story: string, id: string): void {
    this.#of = { ...this.#of, [story]: [...this.of(story), id] };
  }

  clear(story: string): void {
    this.#of = { ...this.#of, [story]: [] };
  }
}

const hidden = new Hidden();

/** What is needed of the open story. */
type Open = Pick<Session, 'id' | 'edit' | 'related'>;
type Ask = (edit: StoryEdit, limit: number) => Promise<Suggestion[]>;

/** The suggestions for the story as it stands in the editor, without those that were sent away. */
export async function suggest(story: Open, limit: number): Promise<Suggestion[]> {
  const away = hidden.of(story.id);
  const found = await call.suggestions(story.edit(), limit + away.length);
  return found.filter(({ row }) => !away.includes(row.id)).slice(0, limit);
}

export class Suggesting {
  /** The last asking failed; what it found before is still shown. */
  failed = $state(false);

  readonly #story: Open;
  readonly #ask: Ask;
  #found: Suggestion[] | null = $state.raw(null);
  /** The rows that someone is looking at closely. */
  #held: Suggestion[] | null = $state.raw(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(story: Open, ask: Ask = call.suggestions) {
    this.#story = story;
    this.#ask = ask;
  }

  /** The best; null until the newsroom has answered for the first time. */
  get rows(): Suggestion[] | null {
    const away = hidden.of(this.#story.id);
    const here = (rows: Suggestion[]) => rows.filter(({ row }) => !away.includes(row.id));
    if (this.#held) return here(this.#held);
    if (!this.#found) return null;
    return here(this.#found)
      .filter(({ row }) => !this.isLinked(row.id))
      .slice(0, SHOWN);
  }

  /** How many of those found were sent away. */
  get hidden(): number {
    const away = hidden.of(this.#story.id);
    return this.#found?.filter(({ row }) => away.includes(row.id)).length ?? 0;
  }

  /** Whether the text has a link to it by now. */
  isLinked(id: string): boolean {
    return this.#story.related.some(({ storyId }) => storyId === id);
  }

  /** Asks soon; asked again before that, a little later. */
  refresh(rest = REST): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), rest);
  }

  /** The pointer or the focus is among the rows: they stay where they are. */
  hold(): void {
    this.#held ??= this.rows;
  }

  release(): void {
    this.#held = null;
  }

  hide(id: string): void {
    hidden.add(this.#story.id, id);
  }

  showHidden(): void {
    hidden.clear(this.#story.id);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  async #look(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const found = await this.#ask(this.#story.edit(), ASKED);
      if (turn !== this.#turn) return;
      this.#found = found;
      this.failed = false;
    } catch {
      if (turn === this.#turn) this.failed = true;
    }
  }
}

/** Why a story is suggested, as one line. */
export function why(reasons: readonly Reason[]): string {
  return reasons.map((reason) => t(`reason.${reason.type}`, valuesOf(reason))).join(' · ');
}

function valuesOf(reason: Reason): Record<string, string> {
  if (reason.type === 'words') return { words: reason.words.join('”, “') };
  if (reason.type === 'linksHere') return {};
  return reason.type === 'sameTarget' ? { title: reason.title } : { name: reason.name };
}
