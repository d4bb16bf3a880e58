/**
 * What became of the files of one export, gathered for people: what was written, what stood there already,
 * what was refused and why.
 */
import type { ExportedFile, ExportRecord } from '../ipc/bindings';

export interface Outcomes {
  readonly written: readonly ExportedFile[];
  readonly exists: readonly ExportedFile[];
  readonly refused: readonly ExportedFile[];
}

/** The files by what became of them, each group in the order in which they were made. */
export function grouped(files: readonly ExportedFile[]): Outcomes {
  const of = (outcome: ExportedFile['outcome']): ExportedFile[] => files.filter((file) => file.outcome === outcome);
  return { written: of('written'), exists: of('exists'), refused: of('refused') };
}

/** The first answer with the files of a later one in the place of those with this outcome: they were asked for again. */
export function answered(
  before: readonly ExportedFile[],
  later: readonly ExportedFile[],
  outcome: ExportedFile['outcome'],
): ExportedFile[] {
  const left = [...later];
  return before.map((file) => {
    if (file.outcome !== outcome) return file;
    const at = left.findIndex(
      (other) => other.kind === file.kind && other.stories.some((story) => file.stories.includes(story)),
    );
    return at < 0 ? file : (left.splice(at, 1)[0] ?? file);
  });
}

/** One line for every kind that has left, the latest first, with how often it did. */
export function latestByKind(records: readonly ExportRecord[]): ExportRecord[] {
  const latest = new Map<string, ExportRecord>();
  for (const record of records) {
    const known = latest.get(record.kind);
    if (known === undefined || known.at < record.at) latest.set(record.kind, record);
  }
  return [...latest.values()].toSorted((a, b) => b.at.localeCompare(a.at));
}
