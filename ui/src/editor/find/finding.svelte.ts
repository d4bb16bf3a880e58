/** The find bar of the story: when it is there, where it brings one, and where the caret is when it goes. */
import { tick } from 'svelte';
import { type Match, markersInStory } from '../../newsroom/finding';
import type { Session } from '../../newsroom/session.svelte';
import { view } from '../../newsroom/view.svelte';
import type { Request } from '../../newsroom/workbench.svelte';
import { Finder, HEAD, type HeadName } from './finder.svelte';
import { rangeOf } from './places';

/** Where the caret can go. */
export interface Places {
  head(name: HeadName, start: number, end: number): void;
  text(from: number, to: number): void;
  /** The text, as it was left. */
  body(): void;
  /** What all of it is in. */
  page(): HTMLElement | null;
}

export type FindRequest = 'find' | 'replace' | 'findNext' | 'findPrevious' | { marker: number };

export function isFinding(request: Request): request is FindRequest {
  if (typeof request === 'object') return 'marker' in request;
  return request === 'find' || request === 'replace' || request === 'findNext' || request === 'findPrevious';
}

/** What was looked for in a story whose bar stood open when one went to another story. */
const left = new WeakMap<Session, Pick<Finder, 'query' | 'replacing'>>();

export class Finding {
  finder: Finder | null = $state.raw(null);

  readonly #session: Session;
  readonly #places: Places;
  /** What had the keys before the bar. */
  #before: HTMLElement | null = null;

  constructor(session: Session, places: Places) {
    this.#session = session;
    this.#places = places;
  }

  /** Does what is asked; true where the bar is to take the keys. */
  async answer(request: FindRequest): Promise<boolean> {
    if (typeof request === 'object') {
      const markers = await markersInStory(this.#session);
      const marker = markers[request.marker] ?? markers.at(-1);
      if (marker) await this.stand(marker);
      return false;
    }
    const open = this.finder !== null;
    const finder = (this.finder ??= this.#open());
    if (request === 'findNext' || request === 'findPrevious') {
      if (!open) await finder.search();
      await finder.go(request === 'findNext' ? 1 : -1);
      return !open;
    }
    if (!open || !isInBar(document.activeElement)) finder.seed();
    if (request === 'replace') finder.replace(true);
    await tick();
    return true;
  }

  /** Takes the bar away. The caret goes to where one has gone, or back to where it was. */
  async close(): Promise<void> {
    const { finder } = this;
    if (!finder) return;
    const match = finder.moved ? finder.match : null;
    finder.end();
    this.finder = null;
    await tick();
    if (match) await this.stand(match);
    else if (this.#before?.isConnected && this.#before !== document.body) this.#before.focus();
    else this.#places.body();
  }

  /** Puts the bar up again that stood here when one went to another story. Returns what is done when one goes again. */
  return(): () => void {
    const before = left.get(this.#session);
    left.delete(this.#session);
    if (before) {
      const finder = (this.finder = this.#open());
      finder.query = before.query;
      finder.replacing = before.replacing;
      void finder.search();
    }
    return () => {
      const { finder } = this;
      if (!finder) return;
      left.set(this.#session, { query: finder.query, replacing: finder.replacing });
      finder.end();
    };
  }

  /** Selects a match, wherever it is, and gives the keys to it. */
  async stand(match: Match): Promise<void> {
    const { place, start, end } = match;
    const range = rangeOf(this.#session.state.doc, match);
    if (range) return this.#places.text(range.from, range.to);
    if (place.type !== 'field') return;
    const head = HEAD.find((name) => name === place.name);
    if (head) return this.#places.head(head, start, end);
    view.inspector = 'story';
    await tick();
    const field = document.getElementById(`inspector-${place.name}`);
    field?.focus();
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.setSelectionRange(start, end);
  }

  #open(): Finder {
    this.#before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    return new Finder(this.#session, (match) => this.#reveal(match));
  }

  /** Brings a match into view; the keys stay where they are. */
  #reveal({ place }: Match): void {
    requestAnimationFrame(() => {
      const head = place.type === 'field' && HEAD.find((name) => name === place.name);
      const shown = this.#places.page()?.querySelector(head ? `[data-field="${head}"]` : '.found.current');
      if (place.type !== 'field' || head) shown?.scrollIntoView({ block: 'nearest' });
    });
  }
}

function isInBar(element: Element | null): boolean {
  return element?.closest('.find') != null;
}
