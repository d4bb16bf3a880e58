/**
 * The spelling of the open story, a moment behind the typing: never on the key path. The newsroom looks; what it finds is
 * told by places, and is true of the document that was looked at.
 */
import type { Attrs, Node } from 'prosemirror-model';
import type { Failure, Fields, Misspelt } from '../ipc/bindings';
import { call } from '../ipc/call';
import { toFailure } from './failing';
import type { Session } from './session.svelte';
import { settings } from './settings.svelte';

export type { Misspelt };

/** Milliseconds without a change after which the text is looked at. */
const REST = 500;

/** What was found, and in what. */
export interface Checked {
  readonly misspelt: readonly Misspelt[];
  /** There is more than is told at once. */
  readonly more: boolean;
  readonly doc: Node | null;
  readonly fields: Fields | null;
}

const NONE: readonly Misspelt[] = [];
const NOTHING: Checked = { misspelt: NONE, more: false, doc: null, fields: null };

export class Spelling {
  checked: Checked = $state.raw(NOTHING);
  /** Whether there is a dictionary for the story's language. */
  spoken = $state(true);
  /** Why the spelling cannot be checked although it should be. */
  failure: Failure | null = $state.raw(null);

  readonly #inBlocks = $derived(inBlocks(this.checked));
  readonly #session: Session;
  readonly #watchers = new Set<(checked: Checked) => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** The misspelt words, each once, in the order in which they come. */
  get words(): { word: string; count: number; first: number }[] {
    const words = new Map<string, { word: string; count: number; first: number }>();
    for (const [first, { word }] of this.checked.misspelt.entries()) {
      const known = words.get(word);
      if (known) known.count += 1;
      else words.set(word, { word, count: 1, first });
    }
    return [...words.values()];
  }

  /** What is misspelt in a field, as long as it says what was looked at. */
  inField(name: 'kicker' | 'headline' | 'deck'): Misspelt[] {
    const { fields, misspelt } = this.checked;
    if (fields === null || fields[name] !== this.#session.fields[name]) return [];
    return misspelt.filter(({ place }) => place.type === 'field' && place.name === name);
  }

  /** What is misspelt in what a block carries beside its text, as long as it carries what was looked at. */
  inBlock({ attrs }: Node): readonly Misspelt[] {
    return this.#inBlocks.get(attrs) ?? NONE;
  }

  /** Follows the story, and tells what was found; returns what ends it. */
  follow(told: (checked: Checked) => void): () => void {
    this.#watchers.add(told);
    const stop = this.#session.watch(({ doc }) => {
      if (doc) this.later();
    });
    void this.check();
    return () => {
      stop();
      this.#watchers.delete(told);
      clearTimeout(this.#timer);
      this.#turn += 1;
    };
  }

  later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.check(), REST);
  }

  /** Looks at the story as it is now. What came too late is not told. */
  async check(): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    if (!settings.writing.spelling || this.#session.unreadable !== null) return this.#tell(NOTHING);
    const { id, state, fields } = this.#session;
    const { doc } = state;
    try {
      const { fields: written, body } = this.#session.edit();
      const { checked, misspelt, more } = await call.checkSpelling(id, { fields: written, body });
      if (turn !== this.#turn) return;
      if (this.#session.state.doc !== doc) return this.later();
      this.spoken = checked;
      this.failure = null;
      this.#tell({ misspelt, more, doc, fields });
    } catch (thrown) {
      // What cannot be checked is not underlined; that the newsroom cannot be read is said where it matters.
      if (turn !== this.#turn) return;
      const failure = toFailure(thrown, fields.language);
      this.failure = failure.code === 'dictionaryBroken' ? failure : null;
      this.#tell(NOTHING);
    }
  }

  suggest(word: string): Promise<string[]> {
    return call.suggestSpelling(word, this.#session.fields.language).catch(() => []);
  }

  /** Makes a word right from now on: in this story alone, or in all of the newsroom. */
  async teach(word: string, where: 'story' | 'newsroom'): Promise<void> {
    await call.teachWord(word, where === 'story' ? this.#session.id : null);
    await this.check();
  }

  /** Takes that back. */
  async forget(word: string, where: 'story' | 'newsroom'): Promise<void> {
    await call.forgetWord(word, where === 'story' ? this.#session.id : null);
    await this.check();
  }

  #tell(checked: Checked): void {
    this.checked = checked;
    for (const told of this.#watchers) told(checked);
  }
}

/** By the attributes of the block: they stay the same ones until they change, wherever the block goes. */
function inBlocks({ doc, misspelt }: Checked): ReadonlyMap<Attrs, readonly Misspelt[]> {
  const found = new Map<Attrs, Misspelt[]>();
  for (const one of misspelt) {
    if (one.place.type !== 'attribute') continue;
    const block = one.place.path.reduce<Node | null>((node, index) => node?.maybeChild(index) ?? null, doc);
    if (!block) continue;
    const known = found.get(block.attrs);
    if (!known) found.set(block.attrs, [one]);
    // A block that was copied within the text may share its attributes with the copy.
    else if (known[0]?.text === one.text) known.push(one);
  }
  return found;
}
