import { on } from 'svelte/events';

/** What Tab stops at on the way through the fields. */
const FIELDS = 'input, textarea, .select';

/**
 * Enter goes to the next field, Shift+Enter to the one before. A name in a list of chips is ended first; in a text of
 * several lines Enter is a new line and Ctrl+Enter goes on; on a menu Enter opens it.
 */
export function enterWalks(pane: HTMLElement): () => void {
  let ending = false;

  // Before the field itself sees the key and empties itself.
  function look(event: KeyboardEvent) {
    const { target } = event;
    if (!(target instanceof HTMLInputElement) || !target.closest('[data-chips]')) ending = false;
    else ending = target.value.trim() !== '' || target.hasAttribute('aria-activedescendant');
  }

  function walk(event: KeyboardEvent) {
    const { target } = event;
    if (event.key !== 'Enter' || event.isComposing || ending) return;
    const fits = target instanceof HTMLInputElement || (target instanceof HTMLTextAreaElement && event.ctrlKey);
    if (!fits) return;
    event.preventDefault();
    const stops = [...pane.querySelectorAll<HTMLElement>(FIELDS)].filter((stop) => !stop.matches(':disabled'));
    const next = stops[stops.indexOf(target) + (event.shiftKey ? -1 : 1)];
    next?.focus();
    // As Tab does it: typing replaces what is there.
    if (next instanceof HTMLInputElement) next.select();
  }

  const stops = [on(pane, 'keydown', look, { capture: true }), on(pane, 'keydown', walk)];
  return () => stops.forEach((stop) => stop());
}
