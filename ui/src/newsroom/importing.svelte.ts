/** Files on their way in. One import at a time, beside whatever else is done; what comes meanwhile is taken after it. */
import type { Failure, Imported, ImportResult, Progress } from '../ipc/bindings';
import { call, progressChannel } from '../ipc/call';
import { toFailure } from './failing';
import { workbench } from './workbench.svelte';

/** A file that became no story. `kind`: it is not copy; `picture`: it has to be dropped into a story's text. */
export interface Refusal {
  path: string;
  why: Failure | 'kind' | 'picture';
}

/** What an import needs of the newsroom. */
export interface Intake {
  importFiles(paths: string[], report: (progress: Progress) => void): Promise<ImportResult>;
  cancelImport(): Promise<unknown>;
}

export class Importing {
  phase: 'idle' | 'running' | 'done' = $state('idle');
  progress: Progress = $state.raw({ done: 0, total: 0, name: '' });
  files: Imported[] = $state.raw([]);
  cancelled = $state(false);

  #turnedAway: Refusal[] = $state.raw([]);

  readonly ids: string[] = $derived(this.files.flatMap(({ id }) => (id === null ? [] : [id])));
  readonly refused: Refusal[] = $derived([
    ...this.#turnedAway,
    ...this.files.flatMap(({ path, failure }) => (failure ? [{ path, why: failure }] : [])),
  ]);

  #waiting: string[] = [];
  readonly #intake: Intake;

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  /** Imports files; `refused` are those that nobody need look into. False where another import takes them along. */
  async run(paths: readonly string[], refused: readonly Refusal[] = []): Promise<boolean> {
    if (this.phase !== 'running') {
      this.files = [];
      this.#turnedAway = [];
      this.cancelled = false;
    }
    this.#turnedAway = [...this.#turnedAway, ...refused];
    this.#waiting.push(...paths);
    if (this.phase === 'running') return false;
    this.progress = { done: 0, total: paths.length, name: '' };
    this.phase = 'running';
    while (this.#waiting.length > 0) await this.#take(this.#waiting.splice(0));
    this.phase = 'done';
    return true;
  }

  /** Stops after the file that is being read; what was imported by then stays. */
  async cancel(): Promise<void> {
    if (this.#waiting.length > 0) this.cancelled = true;
    this.#waiting = [];
    await this.#intake.cancelImport().catch(() => null);
  }

  /** What came of it has been seen. */
  dismiss(): void {
    if (this.phase === 'done') this.phase = 'idle';
  }

  async #take(paths: string[]): Promise<void> {
    const before = this.files.length;
    try {
      const { files, cancelled } = await this.#intake.importFiles(paths, ({ done, total, name }) => {
        this.progress = { done: before + done, total: before + total + this.#waiting.length, name };
      });
      this.files = [...this.files, ...files];
      // Whoever cancels after the last file was read has cancelled nothing.
      if (cancelled) this.cancelled = true;
    } catch (thrown) {
      this.#turnedAway = [...this.#turnedAway, ...paths.map((path) => ({ path, why: toFailure(thrown, path) }))];
    }
  }
}

export const importing = new Importing({
  // A hand-over file may be of a story that is open: what was typed there is merged with, and what comes of it is followed.
  importFiles: async (paths, report) => {
    await workbench.flush();
    const result = await call.importFiles(paths, null, progressChannel(report));
    await workbench.follow(result.files.flatMap(({ id }) => id ?? []));
    return result;
  },
  cancelImport: () => call.cancelImport(),
});
