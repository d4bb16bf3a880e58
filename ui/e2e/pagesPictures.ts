// Pictures in the open story as an editor has them: in the text, in the crop dialog, in the preview.

import { execFileSync } from 'node:child_process';
import { Key } from 'webdriverio';
import { until, xdotool } from './desk';
import { type Window } from './pages';

/** What a picture of the text is, as far as it is drawn. */
export interface Drawn {
  src: string;
  width: number;
  height: number;
}

export class Pictures {
  constructor(readonly window: Window) {}

  get #browser() {
    return this.window.browser;
  }

  /** Puts a picture's file on the real clipboard as other programs do, and pastes it where the cursor is. */
  async paste(file: string, type: string): Promise<void> {
    const before = await this.window.count('.ProseMirror figure img');
    execFileSync('xclip', ['-selection', 'clipboard', '-in', '-t', type, '-loops', '0', file], { stdio: 'ignore' });
    xdotool('key', 'ctrl+v');
    await until(async () => (await this.window.count('.ProseMirror figure img')) === before + 1, `the picture ${file}`);
    await until(async () => (await this.drawn()).every(({ width }) => width > 0), `${file} to be drawn`);
  }

  /** The pictures of the text, in their order. */
  drawn(): Promise<Drawn[]> {
    return this.#browser.execute(() =>
      [...document.querySelectorAll<HTMLImageElement>('.ProseMirror figure img')].map((picture) => ({
        src: picture.src,
        width: picture.complete ? picture.naturalWidth : 0,
        height: picture.complete ? picture.naturalHeight : 0,
      })),
    );
  }

  /** What is written about the picture at this place, counted from 0: its caption and its fields, by their names. */
  async known(index = 0): Promise<Record<string, string>> {
    const labels = ['credit', 'photographer', 'place', 'date', 'alt'] as const;
    const names = labels.map((field) => this.window.t(`editor.picture.${field}`));
    const values = await this.#browser.execute(
      (at: number, of: string[]) => {
        const figure = document.querySelectorAll('.ProseMirror figure')[at];
        const field = (name: string) =>
          [...(figure?.querySelectorAll('input') ?? [])].find((input) => input.getAttribute('aria-label') === name);
        return [figure?.querySelector('figcaption')?.textContent ?? '', ...of.map((name) => field(name)?.value ?? '')];
      },
      index,
      names,
    );
    return Object.fromEntries(['caption', ...labels].map((name, at) => [name, values[at] ?? '']));
  }

  /** Opens the crop dialog of the first picture; the frame of 16:9 has the focus a Tab away. */
  async crop(): Promise<void> {
    await this.#browser.$(`.ProseMirror figure button[aria-label^="${this.#before('picture.crop.set')}"]`).click();
    await this.frame('16:9').waitForDisplayed();
    await until(
      () =>
        this.#browser.execute(() =>
          [...document.querySelectorAll<HTMLImageElement>('[role="dialog"] img')].every(
            (picture) => picture.complete && picture.naturalWidth > 0,
          ),
        ),
      'the pictures of the dialog',
    );
  }

  /** Selects from the caption of one picture to that of another, by clicks. */
  async selectCaptions(from: number, to: number): Promise<void> {
    const caption = (index: number) => this.#browser.$$('.ProseMirror figcaption')[index];
    await caption(from)?.click();
    await this.#browser.action('key').down(Key.Shift).perform(true);
    await caption(to)?.click();
    await this.#browser.action('key').up(Key.Shift).perform();
  }

  /** A crop's frame by the name that screen readers say. */
  frame(format: string) {
    return this.#browser.$(`[role="slider"][aria-label="${this.window.t('crop.frame', { format })}"]`);
  }

  get focus() {
    return this.#browser.$(`[role="slider"][aria-label="${this.window.t('crop.focus')}"]`);
  }

  /** Chooses a format, or the focal point, by its name in the dialog. */
  async choose(name: string): Promise<void> {
    await this.#browser.$(`//*[@role="dialog"]//label[.//*[normalize-space(.)="${name}"]]`).click();
  }

  async closed(): Promise<void> {
    await until(async () => !(await this.#browser.$('[role="dialog"]').isExisting()), 'the dialog to close');
  }

  /** The first picture of the first preview: its address and its size as drawn. */
  previewed(): Promise<Drawn> {
    return this.#browser.execute(() => {
      const picture = document.querySelector('iframe')?.contentDocument?.querySelector('img');
      const complete = picture?.complete === true;
      return {
        src: picture?.src ?? '',
        width: complete ? picture.naturalWidth : 0,
        height: complete ? picture.naturalHeight : 0,
      };
    });
  }

  /** The words of a message in front of its first blank. */
  #before(key: string): string {
    return (this.window.t(key).split(' (')[0] ?? '').trim();
  }
}
