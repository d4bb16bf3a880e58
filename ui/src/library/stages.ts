/** Moving stories between stages, with a word about it and the way back. */
import type { Moved, Stage } from '../ipc/bindings';
import { t } from '../messages/messages.svelte';
import { explain, toFailure } from '../newsroom/failing';
import { listing } from '../newsroom/listing.svelte';
import { moveBack, moveTo, restore } from '../newsroom/moving';
import { workbench } from '../newsroom/workbench.svelte';
import { toasts } from '../parts/toasts.svelte';

export const STAGES: readonly Stage[] = ['draft', 'review', 'ready', 'exported', 'spiked'];

/** What dragged stories travel as. */
export const DRAGGED = 'application/x-redaksi-stories';

export function stageColor(stage: Stage): string {
  return `var(--stage-${stage})`;
}

export async function moveStories(ids: string[], stage: Stage): Promise<void> {
  if (ids.length === 0) return;
  await carryOut(
    () => moveTo(ids, stage),
    (title, count) => {
      if (stage === 'spiked') return count === 1 ? t('moved.spiked', { title }) : t('moved.spikedMany', { count });
      const name = t(`stage.${stage}`);
      return count === 1 ? t('moved.one', { title, stage: name }) : t('moved.many', { count, stage: name });
    },
  );
}

export async function restoreStories(ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await carryOut(
    () => restore(ids),
    (title, count) => (count === 1 ? t('moved.restored', { title }) : t('moved.restoredMany', { count })),
  );
}

async function carryOut(move: () => Promise<Moved[]>, words: (title: string, count: number) => string) {
  try {
    const titles = new Map(listing.chosen.map((id) => [id, titleOf(id)]));
    const moved = await move();
    const first = moved[0];
    if (!first) return;
    listing.clearPicked();
    const title = titles.get(first.id) ?? titleOf(first.id);
    toasts.show(() => words(title, moved.length), {
      label: () => t('app.undo'),
      run: () => void moveBack(moved).then(sayStayed, complain),
    });
  } catch (thrown) {
    complain(thrown);
  }
}

/** Stories that someone has moved on since are not moved back under their hands. */
export function sayStayed(count: number) {
  if (count > 0) toasts.show(() => t('moved.stayed', { count }));
}

function complain(thrown: unknown) {
  const failure = toFailure(thrown, '');
  toasts.problem(() => explain(failure), failure.detail);
}

function titleOf(id: string): string {
  const session = workbench.sessions.get(id);
  if (session)
    return session.fields.headline || session.fields.slugline || session.opening || t('list.headlineMissing');
  const index = listing.indexOf(id);
  const story = index >= 0 ? listing.row(index)?.story : undefined;
  return story?.headline || story?.slugline || story?.excerpt || t('list.headlineMissing');
}
