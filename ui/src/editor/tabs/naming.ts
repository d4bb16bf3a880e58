import type { Fields } from '../../ipc/bindings';
import { t } from '../../messages/messages.svelte';
import type { Session } from '../../newsroom/session.svelte';

/** How a story is called where there is one line for it. */
export function nameOf(fields: Pick<Fields, 'headline' | 'slugline'> | undefined, otherwise = ''): string {
  return fields?.headline || fields?.slugline || otherwise || t('list.headlineMissing');
}

export type Kept = 'kept' | 'unsaved' | 'failed' | 'choosing';

/** What became of the last key in a story. */
export function keptOf(session: Session | null): Kept {
  const { phase, failure } = session?.saved ?? { phase: 'clean', failure: null };
  if (failure) return 'failed';
  if (phase === 'beside') return 'choosing';
  return phase === 'clean' ? 'kept' : 'unsaved';
}
