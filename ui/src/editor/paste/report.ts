/** What a paste left out or changed, so that it can be said: nothing goes without a word. */
export const KINDS = ['links', 'pictures', 'comments', 'deletions', 'signatures', 'furniture'] as const;
export type Kind = (typeof KINDS)[number];

export class Report {
  readonly counts = new Map<Kind, number>();

  note(kind: Kind, times = 1): void {
    if (times > 0) this.counts.set(kind, (this.counts.get(kind) ?? 0) + times);
  }

  get isEmpty(): boolean {
    return this.counts.size === 0;
  }
}
