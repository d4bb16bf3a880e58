/** F6: the panes in the order in which they stand, each with the place where the focus was last. */
const PANE = '[data-pane]';
const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [contenteditable="true"], [tabindex]:not([tabindex="-1"])';

const last = new WeakMap<Element, HTMLElement>();

/** Remembers where in its pane the focus is. */
export function rememberFocus(event: FocusEvent) {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return;
  const pane = target.closest(PANE);
  if (pane) last.set(pane, target);
}

/** Moves the focus to the next pane, or the one before it. */
export function cyclePanes(step: 1 | -1) {
  const panes = [...document.querySelectorAll<HTMLElement>(PANE)].filter((pane) => pane.getClientRects().length > 0);
  if (panes.length === 0) return;
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const from = at < 0 ? (step === 1 ? -1 : 0) : at;
  for (let turn = 1; turn <= panes.length; turn++) {
    const pane = panes[(from + step * turn + panes.length * 2) % panes.length];
    if (pane && focusPane(pane)) return;
  }
}

export function focusPane(pane: HTMLElement): boolean {
  const remembered = last.get(pane);
  const preferred = pane.querySelector<HTMLElement>('[data-first], [contenteditable="true"]');
  const first = pane.querySelector<HTMLElement>(FOCUSABLE);
  const target = [remembered, preferred, first].find((each) => each?.isConnected && each.getClientRects().length > 0);
  target?.focus();
  return target !== undefined && document.activeElement === target;
}
