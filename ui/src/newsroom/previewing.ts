/** How the open story will be seen. Asked for by the preview, which follows the typing at its own pace. */
import { call } from '../ipc/call';
import type { LayoutInfo, StoryEdit } from '../ipc/bindings';

export function layouts(): Promise<LayoutInfo[]> {
  return call.layouts();
}

/** The page of a layout as HTML, out of what the editor holds: nothing is saved for it. */
export function renderPreview(layout: string, edit: StoryEdit, dark: boolean): Promise<string> {
  return call.preview(layout, edit, dark);
}
