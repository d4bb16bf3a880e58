/** Two texts side by side, line against line. */
export interface Line {
  mine: string | null;
  theirs: string | null;
}

/** Lines that both have stand beside each other; changed ones are paired in their order. */
export function sideBySide(mine: readonly string[], theirs: readonly string[]): Line[] {
  // Longest common subsequence, from the end so that the walk below goes forward.
  const lengths = Array.from({ length: mine.length + 1 }, () => new Uint32Array(theirs.length + 1));
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  for (let row = mine.length - 1; row >= 0; row -= 1) {
    for (let column = theirs.length - 1; column >= 0; column -= 1) {
      const length =
        mine[row] === theirs[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
      lengths[row]?.fill(length, column, column + 1);
    }
  }
  const lines: Line[] = [];
  let [left, right] = [0, 0];
  let ours: string[] = [];
  let others: string[] = [];
  const settle = () => {
    for (let index = 0; index < Math.max(ours.length, others.length); index += 1)
      lines.push({ mine: ours[index] ?? null, theirs: others[index] ?? null });
    [ours, others] = [[], []];
  };
  while (left < mine.length || right < theirs.length) {
    const [one, other] = [mine[left], theirs[right]];
    if (one !== undefined && one === other) {
      settle();
      lines.push({ mine: one, theirs: one });
      left += 1;
      right += 1;
    } else if (other === undefined || (one !== undefined && at(left + 1, right) >= at(left, right + 1))) {
      ours.push(one ?? '');
      left += 1;
    } else {
      others.push(other);
      right += 1;
    }
  }
  settle();
  return lines;
}

/** A text in pieces, each with whether the other text has it there. */
export interface Piece {
  text: string;
  changed: boolean;
}

/** What one text has that the other has not, word by word. */
export function wordByWord(own: string, other: string): Piece[] {
  const words = (text: string) => text.match(/\s*\S+|\s+$/gu) ?? [];
  const pieces: Piece[] = [];
  for (const { mine, theirs } of sideBySide(words(own), words(other))) {
    if (mine === null) continue;
    const changed = mine !== theirs;
    const last = pieces.at(-1);
    if (last?.changed === changed) last.text += mine;
    else if (changed) add(pieces, /^\s+/u.exec(mine)?.[0] ?? '', mine.trimStart());
    else pieces.push({ text: mine, changed });
  }
  return pieces;
}

/** What was changed begins with a word: the white space in front of it is as it was. */
function add(pieces: Piece[], space: string, text: string): void {
  const last = pieces.at(-1);
  if (last) last.text += space;
  else if (space) pieces.push({ text: space, changed: false });
  pieces.push({ text, changed: true });
}

/** A piece of a line that became another: what both have, what went, what came. */
export interface Change {
  text: string;
  change: 'same' | 'removed' | 'added';
}

/** Numbers and compounds are one word: `2.000`, `kupu-kupu`. What stands beside a word is a sign by itself. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:[-–.,'’/][\p{L}\p{M}\p{N}]+)*|\S/gu;

/** A word, and whether there is space in front of it. */
interface Word {
  text: string;
  spaced: boolean;
}

/**
 * How a line became another, word by word. The space between two words is nobody's change, however wide it was, unless
 * nothing else changed.
 */
export function changes(before: string, after: string): Change[] {
  const found = changedWords(before, after);
  const onlySpace = before !== after && found.every(({ change }) => change === 'same');
  return onlySpace ? changedSpace(before, after) : found;
}

function changedWords(before: string, after: string): Change[] {
  const [mine, theirs] = [wordsOf(before), wordsOf(after)];
  const found: Change[] = [];
  const run: Record<Change['change'], Word[]> = { same: [], removed: [], added: [] };
  const settle = () => {
    for (const change of ['same', 'removed', 'added'] as const) {
      const words = run[change].splice(0);
      const replaces = change === 'added' && found.at(-1)?.change === 'removed';
      if (words[0] && (words[0].spaced || replaces)) found.push({ text: ' ', change: 'same' });
      const text = words.map(({ text, spaced }, at) => (spaced && at > 0 ? ` ${text}` : text)).join('');
      if (text !== '') found.push({ text, change });
    }
  };
  const textOf = ({ text }: Word) => text;
  for (const line of sideBySide(mine.map(textOf), theirs.map(textOf))) {
    const went = line.mine === null ? undefined : mine.shift();
    const came = line.theirs === null ? undefined : theirs.shift();
    if (went && came && went.text === came.text) {
      if (run.removed.length + run.added.length > 0) settle();
      run.same.push({ text: came.text, spaced: went.spaced || came.spaced });
    } else {
      if (went) run.removed.push(went);
      if (came) run.added.push(came);
    }
  }
  settle();
  return found;
}

function wordsOf(line: string): Word[] {
  return [...line.trim().matchAll(WORD)].map(({ 0: text, index, input }) => ({
    text,
    spaced: /\s/.test(input.charAt(index - 1)),
  }));
}

/** How the white space of a line became another, between the same letters: drawn with a word processor's signs for it. */
function changedSpace(before: string, after: string): Change[] {
  // White space and letters take turns, beginning with white space, be it none.
  const parts = (line: string) => line.split(/(\S)/u);
  const theirs = parts(after);
  return parts(before).flatMap((went, at): Change[] => {
    const came = theirs[at] ?? '';
    let both = 0;
    while (both < went.length && went[both] === came[both]) both += 1;
    const three: Change[] = [
      { text: went.slice(0, both), change: 'same' },
      { text: signs(went.slice(both)), change: 'removed' },
      { text: signs(came.slice(both)), change: 'added' },
    ];
    return three.filter(({ text }) => text !== '');
  });
}

function signs(space: string): string {
  return space
    .replace(/[^\S\u00a0\u202f\t]/gu, '·')
    .replace(/[\u00a0\u202f]/gu, '°')
    .replace(/\t/gu, '→');
}
