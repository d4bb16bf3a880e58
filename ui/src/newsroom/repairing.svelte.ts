/** A damaged newsroom: what can be read of it, its newest backup, and putting one or the other in its place. */
import type { BackupInfo, Difference, Examination, Failure, Progress, Repaired, Salvage } from '../ipc/bindings';
import { call, progressChannel } from '../ipc/call';
import { toFailure } from './failing';

/** What repairing needs of the newsroom; null where it was told to stop. */
export interface Workshop {
  examine(report: (progress: Progress) => void): Promise<Examination | null>;
  salvage(report: (progress: Progress) => void): Promise<Repaired | null>;
  restore(backup: string, report: (progress: Progress) => void): Promise<Repaired | null>;
  cancel(): Promise<unknown>;
}

export class Repairing {
  doing: 'examining' | 'salvaging' | 'restoring' | null = $state(null);
  progress: Progress | null = $state.raw(null);
  found: Examination | null = $state.raw(null);
  /** Why the last of these did not go well; the damaged file is as it was. */
  failure: Failure | null = $state.raw(null);
  stopped = $state(false);

  readonly readable: Salvage | null = $derived(this.found?.readable ?? null);
  readonly backup: BackupInfo | null = $derived(this.found?.backup ?? null);
  readonly wouldLose: Difference[] = $derived(this.found?.wouldLose ?? []);

  readonly #workshop: Workshop;

  constructor(workshop: Workshop) {
    this.#workshop = workshop;
  }

  async examine(): Promise<void> {
    const found = await this.#do('examining', (report) => this.#workshop.examine(report));
    if (found) this.found = found;
  }

  /** Puts what can be read in the damaged file's place; null where that did not happen. */
  salvage(): Promise<Repaired | null> {
    return this.#do('salvaging', (report) => this.#workshop.salvage(report));
  }

  /** Puts the backup there; null where that did not happen. */
  async restore(): Promise<Repaired | null> {
    const { backup } = this;
    if (backup === null) return null;
    return this.#do('restoring', (report) => this.#workshop.restore(backup.path, report));
  }

  async cancel(): Promise<void> {
    await this.#workshop.cancel().catch(() => null);
  }

  async #do<T>(
    doing: NonNullable<Repairing['doing']>,
    work: (report: (progress: Progress) => void) => Promise<T | null>,
  ): Promise<T | null> {
    if (this.doing !== null) return null;
    this.doing = doing;
    this.progress = null;
    this.failure = null;
    this.stopped = false;
    try {
      const done = await work((progress) => (this.progress = progress));
      this.stopped = done === null;
      return done;
    } catch (thrown) {
      this.failure = toFailure(thrown, '');
      return null;
    } finally {
      this.doing = null;
    }
  }
}

/** The repair of the newsroom that this window could not open. */
export function repairing(): Repairing {
  return new Repairing({
    examine: (report) => call.examineDamaged(progressChannel(report)),
    salvage: (report) => call.salvageDamaged(progressChannel(report)),
    restore: (backup, report) => call.restoreBackup(backup, progressChannel(report)),
    cancel: () => call.cancelRepair(),
  });
}
