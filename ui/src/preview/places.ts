/**
 * Places of stories in a page that shows them. Templates name them on their elements: a block of the body by its number, a
 * field of the head, and around them the story where there are several.
 */

/** A place: in which story, null where the page shows one alone; and where in it, null for all of it. */
export interface Place {
  story: string | null;
  at: { block: number } | { field: 'kicker' | 'headline' | 'deck' } | null;
}

/** Where something stands, in the page's own CSS pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const FIELDS = ['kicker', 'headline', 'deck'] as const;

/** What an element of the page shows; null where it names nothing that one can go to. */
export function placeOf(element: Element | null): Place | null {
  const story = storyOf(element);
  const named = element?.closest<HTMLElement>('[data-block], [data-field]') ?? null;
  const { block, field } = named?.dataset ?? {};
  if (block !== undefined && /^\d+$/.test(block)) return { story, at: { block: Number(block) } };
  const head = FIELDS.find((name) => name === field);
  if (head) return { story, at: { field: head } };
  return story === null ? null : { story, at: null };
}

function storyOf(element: Element | null): string | null {
  return element?.closest<HTMLElement>('[data-story]')?.dataset['story'] ?? null;
}

/** Around what shows a place, the largest part of it where it is shown several times; null where it is not shown. */
export function boxOf(page: Document, { story, at }: Place): Box | null {
  if (at === null) return null;
  const name = 'block' in at ? `[data-block="${String(at.block)}"]` : `[data-field="${at.field}"]`;
  const own = [...page.querySelectorAll(name)].filter((element) => [null, story].includes(storyOf(element)));
  const shown = own.map((element) => element.getBoundingClientRect()).filter(({ width, height }) => width * height > 0);
  // A dateline by itself and a long paragraph in two takes are the same block: one of them is enough to be found.
  return shown.reduce<DOMRect | null>((most, box) => (most && most.height >= box.height ? most : box), null);
}

/** How far to scroll so that a box is in sight, some of it or the whole; null where it is already. */
export function scrollFor(
  box: Box,
  scale: number,
  seen: { top: number; height: number },
  whole: boolean,
): number | null {
  const [top, bottom] = [box.top * scale, (box.top + box.height) * scale];
  const end = seen.top + seen.height;
  const fits = whole && bottom - top < seen.height;
  if (fits ? top >= seen.top && bottom <= end : top < end && bottom > seen.top) return null;
  return Math.max(0, top - seen.height / 3);
}
