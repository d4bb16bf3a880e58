/** Widths of words in the bundled serif, measured once each. */
import type { WidthOf } from './fitting';

/** Large, so that hinting does not count. */
const EM = 200;
/** Words that are remembered; an article has some hundreds. */
const REMEMBERED = 20_000;

/** Where nothing can be drawn, a letter is half an em wide, which is near the truth. */
const GUESSED: WidthOf = (word) => word.length * 0.5;

/** What was measured before a font came in was measured in another one: who measures, measures again then. */
let faces = $state.raw(new Map<400 | 700, WidthOf>());
whenFontsArrive(() => (faces = new Map()));

export function serif(weight: 400 | 700): WidthOf {
  const widthOf = faces.get(weight) ?? face(weight);
  faces.set(weight, widthOf);
  return widthOf;
}

/** Calls `told` whenever fonts have come in; returns what ends that. */
export function whenFontsArrive(told: () => void): () => void {
  // jsdom has no fonts.
  const fonts = document.fonts as FontFaceSet | undefined;
  fonts?.addEventListener('loadingdone', told);
  return () => fonts?.removeEventListener('loadingdone', told);
}

function face(weight: 400 | 700): WidthOf {
  const paper = document.createElement('canvas').getContext('2d');
  if (!paper) return GUESSED;
  const known = new Map<string, number>();
  return (word) => {
    const width = known.get(word);
    if (width !== undefined) return width;
    paper.font = `${weight} ${EM}px 'Source Serif 4 Variable', Georgia, serif`;
    const measured = paper.measureText(word).width / EM;
    if (known.size >= REMEMBERED) known.clear();
    known.set(word, measured);
    return measured;
  };
}
