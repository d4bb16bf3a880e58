/** Which blocks of a comparison are shown, and which runs of unchanged ones are folded away. */
import type { BlockDiff } from '../ipc/bindings';

export type Run = { type: 'block'; index: number; block: BlockDiff } | { type: 'fold'; first: number; count: number };

/** Unchanged blocks that stay in sight on either side of a change, so that one knows where in the story it is. */
const AROUND = 1;

/** `opened` are the folds, by their first block, that someone has opened. */
export function runsOf(blocks: readonly BlockDiff[], opened: ReadonlySet<number> = new Set()): Run[] {
  const near = blocks.map((_, index) =>
    blocks.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ change }) => change !== 'same'),
  );
  const runs: Run[] = [];
  for (let first = 0; first < blocks.length;) {
    const next = near.indexOf(true, first);
    const end = next < 0 ? blocks.length : Math.max(next, first + 1);
    const shown = blocks.slice(first, end);
    // One paragraph takes no more room than the words that would stand for it.
    if (shown.length > 1 && !opened.has(first)) runs.push({ type: 'fold', first, count: shown.length });
    else for (const [at, block] of shown.entries()) runs.push({ type: 'block', index: first + at, block });
    first = end;
  }
  return runs;
}
