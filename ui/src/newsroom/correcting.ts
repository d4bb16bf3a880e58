/** The correction desk: what is said of stories after they have left, and their files that hold an older state. */
import type {
  Correction,
  CorrectionDesk,
  ExportResult,
  GateOverride,
  NewCorrection,
  Progress,
  StoryExports,
} from '../ipc/bindings';
import { call, progressChannel } from '../ipc/call';
import { search } from './lookup';
import { titleOf } from './relating';

/** In the order in which they are offered. */
export const CORRECTIONS = ['erratum', 'correction', 'rightOfReply', 'update', 'kill'] as const;

export function correctionDesk(id: string): Promise<CorrectionDesk> {
  return call.correctionDesk(id);
}

export function correct(correction: NewCorrection): Promise<Correction> {
  return call.correct(correction);
}

export function takeCorrectionBack(id: string): Promise<null> {
  return call.takeCorrectionBack(id);
}

/** Where a story has gone. */
export function storyExports(id: string): Promise<StoryExports> {
  return call.storyExports(id);
}

/** The corrected stories of which an older state is out, with those files. */
export function exportsDue(): Promise<StoryExports[]> {
  return call.exportsDue();
}

/** Makes files again where they are: those paths, or without any all that hold an older state. */
export function exportAgain(
  ids: string[],
  paths: string[],
  answer: GateOverride | null,
  report: (progress: Progress) => void = () => undefined,
): Promise<ExportResult> {
  return call.exportAgain(ids, paths, answer, progressChannel(report));
}

/** Stories by their titles, for a field that completes. */
export class Titles {
  #ids = new Map<string, string>();

  /** Titles of stories that answer to these words, but for this one. */
  async complete(words: string, but: string): Promise<string[]> {
    if (words.trim() === '') return [];
    const rows = (await search(words, 9).catch(() => [])).filter(({ id }) => id !== but);
    for (const row of rows) this.#ids.set(titleOf(row), row.id);
    return rows.map(titleOf);
  }

  /** The story of that title, where it was offered. */
  idOf(title: string): string | null {
    return this.#ids.get(title.trim()) ?? null;
  }
}
