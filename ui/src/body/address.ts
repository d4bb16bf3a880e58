/** Addresses that may stand in a story; anything else (`javascript:`, `data:`, `file:`) is refused at the gate. */
export function isSafeAddress(address: string): boolean {
  return /^\s*(?:https?:\/\/|mailto:)/i.test(address);
}
