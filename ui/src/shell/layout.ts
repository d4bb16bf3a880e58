/** Which panes stand in a window of a given width, and how wide. Narrow windows fold panes from the outside in. */
export type Sizes = { navigation: number; list: number; inspector: number };
export type Wanted = Record<keyof Sizes, { size: number; folded: boolean }>;

export const LEAST: Sizes = { navigation: 168, list: 240, inspector: 264 };
export const MOST: Sizes = { navigation: 360, list: 560, inspector: 480 };
/** The editor is never narrower: a measure that can be read, and its toolbar. */
export const EDITOR = 440;
/** The same for two stories beside each other. */
export const PAIR = 800;

/** From the outside in: what goes first when there is no room. */
const FOLDS: (keyof Sizes)[] = ['navigation', 'inspector', 'list'];
/** What gives way first while everything still fits. */
const SHRINKS: (keyof Sizes)[] = ['inspector', 'navigation', 'list'];

/** The width of each pane; 0 where it is folded, by choice or for want of room. */
export function fit(width: number, wanted: Wanted, editor = EDITOR): Sizes {
  const open = FOLDS.filter((name) => !wanted[name].folded);
  for (let folded = 0; folded <= open.length; folded++) {
    const sizes = squeeze(width - editor, wanted, open.slice(folded));
    if (sizes) return sizes;
  }
  return { navigation: 0, list: 0, inspector: 0 };
}

export function clamp(name: keyof Sizes, size: number): number {
  return Math.min(MOST[name], Math.max(LEAST[name], Math.round(size)));
}

/** `room` is what the editor leaves of the window. */
function squeeze(room: number, wanted: Wanted, open: (keyof Sizes)[]): Sizes | null {
  const sizes: Sizes = { navigation: 0, list: 0, inspector: 0 };
  for (const name of open) sizes[name] = clamp(name, wanted[name].size);
  let over = sizes.navigation + sizes.list + sizes.inspector - room;
  for (const name of SHRINKS) {
    if (over <= 0 || sizes[name] === 0) continue;
    const less = Math.min(over, sizes[name] - LEAST[name]);
    sizes[name] -= less;
    over -= less;
  }
  return over <= 0 ? sizes : null;
}
