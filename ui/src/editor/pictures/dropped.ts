/** Pictures that were dropped into the text: they come once they are copied, to where they were dropped. */
import type { Picture } from '../../newsroom/pictures';
import { follow } from '../../newsroom/places';
import type { Session } from '../../newsroom/session.svelte';
import { insertImages } from '../commands';

interface Dropped {
  /** Those that are in the text now. */
  readonly pictures: Picture[];
  /** Why others are not: one that cannot be shown does not keep out the rest. */
  readonly faults: unknown[];
}

/** Puts pictures at the cursor, wherever that is by the time they are copied. */
export async function putDropped(story: Session, copying: readonly Promise<Picture>[]): Promise<Dropped> {
  const { from } = story.state.selection;
  const place = follow(story, { from, to: from });
  const copied = await Promise.allSettled(copying);
  const at = place.range()?.from;
  place.release();
  const faults = copied.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  // Into a text that someone has to choose from nothing goes.
  if (at === undefined || !story.editable) return { pictures: [], faults };
  const pictures = copied.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  insertImages(pictures, at)(story.state, (transaction) => story.apply(transaction));
  return { pictures, faults };
}
