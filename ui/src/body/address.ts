/** Addresses that may stand in a story; anything else (`javascript:`, `data:`, `file:`) is refused at the gate. */
export function isSafeAddress(address: string): boolean {
  return /^\s*(?:https?:\/\/|mailto:)/i.test(address);
}

/**
 * Addresses that may stand on a card: those that a browser opens, written as an address is (`new URL(typed).href` makes
 * one of whatever somebody typed), so that every form can print them as they are.
 */
export function isWebAddress(address: string): boolean {
  return /^https?:\/\/[^\s<>"\p{Cc}]+$/iu.test(address);
}

/** Who is behind an address: its host, less what says nothing (`www.`). Empty where it has none. */
export function provider(address: string): string {
  const after = address.slice(address.indexOf('://') + 3);
  const authority = /^[^/?#\\]*/.exec(address.includes('://') ? after : '')?.[0] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:.*$/s, '');
  return host.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/^www\./, '');
}
