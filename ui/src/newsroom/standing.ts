/** Where one is in an open story besides the selection, which the session has: kept while nobody sees it. */
import { TextSelection } from 'prosemirror-state';
import type { Session } from './session.svelte';
import type { Mark } from './tabs';

export interface Standing {
  /** How far the page is scrolled, in CSS pixels. */
  scroll: number;
  /** What had the keys last. */
  part: 'text' | 'kicker' | 'headline' | 'deck';
}

const standings = new WeakMap<Session, Standing>();

/** The same object for the same session: whoever moves in the story changes it. */
export function standingIn(session: Session): Standing {
  const known = standings.get(session);
  if (known) return known;
  const fresh: Standing = { scroll: 0, part: 'text' };
  standings.set(session, fresh);
  return fresh;
}

/** The same as it outlives the session. */
export function markOf(session: Session): Mark {
  const { anchor, head } = session.state.selection;
  const { headline, slugline } = session.fields;
  return { name: headline || slugline || session.opening, anchor, head, scroll: standingIn(session).scroll };
}

/** Goes back to where one was, as far as the text still has that place. */
export function returnTo(session: Session, { anchor, head, scroll }: Mark): void {
  const { doc, tr } = session.state;
  const at = (place: number) => doc.resolve(Math.min(place, doc.content.size));
  session.apply(tr.setSelection(TextSelection.between(at(anchor), at(head))));
  standingIn(session).scroll = scroll;
}
