/**
 * Whether an input method is in the middle of a word, in whichever field of the window. Until the word is whole, all that is
 * put there is one step of undo, however long somebody looks through what the input method offers.
 */
let midWord = false;

export function isMidWord(): boolean {
  return midWord;
}

/** Returns what ends it. */
export function attendCompositions(): () => void {
  // Behind the fields, which have taken the text in by then: the beginning of a word begins a step as any letter does.
  const put = (event: Event) => (midWord = event instanceof InputEvent && event.isComposing);
  const end = () => (midWord = false);
  addEventListener('input', put);
  addEventListener('compositionend', end);
  return () => {
    removeEventListener('input', put);
    removeEventListener('compositionend', end);
  };
}
