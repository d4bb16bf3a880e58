/** Widths of words in the bundled serif, measured once each. */
import type { WidthOf } from './fitting';

/** Large, so that hinting does not count. */
const EM = 200;
/** Words that are remembered; an article has some hundreds. */
const REMEMBERED = 20_000;

/** Where nothing can be drawn, a letter is half an em wide, which is near the truth. */
const GUESSED: WidthOf = (word) => word.length * 0.5;

const faces = new Map<400 | 700, { generation: number; widthOf: WidthOf }>();

/** `generation` tells what was measured before the font was there from what is measured now. */
export function serif(weight: 400 | 700, generation = 0): WidthOf {
  const made = faces.get(weight);
  if (made && made.generation >= generation) return made.widthOf;
  const widthOf = face(weight);
  faces.set(weight, { generation, widthOf });
  return widthOf;
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
