/** The list of kept states as it is drawn: the story as it is now, and under it the versions by day. */
import type { VersionRow } from '../ipc/bindings';

export type Line =
  | { type: 'now'; key: 'now' }
  | { type: 'day'; key: string; at: string }
  | { type: 'version'; key: number; row: VersionRow };

/** `rows` come newest first, and stay in that order. */
export function linesOf(rows: readonly VersionRow[]): Line[] {
  const lines: Line[] = [{ type: 'now', key: 'now' }];
  let shown = '';
  for (const row of rows) {
    const day = dayOf(row.at);
    // The clock of the machine may have been set back: the same day can begin twice.
    if (day !== shown) lines.push({ type: 'day', key: `${day}/${String(row.version)}`, at: row.at });
    shown = day;
    lines.push({ type: 'version', key: row.version, row });
  }
  return lines;
}

/** The day in the zone of this machine. */
function dayOf(at: string): string {
  const moment = new Date(at);
  return [moment.getFullYear(), moment.getMonth(), moment.getDate()].join('-');
}
