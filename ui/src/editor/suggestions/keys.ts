/** Keys for going through suggestions and deciding about the one at the cursor. */
import type { Command } from 'prosemirror-state';
import type { Suggestions } from '../../newsroom/tracking/suggestions.svelte';
import type { Way } from '../../newsroom/tracking/units';

export function suggestionKeys(suggestions: Suggestions): Record<string, Command> {
  const decide =
    (way: Way): Command =>
    (state, dispatch) => {
      suggestions.derive();
      const here = suggestions.at(state);
      if (here && dispatch) suggestions.resolve([here], way);
      return here !== null;
    };
  const step =
    (by: 1 | -1): Command =>
    () => {
      suggestions.step(by);
      return true;
    };
  return {
    F7: step(1),
    'Shift-F7': step(-1),
    'Mod-Alt-Enter': decide('accept'),
    'Mod-Alt-Backspace': decide('reject'),
  };
}
