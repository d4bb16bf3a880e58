/** Everybody has a colour, the same one in every story, unless two of one story would share it. */

/** How many there are: `--person-1` and so on. All of them can be read on paper, by day and by night. */
const COLOURS = 6;

/** The colours of those who are in a story together. Nobody in particular has none. */
export function coloursOf(names: Iterable<string>): ReadonlyMap<string, string> {
  const taken = new Set<number>();
  const colours = new Map<string, string>();
  for (const name of [...new Set(names)].sort()) {
    if (name === '') {
      colours.set(name, 'var(--ink-3)');
      continue;
    }
    let colour = hash(name) % COLOURS;
    // With more people than colours some share one.
    for (let tries = 0; taken.has(colour) && tries < COLOURS; tries += 1) colour = (colour + 1) % COLOURS;
    taken.add(colour);
    colours.set(name, `var(--person-${String(colour + 1)})`);
  }
  return colours;
}

function hash(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return sum;
}
