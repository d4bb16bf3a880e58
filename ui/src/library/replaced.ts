/** What came of replacing in many stories, with the way back. */
import type { Replaced } from '../ipc/bindings';
import { t } from '../messages/messages.svelte';
import { explain, toFailure } from '../newsroom/failing';
import { replacing } from '../newsroom/replacing.svelte';
import { toasts } from '../parts/toasts.svelte';

export function sayReplaced({ seq, matches, stories }: Replaced): void {
  if (seq === null) return;
  toasts.show(() => t('replace.done', { matches, stories }), {
    label: () => t('app.undo'),
    run: () => void takeBack(seq),
  });
}

async function takeBack(seq: number): Promise<void> {
  try {
    const { stories, left } = await replacing.undo(seq);
    toasts.show(() => t('replace.undone', { count: stories }));
    if (left > 0) toasts.show(() => t('replace.stayed', { count: left }));
  } catch (thrown) {
    const failure = toFailure(thrown, '');
    toasts.problem(() => explain(failure), failure.detail);
  }
}
