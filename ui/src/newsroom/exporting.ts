/** Stories on their way out: what has to be known before, the export itself, and what the dialog remembers. */
import type {
  ExportProfile,
  ExportRecord,
  ExportRequest,
  ExportResult,
  Finding,
  Progress,
  StoryGate,
} from '../ipc/bindings';
import { call, chooseFolder, progressChannel } from '../ipc/call';
import { t } from '../messages/messages.svelte';

/** What is said of a story before it leaves. */
export interface Leaving {
  id: string;
  title: string;
  revision: number;
  findings: Finding[];
  exports: ExportRecord[];
  changedSinceExport: boolean;
}

/** The forms that stories leave in, as a desk asks for them. */
export const GROUPS = [
  { name: 'web', kinds: ['html', 'md', 'wxr'] },
  { name: 'wire', kinds: ['ninjs', 'ninjs2', 'nitf', 'newsml'] },
  { name: 'feeds', kinds: ['rss', 'atom'] },
  { name: 'documents', kinds: ['docx', 'odt', 'icml', 'epub'] },
  { name: 'print', kinds: ['pdf'] },
  { name: 'whole', kinds: ['txt', 'json', 'story'] },
] as const;
export type KindName = (typeof GROUPS)[number]['kinds'][number];
export const KINDS: readonly KindName[] = GROUPS.flatMap(({ kinds }) => kinds);
/** Of several stories these are one file. */
export const GATHERING: readonly KindName[] = ['newsml', 'rss', 'atom', 'wxr', 'epub'];
/** These can have notes and suggestions in them. */
export const REVIEWED: readonly KindName[] = ['docx', 'odt'];

/** What a form is called: a kind by its words, a layout by the name of its folder and its suffix (`web-phone.html`). */
export function formWords(form: string): string {
  const at = form.lastIndexOf('.');
  if (at < 0) return t(`export.kind.${form}` as 'export.kind.html');
  return `${form.slice(0, at)} ${form.slice(at + 1).toUpperCase()}`;
}

/** Name of the setting that remembers the kinds. */
const SETTING = 'export';

export async function leaving(id: string): Promise<Leaving> {
  const { fields, revision, findings, exports, changedSinceExport } = await call.openStory(id);
  return { id, title: fields.headline || fields.slugline, revision, findings, exports, changedSinceExport };
}

/** Those of these stories that may not leave for their readers, and what keeps them. */
export function gates(ids: string[]): Promise<StoryGate[]> {
  return call.gates(ids);
}

/** Where exports go unless another folder is chosen. */
export function exportFolder(): Promise<string> {
  return call.exportFolder();
}

/** A folder of the editor's choice; null when the dialog was cancelled. */
export function chooseExportFolder(title: string, from: string): Promise<string | null> {
  return chooseFolder(title, from);
}

export function exportStories(request: ExportRequest, report: (progress: Progress) => void): Promise<ExportResult> {
  return call.exportStories(request, progressChannel(report));
}

/** Stops the export under way after the file that it is at. */
export function cancelExport(): Promise<null> {
  return call.cancelExport();
}

/** The newsroom's profiles, by name. */
export function profiles(): Promise<ExportProfile[]> {
  return call.profiles();
}

/** Keeps a profile; `was` is the name that it had. */
export function keepProfile(profile: ExportProfile, was: string | null): Promise<null> {
  return call.keepProfile(profile, was);
}

export function removeProfile(name: string): Promise<null> {
  return call.removeProfile(name);
}

/** The text of a file that was just exported; null where it is none that a person would paste. */
export function exportedText(path: string): Promise<string | null> {
  return call.exportedText(path);
}

/** Shows a folder in the system's own program for that. */
export function showFolder(folder: string): Promise<null> {
  return call.showFolder(folder);
}

/** The kinds that were chosen last time. */
export async function lastKinds(): Promise<KindName[]> {
  try {
    const kept: unknown = JSON.parse((await call.setting(SETTING)) ?? '[]');
    const kinds = KINDS.filter((kind) => Array.isArray(kept) && kept.includes(kind));
    return kinds.length > 0 ? kinds : ['html'];
  } catch {
    return ['html'];
  }
}

/** A choice that could not be remembered is made again next time. */
export async function rememberKinds(kinds: KindName[]): Promise<void> {
  await call.setSetting(SETTING, JSON.stringify(kinds)).catch(() => null);
}
