// What leaves of a preview, as an editor saves and prints it. No assertions in here.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Desk, until } from './desk';
import { literal, type Window } from './pages';

type Way = 'preview.save.html' | 'preview.save.png' | 'preview.save.pdf' | 'preview.print';

export class Exits {
  constructor(
    readonly window: Window,
    readonly desk: Desk,
  ) {}

  /** Opens what can be done with the page of a layout. */
  async open(layout: string): Promise<void> {
    await this.window.named(this.window.t('preview.exitsOf', { layout }), 'button').click();
    await this.window.browser.$('[role="menu"]').waitForDisplayed();
  }

  /** Does one of it. */
  async take(layout: string, way: Way): Promise<void> {
    await this.open(layout);
    const entry = `//*[@role="menuitem"][normalize-space(.)=${literal(this.window.t(way))}]`;
    await this.window.browser.$(entry).click();
  }

  /** Saves a layout's page under a name in the home folder, as the system's dialog asks for it; the file, once it is there. */
  async save(layout: string, way: Exclude<Way, 'preview.print'>, name: string): Promise<string> {
    const file = join(this.desk.home, name);
    await this.take(layout, way);
    await this.desk.nameFile(this.window.t(way), file);
    await until(() => existsSync(file), `the file ${name}`);
    await until(async () => (await this.window.text()).includes(`${name} written`), `${name} to be named`);
    return file;
  }
}

/** Width and height of a PNG, in pixels. */
export function pixels(file: string): { width: number; height: number } {
  const bytes = readFileSync(file);
  if (bytes.subarray(1, 4).toString() !== 'PNG') throw new Error(`${file} is no PNG`);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** How light the upper left corner of a picture is, from 0 to 1. */
export function corner(file: string): number {
  const crop = ['-crop', '8x8+2+2', '-colorspace', 'gray', '-format', '%[fx:mean]', 'info:'];
  return Number(execFileSync('convert', [file, ...crop], { encoding: 'utf8' }));
}

/** The words of a PDF, and how many pages it has. */
export function pdf(file: string): { words: string; pages: number } {
  const words = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
  const pages = /Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }));
  return { words, pages: Number(pages?.[1] ?? 0) };
}
