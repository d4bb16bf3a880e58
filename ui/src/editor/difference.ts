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
