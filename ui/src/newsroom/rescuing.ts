import { QUIET, type Saver } from './saver';

/** Where a text is while it cannot be saved. */
export interface Rescue<Fault> {
  /** The file that holds it. */
  readonly path: string | null;
  /** Why the newest text is in no file. */
  readonly fault: Fault | null;
}

/** What rescuing needs from outside. */
export interface Ground<Text, Fault> {
  /** Writes the text to a file of its own, over the one before; where that is. */
  keep(text: Text): Promise<string>;
  /** Takes the file away. */
  drop(): Promise<unknown>;
  fault(thrown: unknown): Fault;
  changed(rescue: Rescue<Fault>): void;
}

/** Milliseconds that a save may take before its text is taken for one at risk: another program may hold the newsroom. */
const LATE = 500;

/**
 * The rescue copy of a text that cannot be saved. It follows the saver: from the first failure on, or from a save that
 * takes too long, the newest text is written, never two at once, and the copy goes when a save was kept. A copy that cannot
 * be written is tried again with every failing save.
 */
export class Rescuing<Text, Fault> {
  /** The text that the copy is to hold; null where there is to be none. */
  #wanted: Text | null = null;
  #held: Text | null = null;
  #failures = 0;
  #path: string | null = null;
  #working = false;
  #sending: Saver<Text, unknown>['sending'] = null;
  #heard: Saver<Text, unknown> | null = null;
  #isLate = false;
  #watch: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ground: Ground<Text, Fault>) {}

  hear(saver: Saver<Text, unknown>): void {
    this.#heard = saver;
    const { fault, waiting, sending } = saver;
    if (sending !== this.#sending) this.#time(sending);
    // A fault lasts until a save is kept: what is being tried again still needs its copy.
    const text = fault || this.#isLate ? ((waiting ?? sending)?.text ?? this.#wanted) : null;
    const failures = fault?.times ?? 0;
    if (text === this.#wanted && failures === this.#failures) return;
    this.#wanted = text;
    this.#failures = failures;
    if (!this.#working) void this.#work();
  }

  /** A new save is on its way, or none is any more. */
  #time(sending: Saver<Text, unknown>['sending']): void {
    clearTimeout(this.#watch);
    this.#sending = sending;
    this.#isLate = false;
    if (sending === null) return;
    this.#watch = setTimeout(() => {
      this.#isLate = true;
      if (this.#heard) this.hear(this.#heard);
    }, LATE);
  }

  async #work(): Promise<void> {
    this.#working = true;
    while (this.#wanted !== this.#held) {
      const [wanted, failures] = [this.#wanted, this.#failures];
      const done = wanted === null ? await this.#drop() : await this.#keep(wanted);
      if (!done && wanted === this.#wanted && failures === this.#failures) break;
      // Typing goes on: the next text is given as much time as the saver gives it.
      if (wanted !== null) await new Promise((rest) => setTimeout(rest, QUIET));
    }
    this.#working = false;
  }

  async #keep(text: Text): Promise<boolean> {
    try {
      this.#path = await this.ground.keep(text);
      this.#held = text;
      this.ground.changed({ path: this.#path, fault: null });
      return true;
    } catch (thrown) {
      this.ground.changed({ path: this.#path, fault: this.ground.fault(thrown) });
      return false;
    }
  }

  /** What stays behind is found at the next start to be nothing new. */
  async #drop(): Promise<boolean> {
    await Promise.resolve(this.ground.drop()).catch(() => undefined);
    this.#held = null;
    this.#path = null;
    this.ground.changed({ path: null, fault: null });
    return true;
  }
}
