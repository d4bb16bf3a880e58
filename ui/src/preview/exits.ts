/** The shapes in which a preview is saved, as its layout has them. */
import type { ExportText, LayoutKind, PageWish, PreviewFile } from '../ipc/bindings';
import type { Suffix } from '../newsroom/printing';

/** Dots an inch of a page that becomes a picture. */
const DPI = 144;

/** Whether the press makes it. */
export function isOfPress({ kind }: { kind: LayoutKind }): boolean {
  return kind === 'print' || kind === 'card';
}

export function suffixesOf(layout: { kind: LayoutKind }): readonly Suffix[] {
  return isOfPress(layout) ? ['pdf', 'png'] : ['html', 'png', 'pdf'];
}

/** What is wanted of a file of a preview. */
export function wantedOf(layout: string, wish: PageWish, text: ExportText, suffix: Suffix): PreviewFile {
  return { layout: { layout, wish }, text, suffix, archival: false, sheet: { page: 0, dpi: DPI } };
}

/** A name for it, which the system's dialog takes for no folder. */
export function fileName(story: string, layout: string): string {
  return [story.replaceAll(/[/\\:]+/g, '-').trim(), layout].filter((part) => part !== '').join('.');
}
