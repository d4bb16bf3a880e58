/** The words of a search as they stand in its field. */

/** A query with one more field in it: what was asked before stays. A name that is not one word is quoted. */
export function withField(query: string, field: string, name: string): string {
  const before = closed(query.trim());
  const value = /^[\p{L}\p{N}]+$/u.test(name) ? name : `"${name.replaceAll(/["“”„«»]/gu, ' ').trim()}"`;
  const asked = `${field}:${value}`;
  if (` ${before} `.includes(` ${asked} `)) return `${before} `;
  // The space says that the last word is whole.
  return `${before === '' ? '' : `${before} `}${asked} `;
}

/** A phrase that is still open would take in what is added after it. */
function closed(query: string): string {
  const marks = query.match(/["“”„«»]/gu)?.length ?? 0;
  return marks % 2 === 0 ? query : `${query}"`;
}
