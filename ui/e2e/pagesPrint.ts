// The pages of a print layout as an editor has them in the preview. No assertions in here.

import { type Desk, until } from './desk';
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

  /** The first page as it is drawn: another text whenever it looks another way. */
  drawing(): Promise<string> {
    return this.window.browser.execute(() => {
      const page = document.querySelector<HTMLImageElement>('figure img');
      const canvas = Object.assign(document.createElement('canvas'), { width: 800, height: 1200 });
      const scale = 800 / (page?.naturalWidth ?? 800);
      if (page) canvas.getContext('2d')?.drawImage(page, 0, 0, 800, page.naturalHeight * scale);
      return canvas.toDataURL();
    });
  }

  /** Whether a colour stands on the first page, as parts of red, green and blue. */
  shows(colour: readonly [number, number, number]): Promise<boolean> {
    return this.window.browser.execute((wanted: readonly number[]) => {
      const page = document.querySelector<HTMLImageElement>('figure img');
      const canvas = Object.assign(document.createElement('canvas'), { width: 1600, height: 900 });
      const context = canvas.getContext('2d');
      const scale = 1600 / (page?.naturalWidth ?? 1600);
      if (page) context?.drawImage(page, 0, 0, 1600, page.naturalHeight * scale);
      const { data } = context?.getImageData(0, 0, 1600, 900) ?? { data: [] };
      for (let at = 0; at < data.length; at += 4) {
        if (wanted.every((part, index) => Math.abs(part - (data[at + index] ?? 0)) < 12)) return true;
      }
      return false;
    }, colour);
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

  async drawn(): Promise<void> {
    const whole = async () => {
      const pages = await this.pages();
      return pages.length > 0 && pages.every((page) => page.whole && page.width > 100);
    };
    await until(whole, 'the pages to be drawn');
  }

  /** Pictures in both themes and sizes, and what axe finds in them. */
  async looks(desk: Desk, name: string): Promise<string[]> {
    const found: string[] = [];
    for (const theme of ['dark', 'light'] as const) {
      await this.window.command(this.window.t('command.theme', { theme: this.window.t(`theme.${theme}`) }));
      for (const [width, height] of [
        [1024, 640],
        [1440, 900],
      ] as const) {
        await desk.resize(width, height);
        await this.drawn();
        await desk.screenshot(`${name}-${theme}-${String(width)}`);
        found.push(...(await this.window.accessibility()));
      }
    }
    return found;
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
