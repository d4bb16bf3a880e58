/** Rescue copies as a person meets them: one more in a file of their choice, and the texts that were brought back. */
import type { OpenStory } from '../ipc/bindings';
import { call, chooseNewFile } from '../ipc/call';
import { t } from '../messages/messages.svelte';
import { toFailure } from './failing';
import type { Session } from './session.svelte';
import { workbench } from './workbench.svelte';

/**
 * Writes the text on screen to a file of the editor's choice; where no file can be written, to the clipboard.
 * `workbench.copied` says which.
 */
export async function saveRescueCopy(session: Session): Promise<void> {
  const name = session.fields.slugline || session.fields.headline || t('rescue.name');
  try {
    const kind = { name: t('rescue.kind'), extensions: ['json'] };
    const path = await chooseNewFile(t('rescue.title'), kind, `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.json`);
    if (path === null) return;
    await call.saveRescueCopy(session.edit(), path);
    workbench.copied = { path };
  } catch (thrown) {
    const failure = toFailure(thrown, name);
    const { fields, body } = session.edit();
    await navigator.clipboard.writeText(JSON.stringify({ fields, body: JSON.parse(body) as unknown }, null, 2));
    workbench.copied = { failure };
  }
}

/** The story as a version beside it has it, to be compared with what is on screen. `at` is when that text was written. */
export async function textBeside(session: Session, version: number, at: string): Promise<OpenStory> {
  const [story, { fields, body }] = await Promise.all([session.theirs(), call.version(version)]);
  // Taken, it stands on what is on screen: whoever has saved meanwhile is not written over.
  return { ...story, revision: session.base, modified: at, fields, body };
}
