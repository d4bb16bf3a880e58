/** The pages of one layout of the press: they follow the typing of one story. */
import type { Failure, Spread } from '../ipc/bindings';
import { toFailure } from '../newsroom/failing';
import { oversetting } from '../newsroom/oversetting.svelte';
import { spread as askSpread } from '../newsroom/printing';
import type { Session } from '../newsroom/session.svelte';
import { Follower } from './follow';
import type { Chosen } from '../newsroom/layoutOptions';

/** Milliseconds; with the setting of a page it stays under the third of a second in which print follows. */
const TICK = 100;

/** One page as a picture that can be drawn at any size. */
export interface Sheet {
  url: string;
  /** Millimetres. */
  width: number;
  height: number;
}

/** What is wanted of the pages. */
export interface Wish {
  /** The text before the suggestions. */
  original: boolean;
  options: Chosen;
}

export class Pages {
  /** The pages that were set last; they stay while something is wrong. */
  sheets: Sheet[] = $state.raw([]);
  spread: Spread | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);

  readonly #layout: string;
  readonly #session: Session;
  readonly #follower: Follower<Wish>;
  #wish: Wish = { original: false, options: {} };
  #over = false;

  constructor(layout: string, session: Session) {
    this.#layout = layout;
    this.#session = session;
    this.#follower = new Follower<Wish>(TICK, (wish) => this.#set(wish));
  }

  /** Sets the pages at once, and again after each change; the answer ends it. */
  follow(wish: Wish): () => void {
    this.#wish = wish;
    this.#follower.want(wish, true);
    return this.#session.watch((change) => change.doc && this.#follower.want(wish));
  }

  retry(): void {
    this.#follower.want(this.#wish, true);
  }

  end(): void {
    this.#over = true;
    this.#follower.stop();
    if (oversetting.measured?.id === this.#session.id) oversetting.measured = null;
    this.#let(this.sheets);
  }

  async #set({ original, options }: Wish): Promise<void> {
    try {
      // The text as it is now, not as it was when the tick began.
      const { doc } = this.#session.state;
      const edit = original ? this.#session.original() : this.#session.edit();
      const spread = await askSpread(this.#layout, edit, options);
      const sheets = await Promise.all(
        spread.pages.map(({ svg, width, height }) => drawn(svg, width / 10, height / 10)),
      );
      if (this.#over) return this.#let(sheets);
      const before = this.sheets;
      this.spread = spread;
      this.sheets = sheets;
      this.failure = null;
      // The original text is not the one in the editor.
      if (!original && spread.fit) oversetting.measured = { id: this.#session.id, doc, overset: spread.fit.overset };
      this.#let(before);
    } catch (thrown) {
      this.failure = toFailure(thrown, this.#session.fields.headline || this.#session.fields.slugline);
    }
  }

  #let(sheets: Sheet[]): void {
    for (const { url } of sheets) URL.revokeObjectURL(url);
  }
}

/** A page that is ready to be shown: one that takes the place of another must not leave it empty for a moment. */
async function drawn(svg: string, width: number, height: number): Promise<Sheet> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  const image = new Image();
  image.src = url;
  // A picture that cannot be decoded is shown as what it is: nothing.
  await image.decode().catch(() => undefined);
  return { url, width, height };
}
