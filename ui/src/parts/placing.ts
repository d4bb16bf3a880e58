/** Where what floats stands: under the words that it is about, or over them where there is more room. */
export function placeAt(popup: HTMLElement, at: DOMRect): void {
  if (!popup.matches(':popover-open')) popup.showPopover();
  const below = window.innerHeight - at.bottom;
  const over = below < popup.offsetHeight + 12 && at.top > below;
  popup.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - popup.offsetWidth - 8))}px`;
  popup.style.top = over ? `${Math.max(8, at.top - popup.offsetHeight - 4)}px` : `${at.bottom + 4}px`;
  popup.style.maxHeight = `${Math.max(120, (over ? at.top : below) - 12)}px`;
}
