/** What the editor chose for the window; kept in the newsroom, one JSON value a name. */
import { call } from '../ipc/call';
import { languageOfMachine, speech, type Language } from '../messages/messages.svelte';
import type { Sort } from '../ipc/bindings';

export type Theme = 'system' | 'light' | 'dark';
export type PaneName = 'navigation' | 'list' | 'inspector';
export type PaneSetting = { size: number; folded: boolean };

type Kept = {
  language: Language | null;
  theme: Theme;
  panes: Record<PaneName, PaneSetting>;
  sort: Sort;
  /** The editor stands beside the preview. */
  beside: boolean;
};

export const PANES: Record<PaneName, PaneSetting> = {
  navigation: { size: 208, folded: false },
  list: { size: 316, folded: false },
  inspector: { size: 308, folded: false },
};

const NAME = 'window';
const PERSON = 'actor';
const PAUSE = 400;

class Settings {
  language: Language | null = $state(null);
  theme: Theme = $state('system');
  panes: Record<PaneName, PaneSetting> = $state(structuredClone(PANES));
  sort: Sort = $state('newest');
  beside = $state(false);
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
    const [kept, person] = await Promise.all([read<Partial<Kept>>(NAME), read<string>(PERSON)]);
    if (typeof person === 'string') this.person = person;
    if (kept) {
      this.language = kept.language ?? null;
      this.theme = kept.theme ?? 'system';
      this.sort = kept.sort ?? 'newest';
      this.beside = kept.beside ?? false;
      for (const name of Object.keys(PANES) as PaneName[]) {
        const pane = kept.panes?.[name];
        if (pane && Number.isFinite(pane.size)) this.panes[name] = { size: pane.size, folded: pane.folded === true };
      }
    }
    speech.language = this.language ?? languageOfMachine();
  }

  speak(language: Language) {
    this.language = language;
    speech.language = language;
    this.keep();
  }

  /** Keeps the settings, a moment after the last change. */
  keep() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE);
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const { language, theme, sort, beside } = this;
    const kept: Kept = { language, theme, sort, beside, panes: $state.snapshot(this.panes) };
    await call.setSetting(NAME, JSON.stringify(kept)).catch(() => null);
  }

  async callMe(person: string): Promise<void> {
    await call.setSetting(PERSON, JSON.stringify(person));
    this.person = person;
  }
}

export const settings = new Settings();

/** A setting that cannot be read is as good as none: the window must come up all the same. */
async function read<Value>(name: string): Promise<Value | null> {
  try {
    const text = await call.setting(name);
    return text === null ? null : (JSON.parse(text) as Value);
  } catch {
    return null;
  }
}
