// What a person finds in the window, by the names that screen readers say. No assertions in here.

import type Axe from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { Key } from 'webdriverio';
import { until, type Browser, type Desk } from './desk';

export type Language = 'en' | 'id';

const catalogues = Object.fromEntries(
  (['en', 'id'] as const).map((language) => [
    language,
    JSON.parse(readFileSync(resolve(import.meta.dirname, `../messages/${language}.json`), 'utf8')) as Record<
      string,
      string
    >,
  ]),
) as Record<Language, Record<string, string>>;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export class Window {
  constructor(
    readonly browser: Browser,
    public language: Language = 'en',
  ) {}

  /** A message of the catalogue as the window shows it, its values filled in. */
  t(key: string, values: Record<string, string> = {}): string {
    const message = catalogues[this.language][key];
    if (message === undefined) throw new Error(`there is no message ${key}`);
    return message.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  }

  /** A control by its accessible name: an aria-label, or its own text. */
  named(name: string, element = '*') {
    const text = literal(name);
    return this.browser.$(`//${element}[@aria-label=${text} or normalize-space(.)=${text}]`);
  }

  button(key: string) {
    return this.named(this.t(key), 'button');
  }

  /** Pictures of the window as it stands, in both themes and sizes; what axe-core finds in the large ones. */
  async looks(desk: Desk, name: string): Promise<string[]> {
    const found: string[] = [];
    for (const [theme, width, height] of [
      ['light', 1440, 900],
      ['dark', 1440, 900],
      ['dark', 1024, 640],
      ['light', 1024, 640],
    ] as const) {
      await this.browser.execute((kind) => (document.documentElement.dataset['theme'] = kind), theme);
      await desk.resize(width, height);
      await desk.screenshot(`${name}-${theme}-${String(width)}`);
      if (width === 1440) found.push(...(await this.accessibility()));
    }
    await desk.resize(1440, 900);
    return found;
  }

  /** What axe-core finds against WCAG 2.2 AA in the window as it stands. */
  async accessibility(): Promise<string[]> {
    await this.browser.execute(axe);
    return this.browser.executeAsync((done: (found: string[]) => void) => {
      const run = (window as unknown as { axe: typeof Axe }).axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        iframes: false,
      });
      void run.then(({ violations }) =>
        done(
          violations.flatMap(({ id, nodes }) =>
            nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
          ),
        ),
      );
    });
  }

  get headline() {
    return this.browser.$('textarea[data-field="headline"]');
  }

  get body() {
    return this.browser.$('.ProseMirror');
  }

  /** A field to fill in, by the words of its label. */
  field(key: string) {
    const text = literal(this.t(key));
    const labelled = `@aria-label=${text} or @id=//label[normalize-space(.)=${text}]/@for`;
    return this.browser.$(`//*[self::input or self::textarea or self::select][${labelled}]`);
  }

  /** The text of the body as it stands on screen: one entry a block. */
  async blocks(): Promise<string[]> {
    return this.browser.execute(() =>
      [...document.querySelectorAll('.ProseMirror > *')]
        .filter((block) => !block.classList.contains('ProseMirror-widget'))
        .map((block) => (block as HTMLElement).innerText.trim()),
    );
  }

  /** The dateline as it is printed in front of the text. */
  async dateline(): Promise<string> {
    return this.browser.execute(
      () => document.querySelector<HTMLElement>('[data-dateline]')?.dataset['dateline'] ?? '',
    );
  }

  /** Clicks the printed dateline, which a style sheet draws at the start of its block. */
  async clickDateline(): Promise<void> {
    const at = await this.browser.execute(() => {
      const block = document.querySelector('[data-dateline]');
      block?.scrollIntoView({ block: 'center' });
      const { left, top } = block?.getBoundingClientRect() ?? new DOMRect();
      return { x: Math.round(left) + 12, y: Math.round(top) + 12 };
    });
    await this.browser.action('pointer').move(at).down().up().perform();
  }

  /** How often something is on the page. */
  async count(selector: string): Promise<number> {
    return this.browser.$$(selector).length;
  }

  /** Types text, key by key. (The driver's own `keys` presses all keys before it lifts any, and so loses doubled letters.) */
  async type(text: string): Promise<void> {
    const keyboard = this.browser.action('key');
    for (const character of text) keyboard.down(character).up(character);
    await keyboard.perform();
  }

  /** Presses keys together: the modifiers first. */
  async press(...keys: string[]): Promise<void> {
    await this.browser.keys(keys.map((key) => (key === 'Ctrl' ? Key.Ctrl : key === 'Shift' ? Key.Shift : key)));
  }

  /** What a dialog offers under this name, or a name that begins so. */
  option(name: string) {
    const text = literal(name);
    const named = `starts-with(normalize-space(.), ${text}) or .//*[starts-with(normalize-space(.), ${text})]`;
    return this.browser.$(`//*[@role="dialog"]//*[@role="option"][${named}]`);
  }

  /** Carries out a command of the palette, or opens a story, by its name. */
  async command(name: string): Promise<void> {
    await this.press('Ctrl', 'k');
    const palette = this.browser.$('[role="dialog"]');
    await palette.waitForDisplayed();
    await this.type(name);
    await this.option(name).click();
    await palette.waitForExist({ reverse: true });
  }

  /** Waits until the status bar says that everything typed is on disk. */
  async saved(): Promise<void> {
    const [before] = this.t('save.saved').split('{');
    await until(
      async () =>
        (await this.status()).includes((before ?? '').trim()) && !(await this.status()).includes(this.t('save.saving')),
      'the story to be saved',
    );
  }

  async status(): Promise<string> {
    return this.browser.$(`[aria-label=${literal(this.t('status.label'))}]`).getText();
  }

  /** Everything that the page says, for a quick look. */
  async text(): Promise<string> {
    return this.browser.execute(() => document.body.innerText);
  }

  /** The page inside a preview, as text and as markup. */
  async previews(): Promise<{ layout: string; text: string; html: string; sandbox: string }[]> {
    return this.browser.execute(() =>
      [...document.querySelectorAll('iframe')].map((frame) => ({
        layout: frame.title || frame.getAttribute('aria-label') || '',
        text: frame.contentDocument?.body?.innerText ?? '',
        html: frame.contentDocument?.documentElement?.outerHTML ?? '',
        sandbox: frame.getAttribute('sandbox') ?? 'none',
      })),
    );
  }
}

/** An XPath and CSS string that may hold either quotation mark. */
export function literal(text: string): string {
  if (!text.includes('"')) return `"${text}"`;
  if (!text.includes("'")) return `'${text}'`;
  return `concat(${text
    .split('"')
    .map((part) => `"${part}"`)
    .join(`, '"', `)})`;
}
