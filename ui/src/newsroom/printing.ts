/** How the open story stands in type: its pages while it is written, and the file that is made of it. */
import type { OptionValue, Spread, StoryEdit } from '../ipc/bindings';
import { call, chooseNewFile } from '../ipc/call';

type OptionValues = Record<string, OptionValue>;

/** The pages of a layout, out of what the editor holds: nothing is saved for it. */
export function spread(layout: string, edit: StoryEdit, options: OptionValues): Promise<Spread> {
  return call.spread(layout, edit, options);
}

/** A file of the editor's choice for pages; null when the dialog was cancelled. */
export function choosePrintFile(title: string, suffix: 'pdf' | 'png', name: string): Promise<string | null> {
  return chooseNewFile(title, { name: suffix.toUpperCase(), extensions: [suffix] }, `${name}.${suffix}`);
}

/** Writes the story as it is kept, in the form that the file's name ends in. What is under embargo is not written. */
export async function printToFile(id: string, layout: string, options: OptionValues, file: string): Promise<void> {
  await call.printToFile(id, layout, options, file);
}
