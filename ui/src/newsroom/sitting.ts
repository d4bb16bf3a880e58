/** A session of writing at an open story. It ends after a rest, or when the story is closed: a version is kept then. */
import { Idle } from './idle';
import type { Session } from './session.svelte';

/** Milliseconds without a change after which a session of writing has ended: a version is kept then, not at the next save. */
const REST = 5 * 60_000;

export class Sitting {
  /** The revision at which it began: who only looked has not ended a session of writing. */
  #since: number;
  readonly #idle = new Idle(() => void this.#rest(), REST);
  readonly #stop: () => void;

  /** `keep` keeps the version. */
  constructor(
    private readonly session: Session,
    private readonly keep: (story: string) => Promise<unknown>,
  ) {
    this.#since = session.base;
    this.#stop = session.watch(({ doc }) => {
      if (doc) this.#idle.stir();
    });
  }

  /** The text is saved already; if it cannot be kept as a version now, the next save over it does. */
  async end(): Promise<void> {
    const { session } = this;
    await session.undoing.keep();
    if (session.base === this.#since) return;
    this.#since = session.base;
    await this.keep(session.id).catch(() => null);
  }

  /** Nobody writes here any more. */
  stop(): void {
    this.#idle.stop();
    this.#stop();
  }

  /** Nobody has written for a while. What is written from here on is another session. */
  async #rest(): Promise<void> {
    if (await this.session.flush()) await this.end();
  }
}
