/** Keys for going through suggestions and deciding about the one at the cursor. */
import type { Command } from 'prosemirror-state';
import type { Written } from '../../newsroom/tracking/fields';
import type { Suggestions } from '../../newsroom/tracking/suggestions.svelte';
import type { Way } from '../../newsroom/tracking/units';

/** `step` goes to the next suggestion, or the one before. */
export function suggestionKeys(suggestions: Suggestions, step: (by: 1 | -1) => void): Record<string, Command> {
  const decide =
    (way: Way): Command =>
    (state, dispatch) => {
      suggestions.derive();
      const here = suggestions.at(state);
      if (here && dispatch) suggestions.resolve([here], way);
      return here !== null;
    };
  const to =
    (by: 1 | -1): Command =>
    () => {
      step(by);
      return true;
    };
  return {
    F7: to(1),
    'Shift-F7': to(-1),
    'Mod-Alt-Enter': decide('accept'),
    'Mod-Alt-Backspace': decide('reject'),
  };
}

/** The same keys in a field above the text; false where the key is none of them. */
export function suggestionKeyInField(
  { key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent,
  field: Written,
  suggestions: Suggestions,
  step: (by: 1 | -1) => void,
): boolean {
  const command = ctrlKey || metaKey;
  if (key === 'F7' && !command && !altKey) {
    step(shiftKey ? -1 : 1);
    return true;
  }
  if (!command || !altKey || shiftKey || (key !== 'Enter' && key !== 'Backspace')) return false;
  suggestions.derive();
  const here = suggestions.inField(field);
  if (here) suggestions.resolve([here], key === 'Enter' ? 'accept' : 'reject');
  return here !== null;
}
