/** How long the open story is, a moment behind the typing: never on the key path. */
import { type Lengths, lengthsOf } from '../body/lengths';
import type { LengthUnit, PrintMeasure } from '../ipc/bindings';
import { Column } from './fitting';
import { houses } from './houses.svelte';
import type { Session } from './session.svelte';
import { serif, whenFontsArrive } from './typeface.svelte';

/** Milliseconds after a change at which it is measured: behind the frame that shows the key, before the next key. */
const REST = 30;
/** Characters that come at once with a long paste, and milliseconds that its frames have before it is measured. */
const LONG = 20_000;
const LONG_REST = 400;
/** Words that a reader takes in within a minute. */
const READING = 200;

/** A broadsheet's column, for stories whose house is not at hand. */
const USUAL: PrintMeasure = {
  column: 45,
  gutter: 4,
  size: 90,
  leading: 105,
  headlineColumns: 3,
  headlinePoints: 36,
  headlineLines: 2,
};

export class Measuring {
  /** Of the text on screen: while something is suggested, as if it were accepted. */
  lengths: Lengths = $state.raw({ words: 0, characters: 0, letters: 0 });
  /** The same of the text without the suggestions; null where nothing is pending. */
  original: Lengths | null = $state.raw(null);
  lines = $state(0);
  readonly print: PrintMeasure = $derived.by(() => houses.of(this.#session.fields.house)?.print ?? USUAL);
  readonly minutes: number = $derived(Math.ceil(this.lengths.words / READING));
  readonly #column: Column = $derived(new Column(this.print, serif(400)));
  readonly centimetres: number = $derived(this.#column.centimetres(this.lines));
  readonly has: Record<LengthUnit, number> = $derived({
    characters: this.lengths.characters,
    words: this.lengths.words,
    lines: this.lines,
    centimetres: this.centimetres,
  });

  readonly #session: Session;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Of the text that was measured last. */
  #size = 0;

  constructor(session: Session) {
    this.#session = session;
    this.measure();
  }

  /** Follows the story; returns what ends it. */
  follow(): () => void {
    const stop = this.#session.watch(({ doc, state }) => {
      if (!doc) return;
      const isLong = Math.abs(state.doc.content.size - this.#size) > LONG;
      this.#timer ??= setTimeout(() => this.measure(), isLong ? LONG_REST : REST);
    });
    const unfollowed = whenFontsArrive(() => this.measure());
    return () => {
      stop();
      unfollowed();
      clearTimeout(this.#timer);
    };
  }

  measure(): void {
    this.#timer = undefined;
    const { doc } = this.#session.state;
    this.#size = doc.content.size;
    const { base } = this.#session.suggestions;
    this.lengths = lengthsOf(doc);
    this.original = base && lengthsOf(base);
    this.lines = this.#column.lines(doc);
  }
}
