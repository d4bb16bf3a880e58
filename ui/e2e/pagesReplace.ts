// What a person finds when words are looked for and replaced, and where lengths are said. No assertions in here.

import { until } from './desk';
import { literal, type Window } from './pages';

export class FindBar {
  constructor(readonly window: Window) {}

  get #bar() {
    return this.window.browser.$('[role="search"].find');
  }

  #field(key: string) {
    return this.#bar.$(`input[aria-label=${literal(this.window.t(key))}]`);
  }

  /** Types what is looked for, in place of what was. */
  async find(words: string): Promise<void> {
    await this.#type('find.find', words);
  }

  async replaceWith(words: string): Promise<void> {
    await this.#type('find.with', words);
  }

  async toggle(key: string): Promise<void> {
    await this.#bar.$(`button[aria-label=${literal(this.window.t(key))}]`).click();
    await this.#field('find.find').click();
  }

  /** Waits until it says this of what was found. */
  async says(words: string): Promise<void> {
    await until(async () => (await this.#said()) === words, `“${words}”`);
  }

  #said(): Promise<string> {
    return this.#bar.$('[role="status"]').getText();
  }

  async fault(): Promise<string> {
    const alert = this.#bar.$('[role="alert"]');
    return (await alert.isExisting()) ? alert.getText() : '';
  }

  /** The marked words, in the head and in the text. */
  async marked(): Promise<string[]> {
    return this.window.browser.execute(() => {
      const marks = document.querySelectorAll('.head mark, .ProseMirror .found');
      const words = [...marks].map((mark) => mark.textContent ?? '');
      const head = document.querySelectorAll('.head mark').length;
      return [...words.slice(head), ...words.slice(0, head)];
    });
  }

  /** Fields in which something was found. */
  async fields(): Promise<string[]> {
    const buttons = this.#bar.$$('.fields button');
    return buttons.map(async (button) => (await button.getText()).trim());
  }

  async gone(): Promise<void> {
    await this.#bar.waitForExist({ reverse: true });
  }

  async #type(key: string, words: string): Promise<void> {
    const field = this.#field(key);
    await field.waitForDisplayed();
    await field.click();
    await this.window.press('Ctrl', 'a');
    await this.window.type(words);
    await until(async () => (await field.getValue()) === words, `“${words}” to be typed`);
  }
}

export class ReplaceDialog {
  constructor(readonly window: Window) {}

  get #dialog() {
    return this.window.browser.$('[role="dialog"]');
  }

  #box(flag: string) {
    return this.#dialog.$(`//label[normalize-space(.)=${literal(this.window.t(flag))}]/input`);
  }

  /** Fills it in and has every change shown. */
  async look(find: string, replacement: string, ...flags: string[]): Promise<void> {
    await this.ask(find, replacement, ...flags);
    await this.#dialog.$('.rows').waitForDisplayed();
  }

  /** Fills it in and asks for the changes. */
  async ask(find: string, replacement: string, ...flags: string[]): Promise<void> {
    await this.#dialog.waitForDisplayed();
    await this.#type('find.find', find);
    await this.#type('find.with', replacement);
    for (const flag of flags) if (!(await this.#box(flag).isSelected())) await this.#box(flag).click();
    await this.#dialog.$(`.//button[normalize-space(.)=${literal(this.window.t('replace.look'))}]`).click();
  }

  async untick(flag: string): Promise<void> {
    await this.#box(flag).click();
  }

  /** Why it shows none. */
  async fault(): Promise<string> {
    const alert = this.#dialog.$('[role="alert"]');
    await alert.waitForDisplayed();
    return alert.getText();
  }

  async changes(): Promise<string[]> {
    return this.window.browser.execute(() =>
      [...document.querySelectorAll('[role="dialog"] .change')].map((change) => change.textContent ?? ''),
    );
  }

  /** The changes that nobody can choose. */
  async held(): Promise<string[]> {
    return this.window.browser.execute(() =>
      [...document.querySelectorAll('[role="dialog"] .match')]
        .filter((row) => row.querySelector('input')?.matches(':disabled:not(:checked)'))
        .map((row) => row.querySelector('.change')?.textContent ?? ''),
    );
  }

  /** What is said above the changes. */
  async said(): Promise<string> {
    return this.#dialog.$('.sum').getText();
  }

  /** What is said of the stories, as far as they are in sight. */
  async stories(): Promise<string[]> {
    return this.window.browser.execute(() =>
      [...document.querySelectorAll<HTMLElement>('[role="dialog"] .story')].map((row) =>
        row.innerText.replace(/\s+/g, ' ').trim(),
      ),
    );
  }

  /** Leaves out the change that reads so. */
  async leaveOut(change: string): Promise<void> {
    const row = this.#dialog.$(`//label[.//*[normalize-space(.)=${literal(change)}]]`);
    await row.$('input').click();
  }

  /** Does it, and waits until it is done. */
  async replace(): Promise<void> {
    await this.#dialog.$('button.primary').click();
    await this.#dialog.waitForExist({ reverse: true });
  }

  async #type(key: string, words: string): Promise<void> {
    const field = this.#dialog.$(`input[aria-label=${literal(this.window.t(key))}]`);
    await field.click();
    await this.window.press('Ctrl', 'a');
    await this.window.type(words);
    await until(async () => (await field.getValue()) === words, `“${words}” to be typed`);
  }
}

export class Lengths {
  constructor(readonly window: Window) {}

  get #figures() {
    return this.window.browser.$(`footer button[title=${literal(this.window.t('length.title'))}]`);
  }

  async open(): Promise<void> {
    await this.#figures.click();
    await this.window.field('field.target').waitForDisplayed();
  }

  async setTarget(amount: string, unit: string): Promise<void> {
    await this.window.browser.$(`//label[normalize-space(.)=${literal(this.window.t(unit))}]/input`).click();
    await this.window.field('field.target').click();
    await this.window.type(amount);
  }

  /** What the status bar says. */
  async said(): Promise<string> {
    return this.#figures.getText();
  }
}
