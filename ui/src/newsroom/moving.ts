/** Moves between stages, and the way back from each of them. */
import type { Moved, Stage } from '../ipc/bindings';
import { call } from '../ipc/call';

/** The moves that still stand, with the time of each: undo asks whether one is newer than the last keystroke. */
let done: { moves: Moved[]; at: number }[] = [];

export async function moveTo(ids: string[], stage: Stage): Promise<Moved[]> {
  return remember(stage === 'spiked' ? await call.spike(ids) : await call.moveTo(ids, stage));
}

export async function restore(ids: string[]): Promise<Moved[]> {
  return remember(await call.restore(ids));
}

/** Takes one move back: every story goes to the stage that it came from. */
export async function moveBack(moves: Moved[]): Promise<void> {
  for (const [stage, ids] of origins(moves)) await call.moveTo(ids, stage);
  done = done.filter((one) => one.moves !== moves);
}

/** Takes the newest move back that still stands; whether there was one. */
export async function moveBackNewest(): Promise<boolean> {
  const newest = done.at(-1);
  if (!newest) return false;
  await moveBack(newest.moves);
  return true;
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

/** The stories of a move by the stage that they came from. */
export function origins(moves: Moved[]): Map<Stage, string[]> {
  const stages = new Map<Stage, string[]>();
  for (const { id, from } of moves) stages.set(from, [...(stages.get(from) ?? []), id]);
  return stages;
}

function remember(moves: Moved[]): Moved[] {
  const real = moves.filter(({ from, to }) => from !== to);
  if (real.length > 0) done.push({ moves: real, at: Date.now() });
  return real;
}
