// The text of the open story as whoever writes it has it under the hands: its blocks, the menu behind `/`, the handles.

import { until, xdotool } from './desk';
import { type Window } from './pages';

export class Page {
  constructor(readonly window: Window) {}

  get #browser() {
    return this.window.browser;
  }

  /** Opens a new story and puts the cursor into its empty text. */
  async begin(): Promise<void> {
    const before = await this.window.text();
    await this.window.press('Ctrl', 'n');
    await until(async () => (await this.window.text()) !== before, 'the new story');
    await until(async () => (await this.blocks()).join() === 'p', 'an empty text');
    await this.window.body.click();
    await until(() => this.window.body.isFocused(), 'the text to have the keys');
  }

  /** What the blocks of the text are, by their elements and classes, in their order. */
  blocks(): Promise<string[]> {
    return this.#browser.execute(() =>
      [...document.querySelectorAll('.ProseMirror > *')]
        .filter((block) => !block.classList.contains('ProseMirror-widget') && !block.matches('.ProseMirror-gapcursor'))
        .map((block) => {
          const name = block.classList.item(0) ?? '';
          return block.tagName.toLowerCase() + (/^(ProseMirror|unnamed)/.test(name) || name === '' ? '' : `.${name}`);
        }),
    );
  }

  async hasBlocks(...expected: string[]): Promise<void> {
    await until(async () => (await this.blocks()).join() === expected.join(), `the blocks ${expected.join()}`);
  }

  get menu() {
    return this.#browser.$('.slash [role="listbox"]');
  }

  /** Types with the keyboard of the screen. */
  type(text: string): void {
    xdotool('type', '--delay', '25', '--', text);
  }

  key(...keys: string[]): void {
    xdotool('key', '--delay', '40', ...keys);
  }

  /** Chooses a block in the menu behind `/`, by keys alone. */
  async slash(typed: string): Promise<void> {
    this.type('/');
    await this.menu.waitForDisplayed();
    this.type(typed);
    await until(
      async () => (await this.#browser.$$('.slash [role="option"]').length) > 0 && (await this.typed()) === typed,
      `the menu to offer “${typed}”`,
    );
    this.key('Return');
    await until(async () => !(await this.menu.isExisting()), 'the menu to close');
  }

  /** What stands behind the `/` in front of the cursor. */
  typed(): Promise<string> {
    return this.#browser.execute(() => {
      const selection = document.getSelection();
      const text = document.querySelector('.ProseMirror');
      if (!selection?.anchorNode || !text) return '';
      // The cursor may stand in the words or, at their end, behind them.
      const before = document.createRange();
      before.setStart(text, 0);
      before.setEnd(selection.anchorNode, selection.anchorOffset);
      return before.toString().split('/').at(-1) ?? '';
    });
  }

  /** The middle of a block, and of its handle once the pointer is over the block; CSS pixels of the window. */
  async handleOf(index: number): Promise<{ x: number; y: number }> {
    const block = await this.middleOf(index);
    await this.#browser.action('pointer').move({ x: block.x, y: block.y }).perform();
    const handle = this.#browser.$('.handle.shown button');
    await handle.waitForDisplayed();
    await until(
      async () => Math.abs((await this.#boxOf('.handle.shown button')).top - (await this.middleOf(index)).top) < 12,
      `the handle of block ${String(index)}`,
    );
    const box = await this.#boxOf('.handle.shown button');
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }

  async middleOf(index: number): Promise<{ x: number; y: number; top: number; bottom: number }> {
    const { left, top, width, height } = await this.#boxOf(`.ProseMirror > :nth-child(${String(index + 1)})`);
    return { x: left + width / 2, y: top + height / 2, top, bottom: top + height };
  }

  /** Takes a block by its handle to above (or, as the last, below) another one. */
  async drag(index: number, to: number, edge: 'above' | 'below' = 'above'): Promise<void> {
    const from = await this.handleOf(index);
    const target = await this.middleOf(to);
    const y = edge === 'above' ? target.top + 2 : target.bottom - 2;
    await this.#browser
      .action('pointer')
      .move({ x: Math.round(from.x), y: Math.round(from.y) })
      .down()
      .pause(60)
      .move({ x: Math.round(from.x), y: Math.round((from.y + y) / 2), duration: 120 })
      .move({ x: Math.round(from.x), y: Math.round(y), duration: 120 })
      .pause(120)
      .up()
      .perform();
  }

  async #boxOf(selector: string): Promise<{ left: number; top: number; width: number; height: number }> {
    return this.#browser.execute((which) => {
      const box = document.querySelector(which)?.getBoundingClientRect();
      return { left: box?.left ?? 0, top: box?.top ?? 0, width: box?.width ?? 0, height: box?.height ?? 0 };
    }, selector);
  }
}
