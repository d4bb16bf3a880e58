/** How the open story will be seen. Asked for by the preview, which follows the typing at its own pace. */
import { call } from '../ipc/call';
import type { LayoutInfo, OptionValue, PageWish, StoryEdit } from '../ipc/bindings';

/** Name of the setting that remembers what the preview shows. */
const NAME = 'preview';

export function layouts(): Promise<LayoutInfo[]> {
  return call.layouts();
}

/** The page of a layout as HTML, out of what the editor holds: nothing is saved for it. */
export function renderPreview(layout: string, edit: StoryEdit, wish: PageWish): Promise<string> {
  return call.preview(layout, edit, wish);
}

/** Makes a copy of a layout that can be edited. */
export function duplicateLayout(layout: string): Promise<LayoutInfo> {
  return call.duplicateLayout(layout);
}

/** Shows the folder of one's own layout in the system's file manager. */
export async function showLayoutFolder(layout: string): Promise<void> {
  await call.showLayoutFolder(layout);
}

/** What the preview showed last, as JSON; null where nothing is remembered. */
export async function keptPreview(): Promise<unknown> {
  try {
    const text = await call.setting(NAME);
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

/** What was chosen of each layout's options, as far as it was kept. */
export async function keptOptions(): Promise<Record<string, Record<string, OptionValue>>> {
  const kept = await keptPreview();
  const options = typeof kept === 'object' && kept !== null && 'options' in kept ? kept.options : null;
  return typeof options === 'object' && options !== null
    ? (options as Record<string, Record<string, OptionValue>>)
    : {};
}

/** Remembers it. */
export async function keepPreview(kept: unknown): Promise<void> {
  await call.setSetting(NAME, JSON.stringify(kept)).catch(() => null);
}
