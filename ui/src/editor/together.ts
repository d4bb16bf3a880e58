/** Two pages that are scrolled together, block by block: the same paragraph of source and translation stands side by side. */

/** Where the blocks of a page begin and where the last one ends, from the top of the page, in CSS pixels. */
export interface Stops {
  readonly begins: readonly number[];
  readonly end: number;
}

/** The place in another page that stands beside a place in this one. What one page has more of is gone through at its end. */
export function across(at: number, from: Stops, to: Stops): number {
  const common = Math.min(from.begins.length, to.begins.length);
  const here = [0, ...from.begins.slice(0, common), from.end];
  const there = [0, ...to.begins.slice(0, common), to.end];
  const next = here.findIndex((stop) => stop > at);
  if (next <= 0) return next === 0 ? 0 : to.end;
  const [start = 0, stop = 0] = here.slice(next - 1);
  const [first = 0, last = 0] = there.slice(next - 1);
  return first + ((last - first) * (at - start)) / (stop - start);
}

function stopsOf(page: HTMLElement): Stops {
  const top = page.getBoundingClientRect().top - page.scrollTop;
  const blocks = [...page.querySelectorAll('.ProseMirror > :not(.ProseMirror-widget)')];
  const boxes = blocks.map((block) => block.getBoundingClientRect());
  return { begins: boxes.map((box) => box.top - top), end: (boxes.at(-1)?.bottom ?? top) - top };
}

/** Lets one page follow the other. */
export class Together {
  /** What was scrolled by us is followed by nobody. */
  readonly #ours = new WeakMap<HTMLElement, number>();
  #frame = 0;

  /** This page was scrolled. */
  follow(page: HTMLElement, other: HTMLElement): void {
    const ours = this.#ours.get(page);
    this.#ours.delete(page);
    if (ours !== undefined && Math.abs(ours - page.scrollTop) < 2) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const before = other.scrollTop;
      other.scrollTop = across(page.scrollTop, stopsOf(page), stopsOf(other));
      if (other.scrollTop !== before) this.#ours.set(other, other.scrollTop);
    });
  }
}
