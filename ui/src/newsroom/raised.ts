import type { JournalRow } from '../ipc/bindings';

/** Kinds of rows that raise the revision of a story and leave its text as it is. */
const KINDS = ['corrected', 'correctionTakenBack'];

/** Revisions of a story that left its text as it was: whoever is writing goes on from them. */
export class Raised {
  readonly #revisions = new Set<number>();

  hear({ kind, revision }: JournalRow): void {
    if (KINDS.includes(kind)) this.#revisions.add(revision);
  }

  /** The newest revision that still has the text of this one. */
  since(base: number): number {
    let now = base;
    while (this.#revisions.delete(now + 1)) now += 1;
    return now;
  }
}
