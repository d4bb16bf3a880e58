/** The misspelt words as stops on the way through the page: those of the text, and those of what its blocks carry beside it. */
import type { EditorState } from 'prosemirror-state';
import type { Session } from '../../newsroom/session.svelte';
import { wrongWords } from './underlines';

/** Letters in the text, or in an attribute of the block at a position. */
export type BodySpot = { from: number; to: number } & ({ in: 'text' } | { in: 'attribute'; at: number; name: string });

export interface Stop {
  word: string;
  spot: BodySpot;
}

/** All of them, in the order of the page: what a block carries stands below its text. */
export function stopsOf({ state, spelling }: Session): Stop[] {
  const stops: Stop[] = wrongWords(state).map(({ from, to, word }) => ({ word, spot: { in: 'text', from, to } }));
  state.doc.descendants((block, at) => {
    for (const { place, start, end, word } of spelling.inBlock(block))
      if (place.type === 'attribute')
        stops.push({ word, spot: { in: 'attribute', at, name: place.name, from: start, to: end } });
  });
  return stops.sort((one, other) => order(state, one.spot, other.spot));
}

/** The next one behind a spot, or the last one before it; round about at the ends. */
export function nextStop(state: EditorState, stops: readonly Stop[], here: BodySpot, by: 1 | -1): Stop | null {
  const [start, end] = [
    { ...here, to: here.from },
    { ...here, from: here.to },
  ];
  const isBefore = ({ spot }: Stop) =>
    order(state, spot, start) < 0 && order(state, { ...spot, from: spot.to }, start) <= 0;
  const next = by > 0 ? stops.find(({ spot }) => order(state, spot, end) >= 0) : stops.findLast(isBefore);
  return next ?? stops.at(by > 0 ? 0 : -1) ?? null;
}

/** Which of two spots begins first. */
function order(state: EditorState, one: BodySpot, other: BodySpot): number {
  return placeOf(state, one) - placeOf(state, other) || one.from - other.from;
}

/** Where in the document one comes by a spot: what a block carries lies between its text and what stands behind it. */
function placeOf({ doc }: EditorState, spot: BodySpot): number {
  return spot.in === 'text' ? spot.from : spot.at + (doc.nodeAt(spot.at)?.nodeSize ?? 0) - 0.5;
}
