/** Files that were dropped onto the window: which of them are copy, which are pictures. */
import { onFilesDropped, type Stop } from '../ipc/events';
import { nameOf } from './paths';
import { SUFFIXES as PICTURES } from './pictures';
import type { Place } from './workbench.svelte';

/** What copy is called, and the file that a story was handed over in. A name without a suffix may be copy; the newsroom looks into it. */
export const COPY = ['txt', 'md', 'text', 'redaksi-story'];

export interface Dropped {
  copy: string[];
  pictures: string[];
  others: string[];
}

export function sortDropped(paths: readonly string[]): Dropped {
  const dropped: Dropped = { copy: [], pictures: [], others: [] };
  for (const path of paths) {
    const suffix = /[^.]\.([^.]*)$/u.exec(nameOf(path))?.[1]?.toLowerCase();
    if (suffix === undefined || COPY.includes(suffix)) dropped.copy.push(path);
    else if (PICTURES.includes(suffix)) dropped.pictures.push(path);
    else dropped.others.push(path);
  }
  return dropped;
}

/** Follows files that are dragged over the window. Called once, when the window is up. */
export async function attendDrops(tell: (paths: string[], at: Place) => void): Promise<Stop> {
  let over: Place | null = null;
  /** What is dragged began in this window: stories, words, a picture of the text. */
  let own = false;
  const started = () => (own = true);
  const ended = () => (own = false);
  const accept = (event: DragEvent) => {
    // WebKitGTK calls files from a file manager a list of addresses.
    const types = event.dataTransfer?.types ?? [];
    if (own || !(types.includes('Files') || types.includes('text/uri-list'))) return;
    // Files are welcome everywhere; what is done with them the shell decides. The webview itself must not open one.
    event.preventDefault();
    over = event.type === 'dragover' ? { x: event.clientX, y: event.clientY } : over;
  };
  window.addEventListener('dragstart', started);
  window.addEventListener('dragend', ended);
  window.addEventListener('dragover', accept);
  window.addEventListener('drop', accept);
  const stop = await onFilesDropped((paths, x, y) => {
    // The system's pixels are the page's own on some machines and not on others; the page knows better, where it was told.
    tell(paths, over ?? { x: x / window.devicePixelRatio, y: y / window.devicePixelRatio });
    over = null;
  });
  return () => {
    window.removeEventListener('dragstart', started);
    window.removeEventListener('dragend', ended);
    window.removeEventListener('dragover', accept);
    window.removeEventListener('drop', accept);
    stop();
  };
}
