// Stories on their way out and afterwards: the export dialog, what holds a story, its part of the inspector. No assertions in
// here.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Desk, until, xdotool } from './desk';
import { literal, type Window } from './pages';

const KINDS = ['html', 'md', 'txt', 'ninjs', 'ninjs2', 'rss', 'nitf', 'newsml', 'docx', 'pdf'] as const;

export class Exports {
  constructor(
    readonly window: Window,
    readonly desk: Desk,
  ) {}

  get #browser() {
    return this.window.browser;
  }

  get dialog() {
    return this.#browser.$('[role="dialog"]');
  }

  /** The part of the dialog that says what keeps stories from leaving. */
  get gates() {
    return this.#browser.$(`section[aria-label=${literal(this.window.t('export.gates'))}]`);
  }

  /** A story of the list, by its headline. */
  row(headline: string) {
    return this.#browser.$(`//*[@data-story][.//*[normalize-space(.)=${literal(headline)}]]`);
  }

  /** Opens the dialog for the chosen stories, and waits until it can be answered. */
  async open(): Promise<void> {
    await this.window.press('Ctrl', 'e');
    await this.dialog.waitForDisplayed();
    await this.dialog.$('[title*="Ekspor"]').waitForDisplayed();
  }

  async close(): Promise<void> {
    await this.window.press('\uE00C');
    await this.dialog.waitForExist({ reverse: true });
  }

  /** Chooses these kinds and no others. */
  async choose(...kinds: string[]): Promise<void> {
    for (const kind of KINDS) {
      const button = this.window.button(`export.kind.${kind}`);
      const pressed = (await button.getAttribute('aria-pressed')) === 'true';
      if (pressed !== kinds.includes(kind)) await button.click();
    }
  }

  /** Chooses layouts by their names, in the list that opens for it, and leaves it open. */
  async layouts(...names: string[]): Promise<void> {
    await this.dialog.$('.layouts .which').click();
    for (const name of names) await this.dialog.$(`button=${name}`).click();
  }

  /** Exports, and waits for what came of it. */
  async go(): Promise<string> {
    await this.window.button('export.go').click();
    const result = this.#browser.$('[data-result]');
    await result.waitForDisplayed();
    return result.getText();
  }

  /** Fills a field in, by the words of its label. */
  async fill(key: string, words: string): Promise<void> {
    const field = this.window.field(key);
    await field.click();
    xdotool('key', 'ctrl+a');
    await this.window.type(words);
    await until(async () => (await field.getValue()) === words, `“${words}” in ${key}`);
  }

  /** Chooses one of a list that drops down, by the list's name and its own. */
  async pick(key: string, name: string): Promise<void> {
    await this.window.named(this.window.t(key), 'button').click();
    const option = this.#browser.$(`//*[@role="option"][normalize-space(.)=${literal(name)}]`);
    await option.waitForDisplayed();
    await option.click();
    await option.waitForExist({ reverse: true });
  }

  /** Carries out an entry of an open menu. */
  async entry(key: string): Promise<void> {
    const entry = this.#browser.$(`//*[@role="menuitem"][normalize-space(.)=${literal(this.window.t(key))}]`);
    await entry.waitForDisplayed();
    await entry.click();
  }

  /** A part of the inspector, by its heading. */
  part(key: string) {
    return this.#browser.$(`//section[header/h3[normalize-space(.)=${literal(this.window.t(key))}]]`);
  }

  /** Waits until a part of the inspector says it. */
  async says(key: string, words: string): Promise<void> {
    await until(async () => {
      const part = this.part(key);
      return (await part.isExisting()) && (await part.getText()).includes(words);
    }, `“${words}” in ${key}`);
  }

  /** Picks the first stories of the list. */
  async pickFirst(count: number): Promise<void> {
    await this.#browser.execute(() => document.querySelector<HTMLElement>('[role="listbox"][data-first]')?.focus());
    xdotool('key', 'Home');
    for (let more = 1; more < count; more += 1) xdotool('key', 'shift+Down');
    await until(async () => (await this.window.count('.story.picked')) === count, `${String(count)} picked stories`);
  }

  /** The files that were exported to the folder of the day, by their paths below it, but for those still being written. */
  files(): string[] {
    const [folder = ''] = this.#days();
    return this.paths()
      .map((path) => path.slice(folder.length + 1))
      .sort();
  }

  /** The same by their whole paths. */
  paths(): string[] {
    return this.#days().flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
        .map((entry) => join(entry.parentPath, entry.name)),
    );
  }

  #days(): string[] {
    const folder = join(this.desk.home, 'Ekspor');
    return existsSync(folder) ? readdirSync(folder).map((day) => join(folder, day)) : [];
  }

  /** Pictures in both themes and sizes, and what axe finds in them. The theme is set on the page: a palette would take the keys. */
  async looks(name: string): Promise<string[]> {
    const found: string[] = [];
    for (const [width, height] of [
      [1024, 640],
      [1440, 900],
    ] as const) {
      await this.desk.resize(width, height);
      for (const theme of ['dark', 'light'] as const) {
        await this.#browser.execute((to) => void (document.documentElement.dataset['theme'] = to), theme);
        await this.desk.screenshot(`${name}-${theme}-${String(width)}`);
        found.push(...(await this.window.accessibility()));
      }
    }
    return found;
  }
}
