import { due, openedAt, reduce, type Answer, type Event, type Saver } from './saver';

/** What the saver needs from outside. Tests bring a clock of their own. */
export interface Surroundings<Text, Fault> {
  /** Sends one text; a rejection is a failed save. */
  save(text: Text, base: number): Promise<Answer>;
  /** Turns whatever `save` threw into something that can be shown. */
  fault(thrown: unknown): Fault;
  /** Told of every new state. */
  changed(saver: Saver<Text, Fault>): void;
  now(): number;
}

/** Runs a saver: its timer, its one save in flight, and those who wait for it. */
export class Saving<Text, Fault> {
  #saver: Saver<Text, Fault>;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #timerFor = 0;
  #waiters: ((saved: boolean) => void)[] = [];
  #stopped = false;

  constructor(
    base: number,
    savedAt: string | null,
    private readonly around: Surroundings<Text, Fault>,
  ) {
    this.#saver = openedAt(base, savedAt);
  }

  get saver(): Saver<Text, Fault> {
    return this.#saver;
  }

  /** Keeps a reference to the newest text. Cheap: it runs on the key path. */
  edited(text: Text): void {
    this.#step({ type: 'edited', text, now: this.around.now() });
  }

  rebase(base: number): void {
    this.#step({ type: 'rebased', base });
  }

  /** Saves what waits without waiting for quiet. True once everything is kept; false when it could not be. */
  flush(): Promise<boolean> {
    this.#step({ type: 'hurried' });
    if (this.#isIdle()) return Promise.resolve(true);
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  /** Sends nothing any more: the text is in other hands. */
  stop(): void {
    this.#stopped = true;
    this.#cancel();
    this.#tell(false);
  }

  #isIdle(): boolean {
    return this.#saver.waiting === null && this.#saver.sending === null;
  }

  #step(event: Event<Text, Fault>): void {
    this.#saver = reduce(this.#saver, event);
    this.around.changed(this.#saver);
    this.#schedule();
  }

  #schedule(): void {
    const at = this.#stopped ? null : due(this.#saver);
    if (at === null) return this.#cancel();
    const pause = at - this.around.now();
    if (pause <= 0) {
      this.#cancel();
      void this.#send();
      return;
    }
    // Every key moves the moment a little later. The timer that runs already is left alone and looks again when it
    // fires, so that a keystroke costs no timer.
    if (this.#timer !== null && this.#timerFor <= at) return;
    this.#cancel();
    this.#timerFor = at;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#schedule();
    }, pause);
  }

  #cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #send(): Promise<void> {
    this.#step({ type: 'sent' });
    const { sending, base } = this.#saver;
    if (!sending) return;
    let answer: Answer;
    try {
      answer = await this.around.save(sending.text, base);
    } catch (thrown) {
      this.#step({ type: 'failed', cause: this.around.fault(thrown), now: this.around.now() });
      this.#tell(false);
      return;
    }
    this.#step({ type: 'answered', answer });
    if (this.#isIdle()) this.#tell(true);
  }

  #tell(saved: boolean): void {
    for (const resolve of this.#waiters.splice(0)) resolve(saved);
  }
}
