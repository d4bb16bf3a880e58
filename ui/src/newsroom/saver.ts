/**
 * The single-flight saver: what has to be saved, when, and on which base. Pure: no timer, no clock, no newsroom. It
 * never has two saves in flight, and of what waits only the newest is kept, because every text is the whole story.
 */

/** Milliseconds of quiet after which text is saved. */
export const QUIET = 300;
/** Milliseconds after which text is saved although typing goes on. */
export const LONGEST = 1000;
/** Pauses before a failed save is tried again; the last one repeats. Short: whoever has made room waits for it. */
export const PAUSES = [1000, 2000, 4000, 5000] as const;

/** A save that found its base overtaken: the text is safe as a version, beside the story's current revision. */
export interface Beside {
  version: number;
  revision: number;
}

/** What the newsroom answered to a save. */
export type Answer =
  | { type: 'kept'; revision: number; at: string }
  | { type: 'keptBeside'; version: number; revision: number; at: string };

export interface Saver<Text, Fault> {
  /** The revision that the next save names. */
  readonly base: number;
  /** The newest text that nobody has sent yet, with the times of its first and last change. */
  readonly waiting: { readonly text: Text; readonly first: number; readonly last: number } | null;
  /** The text in flight. */
  readonly sending: { readonly text: Text } | null;
  /** Why the last save failed, how often in a row, and when it is tried again. */
  readonly fault: { readonly cause: Fault; readonly times: number; readonly retryAt: number } | null;
  /** Both texts are safe, and someone has to choose. */
  readonly beside: Beside | null;
  /** Somebody waits for the text to be saved: no quiet is waited for. */
  readonly hurry: boolean;
  /** When the newsroom last kept something, by its own clock. */
  readonly savedAt: string | null;
}

export type Event<Text, Fault> =
  | { type: 'edited'; text: Text; now: number }
  | { type: 'sent' }
  | { type: 'answered'; answer: Answer }
  | { type: 'failed'; cause: Fault; now: number }
  | { type: 'hurried' }
  /** Someone chose: from here on `base` is the revision that the text builds on. */
  | { type: 'rebased'; base: number };

export type Phase = 'clean' | 'dirty' | 'saving' | 'savingDirty' | 'failed' | 'beside';

export function openedAt<Text, Fault>(base: number, savedAt: string | null = null): Saver<Text, Fault> {
  return { base, waiting: null, sending: null, fault: null, beside: null, hurry: false, savedAt };
}

export function phase(saver: Saver<unknown, unknown>): Phase {
  if (saver.sending) return saver.waiting ? 'savingDirty' : 'saving';
  if (saver.beside) return 'beside';
  if (saver.fault) return 'failed';
  return saver.waiting ? 'dirty' : 'clean';
}

/** When the next save has to be sent; null while there is nothing to send or one is in flight. */
export function due(saver: Saver<unknown, unknown>): number | null {
  const { waiting, sending, fault, hurry } = saver;
  if (!waiting || sending) return null;
  if (hurry) return 0;
  return fault ? fault.retryAt : Math.min(waiting.last + QUIET, waiting.first + LONGEST);
}

export function reduce<Text, Fault>(saver: Saver<Text, Fault>, event: Event<Text, Fault>): Saver<Text, Fault> {
  const { waiting, sending } = saver;
  switch (event.type) {
    case 'edited':
      return { ...saver, waiting: { text: event.text, first: waiting?.first ?? event.now, last: event.now } };
    case 'sent':
      if (!waiting || sending) return saver;
      return { ...saver, waiting: null, sending: { text: waiting.text } };
    case 'answered': {
      const { answer } = event;
      const settled = { ...saver, sending: null, fault: null, hurry: saver.hurry && waiting !== null };
      // A text that was kept beside does not move the base: what is typed on top of it is kept beside as well, until
      // someone has chosen. Moving it would let the next save run over the text of the other.
      if (answer.type === 'keptBeside')
        return { ...settled, savedAt: answer.at, beside: { version: answer.version, revision: answer.revision } };
      return { ...settled, savedAt: answer.at, base: answer.revision };
    }
    case 'failed': {
      if (!sending) return saver;
      const times = (saver.fault?.times ?? 0) + 1;
      const pause = PAUSES[Math.min(times, PAUSES.length) - 1] ?? 0;
      return {
        ...saver,
        sending: null,
        hurry: false,
        waiting: waiting ?? { text: sending.text, first: event.now, last: event.now },
        fault: { cause: event.cause, times, retryAt: event.now + pause },
      };
    }
    case 'hurried':
      return waiting || sending ? { ...saver, hurry: true } : saver;
    case 'rebased':
      return { ...saver, base: event.base, beside: null };
  }
}
