/** What the preview shows, and how: remembered in the newsroom, for the next time it is opened. */
import type { OptionValue } from '../ipc/bindings';
import { keepPreview, keptPreview } from '../newsroom/previewing';
import type { Chosen as Options } from '../newsroom/layoutOptions';

/** What is shown before anybody has chosen. */
const FIRST = ['web-phone', 'web-desktop'];
/** Steps of the zoom, in hundredths. */
export const ZOOMS = [25, 50, 75, 100, 125, 150, 200, 300];
/** Milliseconds after the last change at which it is kept. */
const PAUSE = 400;

export class Chosen {
  /** The layouts that stand side by side where there is room. */
  layouts: readonly string[] = $state.raw(FIRST);
  /** The one that was chosen last: it stands alone where there is no room, and its options are shown. */
  latest: string = $state(FIRST[0] ?? '');
  /** The page in its dark dress. */
  dark = $state(false);
  /** The text as it was before the suggestions. */
  original = $state(false);
  /** Size of the pages in hundredths; 0 for as large as the room allows. */
  zoom = $state(0);
  /** What was chosen of each layout's options. */
  options: Readonly<Record<string, Options>> = $state.raw({});

  #loaded = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  async load(): Promise<void> {
    if (this.#loaded) return;
    this.#loaded = true;
    this.take(await keptPreview());
  }

  /** Takes over what was kept, as far as it can be read. */
  take(kept: unknown): void {
    if (typeof kept !== 'object' || kept === null) return;
    const { layouts, latest, dark, zoom, options } = kept as Record<string, unknown>;
    if (Array.isArray(layouts) && layouts.length > 0 && layouts.every((id) => typeof id === 'string'))
      this.layouts = layouts;
    this.latest = typeof latest === 'string' && this.layouts.includes(latest) ? latest : (this.layouts[0] ?? '');
    if (typeof dark === 'boolean') this.dark = dark;
    if (zoom === 0 || ZOOMS.some((step) => step === zoom)) this.zoom = zoom as number;
    if (typeof options === 'object' && options !== null) this.options = options as Record<string, Options>;
  }

  /** Shows a layout by itself. */
  show(layout: string): void {
    [this.layouts, this.latest] = [[layout], layout];
    this.#keep();
  }

  /** Shows a layout beside the others, or takes it away from them; the last one stays. */
  toggle(layout: string): void {
    if (!this.layouts.includes(layout)) [this.layouts, this.latest] = [[...this.layouts, layout], layout];
    else if (this.layouts.length > 1) {
      this.layouts = this.layouts.filter((id) => id !== layout);
      if (this.latest === layout) this.latest = this.layouts.at(-1) ?? layout;
    }
    this.#keep();
  }

  /** A copy takes the place of the layout that it was made of, with what was chosen of its options. */
  copied(layout: string, copy: string): void {
    this.layouts = this.layouts.map((id) => (id === layout ? copy : id));
    if (!this.layouts.includes(copy)) this.layouts = [...this.layouts, copy];
    this.latest = copy;
    const options = this.options[layout];
    if (options) this.options = { ...this.options, [copy]: options };
    this.#keep();
  }

  /** Its options are the ones that are wanted. */
  attend(layout: string): void {
    if (this.layouts.includes(layout)) this.latest = layout;
  }

  dress(dark: boolean): void {
    this.dark = dark;
    this.#keep();
  }

  /** A step larger or smaller than `now`, which is what is seen; 0 for as large as the room allows. */
  size(by: -1 | 0 | 1, now: number): void {
    const seen = Math.round(now);
    const next = by > 0 ? ZOOMS.find((step) => step > seen) : ZOOMS.findLast((step) => step < seen);
    this.zoom = by === 0 ? 0 : (next ?? this.zoom);
    this.#keep();
  }

  choose(layout: string, option: string, value: OptionValue): void {
    this.options = { ...this.options, [layout]: { ...this.options[layout], [option]: value } };
    this.#keep();
  }

  /** Its options are as it comes. */
  reset(layout: string): void {
    this.options = Object.fromEntries(Object.entries(this.options).filter(([id]) => id !== layout));
    this.#keep();
  }

  #keep(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { layouts, latest, dark, zoom, options } = this;
      void keepPreview({ layouts, latest, dark, zoom, options });
    }, PAUSE);
  }
}

export const chosen = new Chosen();
