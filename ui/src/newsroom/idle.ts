/** Says once when nothing has happened for a while. On the key path: between two ends there is one timer. */
export class Idle {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = 0;

  /** `after` in milliseconds. */
  constructor(
    private readonly ended: () => void,
    private readonly after: number,
    // Not the clock on the wall, which may be set.
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Something happened. */
  stir(): void {
    this.#last = this.now();
    this.#timer ??= setTimeout(this.#look, this.after);
  }

  /** Nothing is waited for any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #look = (): void => {
    const left = this.#last + this.after - this.now();
    this.#timer = left > 0 ? setTimeout(this.#look, left) : undefined;
    if (left <= 0) this.ended();
  };
}
