// The pages of a print layout as an editor has them in the preview. No assertions in here.

import { literal, type Window } from './pages';

/** A page as it is drawn. */
export interface Drawn {
  alt: string;
  /** Whether there is something in it. */
  whole: boolean;
  /** CSS pixels on the screen. */
  width: number;
}

export class PrintPane {
  constructor(private readonly window: Window) {}

  /** A layout's button in the list of layouts, or of one's own ones. */
  layout(name: string, list: 'preview.layouts' | 'preview.own' = 'preview.layouts') {
    const group = `//*[@role="group"][@aria-label=${literal(this.window.t(list))}]`;
    return this.window.browser.$(`${group}//button[normalize-space(.)=${literal(name)}]`);
  }

  /** What is said of pages that could not be made. */
  fault(): Promise<string> {
    return this.window.browser.execute(
      () => document.querySelector<HTMLElement>('figure [role="alert"]')?.innerText.replace(/\s+/g, ' ') ?? '',
    );
  }

  /** The pages as they are drawn: another text whenever one of them is. */
  drawing(): Promise<string> {
    return this.window.browser.execute(async () => {
      const pages = [...document.querySelectorAll<HTMLImageElement>('figure img')];
      const texts = await Promise.all(pages.map((page) => fetch(page.src).then((answer) => answer.text())));
      return texts.join('');
    });
  }

  /** An option by its name. */
  option(name: string) {
    return this.window.browser.$(`//input[@id=//label[normalize-space(.)=${literal(name)}]/@for]`);
  }

  /** Gives an option a value, as one does who types it and leaves the field. */
  async choose(name: string, value: string): Promise<void> {
    const option = this.option(name);
    await option.click();
    await this.window.press('Ctrl', 'a');
    await this.window.type(value);
    await this.window.press('\uE004');
  }

  pages(): Promise<Drawn[]> {
    return this.window.browser.execute(() =>
      [...document.querySelectorAll<HTMLImageElement>('figure img')].map((page) => ({
        alt: page.alt,
        whole: page.complete && page.naturalWidth > 0,
        width: Math.round(page.getBoundingClientRect().width),
      })),
    );
  }

  /** What is said below the pages of how the story fits. */
  fit(): Promise<string> {
    return this.window.browser.execute(
      () => document.querySelector<HTMLElement>('figure:has(img) figcaption')?.innerText.replace(/\s+/g, ' ') ?? '',
    );
  }

  /** The blocks of the text that are shown as over, by their numbers. */
  overset(): Promise<number[]> {
    return this.window.browser.execute(() =>
      [...document.querySelectorAll('.ProseMirror > *')].flatMap((block, at) =>
        block.querySelector('.overset') ? [at] : [],
      ),
    );
  }
}
