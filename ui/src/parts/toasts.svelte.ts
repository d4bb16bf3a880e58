import { untrack } from 'svelte';

/** What is said; as a function where it has to follow a switch of the language. */
export type Words = string | (() => string);

export type Toast = {
  id: number;
  words: Words;
  /** `problem` stays until it is dismissed; `word` goes by itself. */
  kind: 'word' | 'problem';
  /** What can be done about it. Most take back what happened; `forward` goes on from it, and is no undo. */
  action?: { label: Words; run: () => void; forward?: true };
  /** The machine's own words, folded away. */
  detail?: string;
};

const STAYS = 8_000;

export function said(words: Words): string {
  return typeof words === 'string' ? words : words();
}

/**
 * What just happened, said in a corner, with a way back where there is one. An effect may say something: what is shown
 * already is looked at untracked, or each toast that comes or goes would make it say the same again, for ever.
 */
class Toasts {
  shown: Toast[] = $state([]);
  #next = 1;

  show(words: Words, action?: Toast['action']): number {
    // The same said again is said once, and stays as long as if it were new.
    if (!action) {
      const same = untrack(() =>
        this.shown.find((toast) => toast.kind === 'word' && !toast.action && said(toast.words) === said(words)),
      );
      if (same) this.dismiss(same.id);
    }
    const id = this.#add({ words, kind: 'word', ...(action ? { action } : {}) });
    setTimeout(() => this.dismiss(id), STAYS);
    return id;
  }

  problem(words: Words, detail?: string, action?: Toast['action']): number {
    const same = untrack(() =>
      this.shown.find((toast) => toast.kind === 'problem' && said(toast.words) === said(words)),
    );
    if (same) return same.id;
    return this.#add({ words, kind: 'problem', ...(detail ? { detail } : {}), ...(action ? { action } : {}) });
  }

  dismiss(id: number) {
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  /** Takes back what the newest toast is about that can be taken back; whether there was one. */
  undoNewest(): boolean {
    const toast = this.shown.findLast((each) => each.kind === 'word' && each.action && !each.action.forward);
    if (!toast?.action) return false;
    this.dismiss(toast.id);
    toast.action.run();
    return true;
  }

  #add(toast: Omit<Toast, 'id'>): number {
    const id = this.#next++;
    this.shown = untrack(() => [...this.shown.slice(-3), { ...toast, id }]);
    return id;
  }
}

export const toasts = new Toasts();
