/**
 * What holds of saving whatever happens, in runs of random events: keys, answers at any time, failures, texts kept
 * beside, flushes, and time that passes. The seed is fixed: a run that fails, fails again.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Answer, LONGEST, PAUSES } from './saver';
import { Saving } from './saving';

const RUNS = 300;
const STEPS = 120;

/** Mulberry32. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** A desk where texts are numbers that grow, so that "newer" and "kept" can be said of any two. */
class Run {
  typed = 0;
  kept = 0;
  inFlight: { text: number; base: number; settle: (answer: Answer) => void; refuse: (why: Error) => void } | null =
    null;
  sent: number[] = [];
  /** When each text was typed that nobody has sent. */
  unsent: { text: number; at: number }[] = [];
  revision = 1;
  ill = false;
  /** Until when a save that failed, or one in flight, excuses a text that waits. */
  excused = 0;
  problems: string[] = [];

  readonly saving = new Saving<number, string>(1, null, {
    save: (text, base) => {
      if (this.inFlight)
        this.problems.push(`${String(text)} was sent while ${String(this.inFlight.text)} was in flight`);
      if (text < (this.sent.at(-1) ?? 0)) this.problems.push(`${String(text)} was sent after a newer one`);
      this.sent.push(text);
      this.unsent = this.unsent.filter((waiting) => waiting.text > text);
      return new Promise((settle, refuse) => (this.inFlight = { text, base, settle, refuse }));
    },
    fault: String,
    changed: () => undefined,
    now: () => Date.now(),
  });

  type(): void {
    this.typed += 1;
    this.unsent.push({ text: this.typed, at: Date.now() });
    this.saving.edited(this.typed);
  }

  /** The newsroom answers: well, or not, or that somebody else was quicker. */
  async answer(how: 'well' | 'ill' | 'beside'): Promise<void> {
    const save = this.inFlight;
    if (!save) return;
    this.inFlight = null;
    this.excused = Date.now();
    if (how === 'ill') {
      this.ill = true;
      // It is not in the newsroom: it counts as unsent again.
      if (!this.unsent.some(({ text }) => text === save.text)) this.unsent.unshift({ text: save.text, at: Date.now() });
      this.excused = Date.now() + Math.max(...PAUSES);
      save.refuse(new Error('penuh'));
    } else {
      this.ill = false;
      this.kept = save.text;
      if (how === 'well' && save.base === this.revision) {
        this.revision += 1;
        save.settle({ type: 'kept', revision: this.revision, at: 'at' });
      } else {
        if (how === 'beside' && save.base === this.revision) this.revision += 1;
        save.settle({ type: 'keptBeside', version: save.text, revision: this.revision, at: 'at' });
      }
    }
    await this.pass(0);
  }

  async pass(time: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(time);
    const [oldest] = this.unsent;
    if (!oldest || this.inFlight) return;
    const waits = Date.now() - Math.max(oldest.at, this.excused);
    if (waits > LONGEST) this.problems.push(`${String(oldest.text)} was typed ${String(waits)} ms ago and is unsent`);
  }

  flush(): void {
    const before = this.typed;
    void this.saving.flush().then((saved) => {
      if (saved && this.kept < before) this.problems.push(`flush: ${String(this.kept)} of ${String(before)} is kept`);
      if (!saved && !this.ill) this.problems.push('flush: refused although nothing failed');
    });
  }
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('saving, whatever happens', () => {
  it('never has two in flight, keeps nothing waiting, ends with the last text, and does not promise too much', async () => {
    const met = { failures: 0, beside: 0, answersWhileTyping: 0 };
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const roll = dice(seed);
      const run = new Run();
      for (let step = 0; step < STEPS; step += 1) {
        const what = roll(10);
        if (what < 4) run.type();
        else if (what < 7) await run.pass(roll(400));
        else if (what < 8) run.flush();
        else {
          const how = (['well', 'well', 'ill', 'beside'] as const)[roll(4)] ?? 'well';
          if (run.inFlight && how === 'ill') met.failures += 1;
          if (run.inFlight && how === 'beside') met.beside += 1;
          if (run.inFlight && run.saving.saver.waiting) met.answersWhileTyping += 1;
          await run.answer(how);
        }
      }
      // The newsroom is well again, and nobody types any more.
      let patience = 10;
      while (patience-- > 0 && (run.inFlight || run.saving.saver.waiting)) {
        await run.answer('well');
        await run.pass(Math.max(...PAUSES));
      }
      expect([seed, run.problems, run.kept]).toEqual([seed, [], run.typed]);
    }
    expect(Math.min(...Object.values(met))).toBeGreaterThan(100);
  });
});
