/**
 * What is replaced as it is typed, and taken back by itself. ProseMirror's own rules forget what they replaced at the next
 * change of the document; while something is suggested one follows each of them at once, and changes none of the text.
 */
import { type InputRule, inputRules } from 'prosemirror-inputrules';
import { Plugin } from 'prosemirror-state';
import { isFollowing } from '../newsroom/tracking/plugin';

export function takenBackRules(rules: readonly InputRule[]): Plugin {
  const own = inputRules({ rules });
  const { state } = own.spec;
  if (!state) throw new Error('input rules that remember nothing');
  return new Plugin({
    ...own.spec,
    state: {
      init: (config, instance) => state.init.call(own, config, instance),
      apply(transaction, replaced, before, after) {
        if (replaced !== null && isFollowing(transaction)) return replaced;
        return state.apply.call(own, transaction, replaced, before, after);
      },
    },
  });
}
