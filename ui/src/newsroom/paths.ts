/** Paths as people read them, for either kind of slash. */

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.split(/[/\\]/u).findLast((part) => part !== '') ?? path;
}

/** The last two parts of a folder, as dialogs show it: `Ekspor/2025-05-09`. */
export function shortFolder(path: string): string {
  const parts = path.split(/[/\\]/u).filter((part) => part !== '');
  return parts.length <= 2 ? path : parts.slice(-2).join('/');
}
