/** Moves between stages, and the way back from each of them: an undo out of the journal. */
import type { Moved, Stage, Undone } from '../ipc/bindings';
import { call } from '../ipc/call';

/** The moves of this window that still stand, with the time of each: undo asks whether one is newer than the last keystroke. */
let done: { moves: Moved[]; at: number }[] = [];

export async function moveTo(ids: string[], stage: Stage): Promise<Moved[]> {
  return remember(stage === 'spiked' ? await call.spike(ids) : await call.moveTo(ids, stage));
}

export async function restore(ids: string[]): Promise<Moved[]> {
  return remember(await call.restore(ids));
}

/**
 * Takes one move back: every story goes to the stage that it came from, but for those that were moved on since. How many
 * these are.
 */
export async function moveBack(moves: Moved[]): Promise<number> {
  const [first] = moves;
  if (!first) return 0;
  const undone = await call.undo(first.seq);
  forget(undone);
  return undone.left.length;
}

/** Takes the newest move of this window back that still stands; how many of its stories stay. */
export async function moveBackNewest(): Promise<number> {
  return moveBack(done.at(-1)?.moves ?? []);
}

/** Takes back one's newest move that still stands, also one that was made before this window was opened. */
export async function moveBackLast(): Promise<Undone | null> {
  const undone = await call.undoLastMove();
  if (undone) forget(undone);
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

function forget({ deed }: Undone): void {
  done = done.filter(({ moves }) => moves[0]?.seq !== deed);
}

function remember(moves: Moved[]): Moved[] {
  const real = moves.filter(({ from, to }) => from !== to);
  if (real.length > 0) done.push({ moves: real, at: Date.now() });
  return real;
}
