/** A name as a line of a list has room for: `Barratut Taqiyyah Rafie` becomes `B. T. Rafie`. */
export function shortName(name: string): string {
  const parts = name.trim().split(/\s+/);
  const last = parts.pop() ?? '';
  return [...parts.map((part) => (part.endsWith('.') ? part : `${[...part][0] ?? ''}.`)), last].join(' ');
}
