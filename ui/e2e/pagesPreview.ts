// The preview as an editor has it: its layouts, their options, their pages. No assertions in here.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Desk, screenshots, until } from './desk';
import { literal, type Window } from './pages';

/** Where something is in the window, in CSS pixels. */
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export class Previews {
  constructor(readonly window: Window) {}

  get #browser() {
    return this.window.browser;
  }

  /** Opens the preview, and waits for so many pages. */
  async open(count: number): Promise<void> {
    await this.window.press('Ctrl', 'p');
    await this.count(count);
  }

  /** Shows a layout by itself. */
  async show(name: string): Promise<void> {
    await this.window.named(name, 'button').click();
    await until(async () => (await this.names()).join() === name, `${name} by itself`);
  }

  /** Shows a layout beside the others, or takes it away. */
  async toggle(name: string): Promise<void> {
    await this.window.named(this.window.t('preview.besideOthers', { layout: name }), 'button').click();
  }

  /** The layouts whose pages are there, from left to right. */
  names(): Promise<string[]> {
    return this.#browser.execute(() =>
      [...document.querySelectorAll('[data-screen]')]
        .filter((screen) => {
          const page = screen.querySelector('iframe')?.contentDocument;
          return page?.readyState === 'complete' && page.body.childElementCount > 0;
        })
        .map((screen) => screen.getAttribute('aria-label') ?? ''),
    );
  }

  async count(count: number): Promise<void> {
    await until(async () => (await this.names()).length === count, `${String(count)} pages`);
  }

  /** Waits until the only page says it. */
  async says(words: string): Promise<void> {
    await until(
      async () => (await this.window.previews())[0]?.text.includes(words) ?? false,
      `the page to say “${words}”`,
    );
  }

  /** An option of the layout that was chosen last, by its name. */
  option(name: string) {
    return this.#browser.$(`//input[@id=//label[normalize-space(.)=${literal(name)}]/@for]`);
  }

  /** How the first page is dressed: `light` or `dark`. */
  scheme(): Promise<string> {
    return this.#browser.execute(
      () => document.querySelector('iframe')?.contentDocument?.documentElement.dataset['scheme'] ?? '',
    );
  }

  /** What is said of a page that could not be made. */
  fault(): Promise<string> {
    return this.#browser.execute(() =>
      [...document.querySelectorAll<HTMLElement>('figure [role="alert"]')].map((alert) => alert.innerText).join('\n'),
    );
  }

  /** Where a piece of the first page is in the window. */
  box(selector: string): Promise<Box> {
    return this.#browser.execute((wanted: string) => {
      const frame = document.querySelector('iframe');
      const piece = frame?.contentDocument?.querySelector(wanted);
      if (!frame || !piece) return { x: 0, y: 0, width: 0, height: 0 };
      const [outer, inner] = [frame.getBoundingClientRect(), piece.getBoundingClientRect()];
      const scale = outer.width / frame.offsetWidth;
      return {
        x: outer.x + inner.x * scale,
        y: outer.y + inner.y * scale,
        width: inner.width * scale,
        height: inner.height * scale,
      };
    }, selector);
  }

  /** What is marked in the first page, and the screen that it is seen in. */
  mark(): Promise<{ mark: Box; screen: Box }> {
    return this.#browser.execute(() => {
      const box = (selector: string) => {
        const { x, y, width, height } = document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
        return { x, y, width, height };
      };
      return { mark: box('[data-mark]'), screen: box('[data-screen]') };
    });
  }

  /** Where they are once nothing moves any more: what stands below a page comes after it. */
  async #settled(): Promise<{ mark: Box; screen: Box }> {
    let last = await this.mark();
    await until(async () => {
      const before = last;
      await new Promise((wait) => setTimeout(wait, 250));
      last = await this.mark();
      return JSON.stringify(before.screen) === JSON.stringify(last.screen);
    }, 'the page to stand still');
    return last;
  }

  /** Clicks at a piece of the first page, a little below its upper edge. */
  async click(selector: string): Promise<void> {
    await this.#browser.execute((wanted: string) => {
      const screen = document.querySelector('[data-screen]');
      const frame = screen?.querySelector('iframe');
      const piece = frame?.contentDocument?.querySelector(wanted);
      if (!screen || !frame || !piece) return;
      const scale = frame.getBoundingClientRect().width / frame.offsetWidth;
      screen.scrollTop = Math.max(0, piece.getBoundingClientRect().top * scale - 100);
    }, selector);
    const { x, y, width } = await this.box(selector);
    const at = { x: Math.round(x + width / 3), y: Math.round(y + 8) };
    await this.#browser.action('pointer').move(at).down().up().perform();
  }

  /** The number of the block that the cursor is in; -1 where it is not in the text. */
  caret(): Promise<number> {
    return this.#browser.execute(() => {
      const text = document.querySelector('.ProseMirror');
      const at = document.getSelection()?.anchorNode ?? null;
      if (!text?.contains(document.activeElement)) return -1;
      const blocks = [...text.children].filter((block) => !block.classList.contains('ProseMirror-widget'));
      return blocks.findIndex((block) => block.contains(at));
    });
  }

  /** A picture of the first page, as much as its screen shows of it; where it is kept. */
  async picture(desk: Desk, name: string): Promise<string> {
    await this.#browser.executeAsync((done: () => void) => {
      const page = document.querySelector('iframe')?.contentDocument;
      const ready = [page?.fonts.ready, ...[...(page?.images ?? [])].map((image) => image.decode())];
      void Promise.allSettled(ready).then(() => done());
    });
    const { screen } = await this.#settled();
    await desk.screenshot(name);
    const file = join(screenshots, `${name}.png`);
    const [x, y, width, height] = [screen.x, screen.y, screen.width, screen.height].map(Math.round);
    execFileSync('convert', [file, '-crop', `${width}x${height}+${x}+${y}`, '+repage', file]);
    return file;
  }
}

/** The foot of a device in a small picture, in pixels. */
const FOOT = 14;

/**
 * How far two pictures are apart, from 0 to 1, each seen from afar: 240 pixels wide. As much is compared as both of them
 * show, without the foot of the device: how much of a page is in sight depends on what stands above it in the window.
 */
export function apart(one: string, other: string): number {
  const pictures = [small(one), small(other)];
  const height = Math.min(...pictures.map(heightOf)) - FOOT;
  const top = pictures.flatMap((picture) => ['(', picture, '-crop', `x${String(height)}+0+0`, '+repage', ')']);
  const args = ['-metric', 'MAE', ...top, 'null:'];
  try {
    execFileSync('compare', args, { encoding: 'utf8', stdio: 'pipe' });
    return 0;
  } catch (thrown) {
    const said = String((thrown as { stderr?: string }).stderr ?? '');
    return Number(/\(([\d.e-]+)\)/.exec(said)?.[1] ?? 1);
  }
}

function heightOf(picture: string): number {
  return Number(execFileSync('identify', ['-format', '%h', picture], { encoding: 'utf8' }));
}

/** The picture as it is kept and compared. */
export function small(file: string): string {
  const to = file.replace(/\.png$/, '.small.png');
  if (file !== to && !file.includes('/looks/')) {
    execFileSync('convert', [file, '-resize', '240x', '-colorspace', 'gray', '-strip', '-quality', '95', to]);
    return to;
  }
  return file;
}

const PHOTO = resolve(import.meta.dirname, '../../src-tauri/crates/pictures/tests/pictures/iptc.jpg');

/** Adds a story with a picture that was taken an hour ago; its headline. */
export function addIllustrated(desk: Desk): string {
  const bytes = readFileSync(PHOTO);
  const src = `${createHash('sha256').update(bytes).digest('hex')}.jpg`;
  mkdirSync(join(desk.home, 'desk.media'), { recursive: true });
  writeFileSync(join(desk.home, 'desk.media', src), bytes);
  const text = (words: string) => [{ type: 'text', text: words }];
  const paragraph = (words: string) => ({ type: 'paragraph', content: text(words) });
  const headline = 'Nelayan Losari Menunggu Cuaca Reda, Harga Ikan di Makassar Naik';
  const story = {
    house: 'kontan',
    language: 'id',
    slugline: 'NELAYAN/MAKASSAR',
    kicker: 'Kelautan',
    headline,
    deck: 'Tiga hari tanpa melaut membuat pasokan di tempat pelelangan turun separuh. Pedagang berharap angin reda.',
    desk: 'Nasional',
    bylines: ['Dewi Sartika'],
    editor: 'Ratri Kusumawardani',
    dateline: { outlet: 'KONTAN.CO.ID', place: 'MAKASSAR', date: null },
    tags: ['nelayan', 'Makassar', 'cuaca'],
    modified: new Date(Date.now() - 3_600_000).toISOString(),
    body: {
      type: 'doc',
      content: [
        {
          type: 'image',
          attrs: { src, alt: 'Perahu di Pantai Losari', credit: 'ANTARA FOTO', focus: { x: 500, y: 600 } },
          content: text('Nelayan menunggu matahari terbenam di Pantai Losari, Makassar.'),
        },
        paragraph(
          'Ratusan nelayan di pesisir Makassar tidak melaut selama tiga hari karena gelombang tinggi. Harga ikan layang di ' +
            'Pasar Pelelangan Paotere naik menjadi Rp 38.000 sekilogram.',
        ),
        paragraph('“Kami menunggu angin reda. Dua meter sudah terlalu tinggi bagi perahu kami,” kata seorang nelayan.'),
        { type: 'heading', attrs: { level: 2 }, content: text('Pasokan turun separuh') },
        paragraph('Pengelola pelelangan mencatat pasokan turun dari 42 ton menjadi 19 ton sehari.'),
        { type: 'relatedLink', attrs: { title: 'Ongkos Kirim Antarpulau Stabil', storyId: null, url: null } },
        paragraph('Badan meteorologi memperkirakan gelombang mulai turun pada akhir pekan.'),
      ],
    },
  };
  desk.cli('import', '--jsonl', desk.file('nelayan.jsonl', `${JSON.stringify(story)}\n`));
  return headline;
}
