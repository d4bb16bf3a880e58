/** Places of the open story that something is on its way to: they move with the text, whoever writes in it meanwhile. */
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A place that is followed until it is released. */
export interface Place {
  /** Where it is by now; null where its words are gone. */
  range(): Range | null;
  release(): void;
}

/** What is needed of the session. */
interface Story {
  readonly state: EditorState;
  apply(transaction: Transaction): void;
}

type Followed = ReadonlyMap<Place, Range>;

const KEY = new PluginKey<Followed>('places');

export function followingPlaces(): Plugin<Followed> {
  return new Plugin<Followed>({
    key: KEY,
    state: {
      init: () => new Map(),
      apply(transaction, followed) {
        const [place, range] = (transaction.getMeta(KEY) as [Place, Range | null] | undefined) ?? [];
        if (!place && (followed.size === 0 || !transaction.docChanged)) return followed;
        const next = new Map<Place, Range>();
        for (const [other, at] of followed) {
          const now = moved(at, transaction);
          if (now && other !== place) next.set(other, now);
        }
        if (place && range) next.set(place, range);
        return next;
      },
    },
  });
}

/** Follows a range of the text, or a point in it. */
export function follow(story: Story, { from, to }: Range): Place {
  const say = (range: Range | null) => story.apply(story.state.tr.setMeta(KEY, [place, range]));
  const place: Place = {
    range: () => KEY.getState(story.state)?.get(place) ?? null,
    release: () => say(null),
  };
  say({ from, to });
  return place;
}

/** What is written at the ends of words is none of theirs; what is written at a point comes behind it. */
function moved({ from, to }: Range, { mapping }: Transaction): Range | null {
  if (from === to) {
    const at = mapping.map(from, -1);
    return { from: at, to: at };
  }
  const now = { from: mapping.map(from, 1), to: mapping.map(to, -1) };
  return now.from < now.to ? now : null;
}
