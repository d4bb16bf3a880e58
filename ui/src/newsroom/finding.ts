/** Finding in the open story. The newsroom looks: its patterns take no longer than the text is long, on a thread of their own. */
import type { Failure, FindQuery, Match, PatternFault, WrittenText } from '../ipc/bindings';
import { call } from '../ipc/call';
import { t } from '../messages/messages.svelte';
import { explain, toFailure } from './failing';
import type { Session } from './session.svelte';

export type { FindQuery, Match };

/** Why nothing was looked for: a failure, and where that is of the pattern, what is wrong with it. */
export interface NotLookedFor {
  failure: Failure;
  fault: PatternFault | null;
}

export function findInStory(session: Session, query: FindQuery): Promise<Match[]> {
  return call.findInStory(text(session), query);
}

/** The places that say that something is still to come, in the order in which the findings name them. */
export function markersInStory(session: Session): Promise<Match[]> {
  return call.markersInStory(text(session));
}

/** What came of looking for it in place of an answer. */
export async function notLookedFor(thrown: unknown, query: FindQuery): Promise<NotLookedFor> {
  const failure = toFailure(thrown, query.find);
  const fault = failure.code === 'patternUnusable' ? await call.patternFault(query).catch(() => null) : null;
  return { failure, fault };
}

/** The same in the window's language; of what is no fault of the pattern, the system says more in its own English. */
export function whyNot({ failure, fault }: NotLookedFor): string {
  if (fault === null) return `${explain(failure)} (${failure.detail})`;
  const { kind, at, piece, detail } = fault;
  return `${explain(failure)} ${t(`find.fault.${kind}`, { at: at ?? 0, piece, detail })}`;
}

function text(session: Session): WrittenText {
  const { fields, body } = session.edit();
  return { fields, body };
}
