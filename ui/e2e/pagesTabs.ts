// The open stories as whoever goes between them meets them: the strip of tabs, and two stories beside each other.

import { until, xdotool } from './desk';
import { literal, type Window } from './pages';

export class Tabs {
  constructor(readonly window: Window) {}

  get #browser() {
    return this.window.browser;
  }

  /** The names in the strip, in their order. */
  names(): Promise<string[]> {
    return this.#browser.execute(() =>
      [...document.querySelectorAll('[role="tab"][data-tab] .name')].map((name) => (name as HTMLElement).innerText),
    );
  }

  /** The names of the tabs that are in sight, the active one first. */
  active(): Promise<string> {
    return this.#browser.execute(
      () => document.querySelector<HTMLElement>('[data-tab][aria-selected="true"] .name')?.innerText ?? '',
    );
  }

  /** What the tab says of saving: kept, unsaved, failed, choosing. */
  kept(name: string): Promise<string | null> {
    return this.tab(name).getAttribute('data-kept');
  }

  tab(name: string) {
    return this.#browser.$(`//*[@role="tab"][@data-tab][.//*[contains(@class, "name")][.=${literal(name)}]]`);
  }

  /** A story of the list. */
  row(name: string) {
    return this.#browser.$(`//*[@data-story][contains(., ${literal(name)})]`);
  }

  /** Waits until this story has the inspector, the status bar and, alone or on its side, the editor. */
  async at(name: string): Promise<void> {
    await until(async () => (await this.headlineInSight()) === name, `${name} to be in sight`);
  }

  /** The headline of the story where one is. */
  headlineInSight(): Promise<string> {
    return this.#browser.execute(
      () =>
        document.querySelector<HTMLTextAreaElement>(
          '.side.current [data-field="headline"], .side [data-field="headline"]',
        )?.value ?? '',
    );
  }

  /** The headlines in sight, from left to right. */
  sides(): Promise<string[]> {
    return this.#browser.execute(() =>
      [...document.querySelectorAll<HTMLTextAreaElement>('.side [data-field="headline"]')].map(({ value }) => value),
    );
  }

  /** Which side has the inspector: left, right, or none where there is one story. */
  current(): Promise<string> {
    return this.#browser.execute(() => document.querySelector('.side.current')?.id.replace('side-', '') ?? 'none');
  }

  /** The text of a side as it stands on screen. */
  text(side: 'left' | 'right'): Promise<string> {
    return this.#browser.execute(
      (which) => document.querySelector<HTMLElement>(`#side-${which} .ProseMirror`)?.innerText ?? '',
      side,
    );
  }

  /** Puts the cursor at the end of the first paragraph of a side, and types there. */
  async write(words: string, side: 'left' | 'right' = 'left'): Promise<void> {
    const first = this.#browser.$(`#side-${side} .ProseMirror > p`);
    await first.scrollIntoView({ block: 'center' });
    await first.click();
    xdotool('key', 'End');
    xdotool('type', '--delay', '25', '--', words);
    await until(async () => (await this.text(side)).includes(words.trim()), `“${words}” on the ${side} side`);
  }

  /** Waits until the text of the story where one is has the keys. */
  async hasKeys(side: 'left' | 'right' = 'left'): Promise<void> {
    await until(
      () =>
        this.#browser.execute((which) => document.activeElement?.matches(`#side-${which} .ProseMirror`) ?? false, side),
      'the text to have the keys',
    );
  }

  /** How far a page is scrolled. */
  scrolled(side: 'left' | 'right' = 'left'): Promise<number> {
    return this.#browser.execute(
      (which) => Math.round(document.querySelector(`#side-${which} [data-page]`)?.scrollTop ?? -1),
      side,
    );
  }

  /** Scrolls a page, as a wheel would. */
  async scroll(top: number, side: 'left' | 'right' = 'left'): Promise<void> {
    await this.#browser.execute(
      (which, to) => document.querySelector(`#side-${which} [data-page]`)?.scrollTo(0, to),
      side,
      top,
    );
  }

  /** Which paragraph is the first of a side that can be seen to its end. */
  topBlock(side: 'left' | 'right'): Promise<number> {
    return this.#browser.execute((which) => {
      const page = document.querySelector(`#side-${which} [data-page]`);
      const top = page?.getBoundingClientRect().top ?? 0;
      return [...(page?.querySelectorAll('.ProseMirror > p') ?? [])].findIndex(
        (block) => block.getBoundingClientRect().bottom > top + 4,
      );
    }, side);
  }

  /** Takes a tab by the pointer to the place of another. */
  async drag(name: string, to: string): Promise<void> {
    const [from, target] = [await this.#middleOf(name), await this.#middleOf(to)];
    await this.#browser
      .action('pointer')
      .move(from)
      .down()
      .move({ x: Math.round((from.x + target.x) / 2), y: from.y, duration: 80 })
      .move({ x: target.x + (target.x < from.x ? -8 : 8), y: from.y, duration: 80 })
      .up()
      .perform();
  }

  /** With the mouse of the screen: the driver's has one button. `window` is the X window of the app. */
  async middleClick(name: string, window: string): Promise<void> {
    const { x, y } = await this.#middleOf(name);
    xdotool('mousemove', '--window', window, String(x), String(y), 'click', '2');
  }

  async #middleOf(name: string): Promise<{ x: number; y: number }> {
    const tab = this.tab(name);
    const [{ x, y }, { width, height }] = [await tab.getLocation(), await tab.getSize()];
    return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
  }
}
