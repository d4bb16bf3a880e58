import { convertFileSrc } from '@tauri-apps/api/core';
import { getCurrentWindow } from '@tauri-apps/api/window';
import { events, type Failure, type JournalRow } from './bindings';

export type Stop = () => void;

/**
 * Rows that were written to the newsroom, by this window or by anyone else. `more` says that there were too many to tell,
 * and that these are the newest: whoever must not miss one looks for itself.
 */
export async function onJournal(tell: (rows: JournalRow[], more: boolean) => void): Promise<Stop> {
  return events.journal.listen(({ payload }) => tell(payload.rows, payload.more));
}

/** The newsroom file is gone, full or damaged; null once it is well again. */
export async function onHealth(tell: (failure: Failure | null) => void): Promise<Stop> {
  return events.health.listen((event) => tell(event.payload.failure));
}

/** Someone wants to close the window. It stays open: whoever listens saves first, then calls `closeWindow`. */
export async function onCloseRequest(tell: () => void): Promise<Stop> {
  return getCurrentWindow().onCloseRequested((event) => {
    event.preventDefault();
    tell();
  });
}

/** Files were dropped onto the window; where, in the system's own pixels. */
export async function onFilesDropped(tell: (paths: string[], x: number, y: number) => void): Promise<Stop> {
  return getCurrentWindow().onDragDropEvent(({ payload }) => {
    if (payload.type === 'drop') tell(payload.paths, payload.position.x, payload.position.y);
  });
}

/**
 * The address under which the webview gets a picture of the newsroom's media folder. With a width in CSS pixels it is made
 * about so large for this screen, on a thread of its own.
 */
export function pictureUrl(src: string, width?: number): string {
  const url = convertFileSrc(src, 'media');
  return width === undefined ? url : `${url}?w=${String(Math.ceil(width * devicePixelRatio))}`;
}
