/** Finding in the open story. The newsroom looks: its patterns take no longer than the text is long, on a thread of their own. */
import type { FindQuery, Match, WrittenText } from '../ipc/bindings';
import { call } from '../ipc/call';
import type { Session } from './session.svelte';

export type { FindQuery, Match };

export function findInStory(session: Session, query: FindQuery): Promise<Match[]> {
  return call.findInStory(text(session), query);
}

/** The places that say that something is still to come, in the order in which the findings name them. */
export function markersInStory(session: Session): Promise<Match[]> {
  return call.markersInStory(text(session));
}

function text(session: Session): WrittenText {
  const { fields, body } = session.edit();
  return { fields, body };
}
