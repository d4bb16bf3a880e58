/** What another pane asks of the editor: to show something, or to put something into the text where the cursor is. */
import type { Command } from 'prosemirror-state';
import type { RelatedLinkAttrs } from '../body/nodes/relatedLink';
import type { Session } from './session.svelte';

export type Request =
  | 'related'
  | 'link'
  | 'image'
  | 'gallery'
  | 'embed'
  | 'paste'
  | 'focus'
  /** The keys go to where they were in the story. */
  | 'return'
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
  /** A block of the text: which of them. */
  | { block: number }
  | { field: 'kicker' | 'headline' | 'deck' }
  /** The place of something still to come: which of them. */
  | { marker: number };

/** A place in the window, in CSS pixels. */
export interface Place {
  x: number;
  y: number;
}

/** Puts pictures into the text at a place; false where that is not in the text. */
export type TakePictures = (paths: string[], at: Place) => boolean;

type Show = (request: Request) => void;

/** Carries requests to the editor of the story that one is at. */
export class Asking {
  #takers: TakePictures[] = [];
  /** Who answers: the last one of the story does. */
  #answering: { session: Session; show: Show }[] = [];
  #unanswered: Request | null = null;

  constructor(private readonly current: () => Session | null) {}

  /** Asks the editor for something that it shows: a dialog, or the focus. It may be on its way: a story just made. */
  ask(request: Request): void {
    const session = this.current();
    const answering = this.#answering.findLast((one) => one.session === session);
    if (answering) answering.show(request);
    // A link is for the story that is open now, not for the next one.
    else if (typeof request === 'string') this.#unanswered = request;
  }

  /** The editor, or what stands in its place for a while, answers to `ask`. Returns what ends it. */
  answerWith(session: Session, show: Show): () => void {
    const answering = { session, show };
    this.#answering = [...this.#answering, answering];
    if (this.#unanswered && session === this.current()) {
      const request = this.#unanswered;
      this.#unanswered = null;
      show(request);
    }
    return () => {
      this.#answering = this.#answering.filter((other) => other !== answering);
    };
  }

  /** Pictures were dropped somewhere in the window; whether an editor takes them there. */
  dropPictures(paths: string[], at: Place): boolean {
    return this.#takers.some((take) => take(paths, at));
  }

  /** An editor takes pictures. Returns what ends it. */
  takePicturesWith(take: TakePictures): () => void {
    this.#takers = [...this.#takers, take];
    return () => {
      this.#takers = this.#takers.filter((other) => other !== take);
    };
  }
}
