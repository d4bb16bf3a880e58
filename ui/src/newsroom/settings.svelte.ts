/**
 * What the editor chose for the window; kept in the newsroom, one JSON value a name. What a window needs to say that its
 * newsroom cannot be read is also kept outside of it.
 */
import { call } from '../ipc/call';
import { languageOfMachine, speech, type Language } from '../messages/messages.svelte';
import type { Sort } from '../ipc/bindings';

export type Theme = 'system' | 'light' | 'dark';
export type PaneName = 'navigation' | 'list' | 'inspector';
export type PaneSetting = { size: number; folded: boolean };

/** How the text behaves under the hands of whoever writes. */
export type Writing = {
  /** Size of the text, in hundredths. */
  zoom: number;
  /** The line of the cursor stays where it is on the screen, and the text moves. */
  typewriter: boolean;
  /** Quotation marks and dashes are set as they are typed. */
  signs: boolean;
  /** Misspelt words are underlined. */
  spelling: boolean;
};

/** Two stories beside each other. */
export type Pair = {
  /** How much of the width the left one has, from 0 to 1. */
  share: number;
  /** Where one is scrolled the other follows, paragraph by paragraph. */
  together: boolean;
};

/** How the window speaks and looks, as chosen. */
type Looks = {
  language: Language | null;
  theme: Theme;
};

type Kept = Looks & {
  panes: Record<PaneName, PaneSetting>;
  sort: Sort;
  /** The editor stands beside the preview. */
  beside: boolean;
  writing: Writing;
  pair: Pair;
};

export const PANES: Record<PaneName, PaneSetting> = {
  navigation: { size: 208, folded: false },
  list: { size: 316, folded: false },
  inspector: { size: 308, folded: false },
};

/** Steps of the text's size, in hundredths: what a person can tell apart. */
const ZOOMS = [80, 90, 100, 110, 125, 140, 160, 180, 200];
const WRITING: Writing = { zoom: 100, typewriter: false, signs: true, spelling: true };
const PAIR: Pair = { share: 0.5, together: false };

const NAME = 'window';
const PERSON = 'actor';
const PAUSE = 400;

class Settings {
  language: Language | null = $state(null);
  theme: Theme = $state('system');
  panes: Record<PaneName, PaneSetting> = $state(structuredClone(PANES));
  sort: Sort = $state('newest');
  beside = $state(false);
  writing: Writing = $state({ ...WRITING });
  pair: Pair = $state({ ...PAIR });
  /** Who works here, as every change notes it; empty while nobody has said so. */
  person = $state('');
  /** The name of the account, which stands for them until then. */
  account = '';

  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Who is noted in what is done here. */
  get name(): string {
    return this.person.trim() === '' ? this.account : this.person;
  }

  async load(): Promise<void> {
    const [kept, person] = await Promise.all([read<Partial<Kept>>(NAME, remembered), read<string>(PERSON)]);
    if (typeof person === 'string') this.person = person;
    if (kept) {
      this.language = kept.language ?? null;
      this.theme = kept.theme ?? 'system';
      this.sort = kept.sort ?? 'newest';
      this.beside = kept.beside ?? false;
      this.writing = { ...WRITING, ...kept.writing };
      this.pair = { ...PAIR, ...kept.pair };
      for (const name of Object.keys(PANES) as PaneName[]) {
        const pane = kept.panes?.[name];
        if (pane && Number.isFinite(pane.size)) this.panes[name] = { size: pane.size, folded: pane.folded === true };
      }
    }
    speech.language = this.language ?? languageOfMachine();
    this.#remember();
  }

  speak(language: Language) {
    this.language = language;
    speech.language = language;
    this.keep();
  }

  /** Makes the text a step larger or smaller; 0 gives it its size back. */
  zoom(by: -1 | 0 | 1) {
    const now = this.writing.zoom;
    const larger = ZOOMS.find((step) => step > now) ?? now;
    const smaller = ZOOMS.findLast((step) => step < now) ?? now;
    this.write({ zoom: by === 0 ? WRITING.zoom : by > 0 ? larger : smaller });
  }

  /** Arranges the two stories that stand beside each other. */
  arrange(pair: Partial<Pair>) {
    Object.assign(this.pair, pair);
    this.keep();
  }

  write(writing: Partial<Writing>) {
    Object.assign(this.writing, writing);
    this.keep();
  }

  /** Keeps the settings, a moment after the last change. */
  keep() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE);
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#remember();
    const { language, theme, sort, beside } = this;
    const { panes, writing, pair } = $state.snapshot({ panes: this.panes, writing: this.writing, pair: this.pair });
    const kept: Kept = { language, theme, sort, beside, panes, writing, pair };
    await call.setSetting(NAME, JSON.stringify(kept)).catch(() => null);
  }

  async callMe(person: string): Promise<void> {
    await call.setSetting(PERSON, JSON.stringify(person));
    this.person = person;
  }

  #remember() {
    // A newsroom in which nobody has chosen a language says nothing of what the person reads.
    const looks: Looks = { language: this.language ?? remembered()?.language ?? null, theme: this.theme };
    try {
      localStorage.setItem(NAME, JSON.stringify(looks));
    } catch {
      // A full disk may refuse; then a window without its newsroom speaks the language of the machine.
    }
  }
}

export const settings = new Settings();

/** A setting that cannot be read is as good as none, or as `otherwise`: the window must come up all the same. */
async function read<Value>(name: string, otherwise: () => Value | null = () => null): Promise<Value | null> {
  try {
    const text = await call.setting(name);
    return text === null ? null : (JSON.parse(text) as Value);
  } catch {
    return otherwise();
  }
}

/** How the last window that could read its settings spoke and looked; the web view keeps it beside no newsroom. */
function remembered(): Looks | null {
  try {
    return JSON.parse(localStorage.getItem(NAME) ?? 'null') as Looks | null;
  } catch {
    return null;
  }
}
