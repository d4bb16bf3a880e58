/** How the open story stands in type, and what leaves of its preview: a file, or paper. */
import type { OptionValue, PreviewFile, PreviewSaved, Spread, StoryEdit } from '../ipc/bindings';
import { call, chooseNewFile } from '../ipc/call';

type OptionValues = Record<string, OptionValue>;
export type Suffix = 'html' | 'png' | 'pdf';

/** The pages of a layout, out of what the editor holds: nothing is saved for it. */
export function spread(layout: string, edit: StoryEdit, options: OptionValues): Promise<Spread> {
  return call.spread(layout, edit, options);
}

/** A file of the editor's choice for a preview; null when the dialog was cancelled. */
export function choosePreviewFile(title: string, suffix: Suffix, name: string): Promise<string | null> {
  return chooseNewFile(title, { name: suffix.toUpperCase(), extensions: [suffix] }, `${name}.${suffix}`);
}

/** Writes the story as it is kept, as a layout shows it. What is under embargo is not written. */
export function savePreview(id: string, wanted: PreviewFile, file: string): Promise<PreviewSaved> {
  return call.savePreview(id, wanted, file);
}

/** Prints it where the system's dialog is told to; false when that was cancelled. */
export function printPreview(id: string, wanted: PreviewFile): Promise<boolean> {
  return call.printPreview(id, wanted);
}
