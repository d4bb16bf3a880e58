/** Moves between stages, and the way back from each of them: an undo out of the journal. */
import type { Moved, Stage, Undone } from '../ipc/bindings';
import { call } from '../ipc/call';
import { type Hand, listing } from './listing.svelte';

/**
 * The moves of this window that still stand, with the time of each: undo asks whether one is newer than the last keystroke.
 * `hand` is what was picked in the list of the stories that were moved.
 */
let done: { moves: Moved[]; at: number; hand: Hand }[] = [];

export async function moveTo(ids: string[], stage: Stage): Promise<Moved[]> {
  const hand = listing.handOf(ids);
  return remember(hand, stage === 'spiked' ? await call.spike(ids) : await call.moveTo(ids, stage));
}

export async function restore(ids: string[]): Promise<Moved[]> {
  const hand = listing.handOf(ids);
  return remember(hand, await call.restore(ids));
}

/**
 * Takes one move back: every story goes to the stage that it came from, but for those that were moved on since. How many
 * these are. What was picked in the list is picked again.
 */
export async function moveBack(moves: Moved[]): Promise<number> {
  const [first] = moves;
  if (!first) return 0;
  const undone = await call.undo(first.seq);
  await takeUp(undone);
  return undone.left.length;
}

/** Takes the newest move of this window back that still stands; how many of its stories stay. */
export async function moveBackNewest(): Promise<number> {
  return moveBack(done.at(-1)?.moves ?? []);
}

/** Takes back one's newest move that still stands, also one that was made before this window was opened. */
export async function moveBackLast(): Promise<Undone | null> {
  const undone = await call.undoLastMove();
  if (undone) await takeUp(undone);
  return undone;
}

/** Whether the newest move that still stands was made after `since`, in milliseconds, and is of this story. */
export function isMovedSince(since: number, id?: string): boolean {
  const newest = done.at(-1);
  if (newest === undefined || newest.at <= since) return false;
  return id === undefined || newest.moves.some((move) => move.id === id);
}

/** Another newsroom is opened: its stories have not been moved here. */
export function forgetMoves(): void {
  done = [];
}

/** The move stands no longer; its stories are in hand as they were before it. */
async function takeUp({ deed, stories }: Undone): Promise<void> {
  const move = done.find(({ moves }) => moves[0]?.seq === deed);
  done = done.filter((one) => one !== move);
  if (move) await listing.takeUp(move.hand, stories);
}

function remember(hand: Hand, moves: Moved[]): Moved[] {
  const real = moves.filter(({ from, to }) => from !== to);
  if (real.length > 0) done.push({ moves: real, at: Date.now(), hand });
  return real;
}
