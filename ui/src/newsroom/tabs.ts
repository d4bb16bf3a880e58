/**
 * Which stories are open, in which order, and which of them are in sight: one, or two beside each other. Pure. A story is
 * open once at most, so that two editors never write into one text.
 */

/** Where one was in a story that is not read at the moment. `anchor` and `head` are places in the document. */
export interface Mark {
  readonly name: string;
  readonly anchor: number;
  readonly head: number;
  /** CSS pixels. */
  readonly scroll: number;
}

export interface Tab {
  readonly story: string;
  /** The next story that is only looked at comes in its place. */
  readonly preview: boolean;
  readonly mark: Mark | null;
}

export type Side = 'left' | 'right';

export interface Tabs {
  /** As they stand in the strip. */
  readonly all: readonly Tab[];
  /** Null where nothing is open. */
  readonly left: string | null;
  readonly right: string | null;
  /** There are two sides. The right one may be empty, and then takes the next story. */
  readonly split: boolean;
  /** The side that inspector, status bar and commands are about. Never an empty one. */
  readonly side: Side;
  /** The latest first. */
  readonly recent: readonly string[];
  /** Closed ones, the latest last, each with where it stood. */
  readonly closed: readonly { readonly tab: Tab; readonly at: number }[];
}

export const NONE: Tabs = {
  all: [],
  left: null,
  right: null,
  split: false,
  side: 'left',
  recent: [],
  closed: [],
};

/** So many closed ones can be opened again. */
const CLOSED = 20;

export function activeOf(tabs: Tabs): string | null {
  return tabs[tabs.side];
}

export function inSight({ left, right }: Tabs): string[] {
  return [left, right].filter((story) => story !== null);
}

export function tabOf(tabs: Tabs, story: string): Tab | null {
  return tabs.all.find((tab) => tab.story === story) ?? null;
}

/**
 * Opens a story, or goes to it. To look at (`preview`) it comes in the place of the one that was only looked at so far,
 * unless that is on the other side.
 */
export function open(tabs: Tabs, story: string, preview: boolean): Tabs {
  const known = tabOf(tabs, story);
  if (known) return show(preview ? tabs : pin(tabs, story), story);
  const others = inSight(tabs).filter((one) => one !== landing(tabs));
  const spare = preview ? tabs.all.findIndex((tab) => tab.preview && !others.includes(tab.story)) : -1;
  const tab: Tab = { story, preview, mark: null };
  if (spare < 0) return show(insert(tabs, tab), story);
  const recent = tabs.recent.filter((one) => one !== tabs.all[spare]?.story);
  return show({ ...tabs, all: tabs.all.with(spare, tab), recent }, story);
}

/** Behind the one where one is. */
function insert(tabs: Tabs, tab: Tab): Tabs {
  const behind = tabs.all.findIndex((one) => one.story === activeOf(tabs));
  return { ...tabs, all: tabs.all.toSpliced(behind < 0 ? tabs.all.length : behind + 1, 0, tab) };
}

/** The story that gives way to the next one: none where a side is empty. */
function landing(tabs: Tabs): string | null {
  return tabs.split && tabs.right === null ? null : activeOf(tabs);
}

/** Brings an open story into sight, on the side where one is; on its own where it is in sight already. */
export function show(tabs: Tabs, story: string): Tabs {
  if (!tabOf(tabs, story)) return tabs;
  const recent = [story, ...tabs.recent.filter((one) => one !== story)];
  if (tabs.left === story) return { ...tabs, side: 'left', recent };
  if (tabs.right === story) return { ...tabs, side: 'right', recent };
  const side = tabs.split && tabs.right === null ? 'right' : tabs.side;
  return { ...tabs, [side]: story, side, recent };
}

/** It stays open, whatever is looked at next. */
export function pin(tabs: Tabs, story: string): Tabs {
  const at = tabs.all.findIndex((tab) => tab.story === story && tab.preview);
  const tab = tabs.all[at];
  return tab ? { ...tabs, all: tabs.all.with(at, { ...tab, preview: false }) } : tabs;
}

/** Closes a story; the one that was in sight before comes in its place. Of two sides the other one stays. */
export function close(tabs: Tabs, story: string, mark: Mark | null = null): Tabs {
  const at = tabs.all.findIndex((tab) => tab.story === story);
  const tab = tabs.all[at];
  if (!tab) return tabs;
  const all = tabs.all.toSpliced(at, 1);
  const recent = tabs.recent.filter((one) => one !== story);
  const closed = [...tabs.closed, { tab: { ...tab, mark: mark ?? tab.mark }, at }].slice(-CLOSED);
  const rest = { ...tabs, all, recent, closed };
  if (tabs.right === story) return { ...rest, right: null, split: false, side: 'left' };
  if (tabs.left !== story) return rest;
  const next = tabs.right ?? recent[0] ?? (all[at] ?? all[at - 1])?.story ?? null;
  return { ...rest, left: next, right: null, split: false, side: 'left' };
}

/** The story that was closed last and is not open again. */
export function lastClosed(tabs: Tabs): string | null {
  return tabs.closed.findLast(({ tab }) => !tabOf(tabs, tab.story))?.tab.story ?? null;
}

/** Opens it again, where it stood. */
export function reopen(tabs: Tabs): Tabs {
  const story = lastClosed(tabs);
  const last = tabs.closed.findLast(({ tab }) => tab.story === story);
  if (!story || !last) return tabs;
  const closed = tabs.closed.filter(({ tab }) => tab.story !== story && !tabOf(tabs, tab.story));
  const all = tabs.all.toSpliced(last.at, 0, { ...last.tab, preview: false });
  return show({ ...tabs, all, closed }, story);
}

/** The next one in the strip, or the one before, round the ends. */
export function neighbour(tabs: Tabs, by: 1 | -1): string | null {
  const { length } = tabs.all;
  const at = tabs.all.findIndex((tab) => tab.story === activeOf(tabs));
  return length === 0 ? null : (tabs.all[(at + by + length) % length]?.story ?? null);
}

/** Puts a story elsewhere in the strip. Whoever arranges it wants to keep it. */
export function move(tabs: Tabs, story: string, to: number): Tabs {
  const from = tabs.all.findIndex((tab) => tab.story === story);
  const tab = tabs.all[from];
  const place = Math.max(0, Math.min(tabs.all.length - 1, to));
  if (!tab || place === from) return tabs;
  return { ...tabs, all: tabs.all.toSpliced(from, 1).toSpliced(place, 0, { ...tab, preview: false }) };
}

/** Opens a story beside the one where one is, on the other side. Whatever stands beside another stays open. */
export function openBeside(tabs: Tabs, story: string): Tabs {
  const here = activeOf(tabs);
  if (here === null || here === story) return open(tabs, story, false);
  const side = tabs.split && tabs.side === 'right' ? 'left' : 'right';
  const known = tabOf(tabs, story) ? tabs : insert(tabs, { story, preview: false, mark: null });
  const recent = [story, ...tabs.recent.filter((one) => one !== story)];
  return { ...pin(pin(known, story), here), [side]: story, side, split: true, recent };
}

/** Puts a second side beside the first, with the story that was looked at before; without one it is empty. */
export function split(tabs: Tabs): Tabs {
  const { left } = tabs;
  if (left === null || tabs.split) return tabs;
  const beside = [...tabs.recent, ...tabs.all.map(({ story }) => story)].find((one) => one !== left);
  return beside === undefined ? { ...pin(tabs, left), split: true } : openBeside(tabs, beside);
}

/** Back to one side, with the story that one is at; both stay open. */
export function join(tabs: Tabs): Tabs {
  return { ...tabs, left: activeOf(tabs), right: null, split: false, side: 'left' };
}

/** One is at this side now. Nobody can be at an empty one. */
export function turn(tabs: Tabs, side: Side): Tabs {
  const story = tabs[side];
  return story === null || tabs.side === side ? tabs : show(tabs, story);
}

/** The two stories change sides: what is read on the left, what is written on the right. */
export function swap(tabs: Tabs): Tabs {
  if (tabs.right === null) return tabs;
  return { ...tabs, left: tabs.right, right: tabs.left, side: tabs.side === 'left' ? 'right' : 'left' };
}

/** What was kept of an earlier window. Whatever of it makes no sense is left out. */
export function restored(kept: unknown): Tabs {
  const { all, left, right, split, side, recent } = asRecord(kept);
  const tabs = Array.isArray(all) ? all.map(asTab).filter((tab) => tab !== null) : [];
  const unique = tabs.filter((tab, at) => tabs.findIndex((other) => other.story === tab.story) === at);
  const known = (story: unknown) => (unique.some((tab) => tab.story === story) ? (story as string) : null);
  const first = known(left) ?? unique[0]?.story ?? null;
  const second = split === true && known(right) !== first ? known(right) : null;
  return {
    ...NONE,
    all: unique,
    left: first,
    right: second,
    split: second !== null,
    side: second !== null && side === 'right' ? 'right' : 'left',
    recent: Array.isArray(recent) ? recent.filter((story) => known(story) !== null) : [],
  };
}

function asTab(kept: unknown): Tab | null {
  const { story, preview, mark } = asRecord(kept);
  if (typeof story !== 'string') return null;
  const { name, anchor, head, scroll } = asRecord(mark);
  const places = [anchor, head, scroll].every((place) => typeof place === 'number' && place >= 0);
  const whole = typeof name === 'string' && places;
  return { story, preview: preview === true, mark: whole ? ({ name, anchor, head, scroll } as Mark) : null };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
