/**
 * Chips: a list of names without repeats. Two names that differ only by case are one name; the first spelling stays.
 * The same rule as `Fields::set` in Rust, so that the command line and the window agree.
 */

const SEPARATORS = /[,;\n\t]+/u;

/** The chips with what was typed or pasted added at the end. */
export function withTyped(chips: readonly string[], typed: string): string[] {
  const known = new Set(chips.map(folded));
  const added: string[] = [];
  for (const part of typed.split(SEPARATORS)) {
    const name = part.replaceAll(/\s+/gu, ' ').trim();
    if (name === '' || known.has(folded(name))) continue;
    known.add(folded(name));
    added.push(name);
  }
  return [...chips, ...added];
}

/** The chips without the one at `index`. */
export function without(chips: readonly string[], index: number): string[] {
  return chips.filter((_, at) => at !== index);
}

/** Whether the name stands among the chips already, however it is written. */
export function holds(chips: readonly string[], name: string): boolean {
  return chips.some((chip) => folded(chip) === folded(name));
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}
