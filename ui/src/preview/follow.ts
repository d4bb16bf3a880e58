/**
 * Follows something that changes faster than it can be shown. At most one request is under way; what changes
 * meanwhile waits, and of what waits only the latest is asked for. A tick gathers the keys of one burst.
 */
export class Follower<Wanted> {
  #wanted: { value: Wanted } | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #busy = false;
  #stopped = false;

  /** `show` must settle by itself: a failure is something to be shown, too. */
  constructor(
    private readonly tick: number,
    private readonly show: (wanted: Wanted) => Promise<void>,
  ) {}

  /** Asks for `value` to be shown: at once when nothing is under way and `now` is set, with the next tick otherwise. */
  want(value: Wanted, now = false): void {
    if (this.#stopped) return;
    this.#wanted = { value };
    if (this.#busy) return;
    if (now) this.#go();
    else this.#timer ??= setTimeout(() => this.#go(), this.tick);
  }

  /** Nothing more is asked for; an answer under way is the caller's to drop. */
  stop(): void {
    this.#stopped = true;
    this.#wanted = null;
    this.#clear();
  }

  #go(): void {
    this.#clear();
    const wanted = this.#wanted;
    if (wanted === null || this.#busy) return;
    this.#wanted = null;
    this.#busy = true;
    void this.show(wanted.value).finally(() => {
      this.#busy = false;
      if (this.#wanted !== null) this.#timer ??= setTimeout(() => this.#go(), this.tick);
    });
  }

  #clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
