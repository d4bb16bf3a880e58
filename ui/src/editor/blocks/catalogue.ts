/**
 * Everything that can be made or put into the text, once: the menu behind `/`, the toolbar, the menu of a block and the
 * palette offer what stands here, under the same words.
 */
import AppWindow from '@lucide/svelte/icons/app-window';
import ChevronsDown from '@lucide/svelte/icons/chevrons-down';
import Clock from '@lucide/svelte/icons/clock';
import CornerDownRight from '@lucide/svelte/icons/corner-down-right';
import Heading2 from '@lucide/svelte/icons/heading-2';
import Heading3 from '@lucide/svelte/icons/heading-3';
import Images from '@lucide/svelte/icons/images';
import ImageIcon from '@lucide/svelte/icons/image';
import Info from '@lucide/svelte/icons/info';
import List from '@lucide/svelte/icons/list';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import Megaphone from '@lucide/svelte/icons/megaphone';
import Pilcrow from '@lucide/svelte/icons/pilcrow';
import Quote from '@lucide/svelte/icons/quote';
import Table from '@lucide/svelte/icons/table';
import TextQuote from '@lucide/svelte/icons/text-quote';
import Video from '@lucide/svelte/icons/video';
import type { Command } from 'prosemirror-state';
import type { Component } from 'svelte';
import { type MessageKey, wordsOf } from '../../messages/messages.svelte';
import type { Request } from '../../newsroom/workbench.svelte';
import type { FurnitureKind } from '../../body/nodes/furniture';
import { schema } from '../../body/schema';
import * as commands from '../commands';
import { insertBox, insertPullQuote, wrapInBox } from './boxes';
import { fromGallery, insertFurniture, toGallery } from './media';
import { insertTable } from './tables';

const { pullQuote, factBox, timelineItem } = schema.nodes;

export type Section = 'text' | 'news' | 'media' | 'furniture';

export interface Offer {
  id: string;
  words: MessageKey;
  section: Section;
  icon: Component;
  keys?: string;
  /** What it does to the text at the cursor, or what the editor is asked to show first. */
  does: { run: Command } | { ask: Exclude<Request, object> };
  /** What makes this of the blocks that are selected; what has none is only put in anew. */
  turn?: Command;
  /** Other words that people look for it by, in any language. */
  also?: readonly string[];
}

export const OFFERS: readonly Offer[] = [
  text('paragraph', 'toolbar.paragraph', Pilcrow, commands.toParagraph, 'Ctrl Alt 0'),
  text('heading2', 'toolbar.heading2', Heading2, commands.toggleHeading(2), 'Ctrl Alt 2'),
  text('heading3', 'toolbar.heading3', Heading3, commands.toggleHeading(3), 'Ctrl Alt 3'),
  text('bulletList', 'toolbar.bulletList', List, commands.toggleBulletList, 'Ctrl Shift 8'),
  text('orderedList', 'toolbar.orderedList', ListOrdered, commands.toggleOrderedList, 'Ctrl Shift 7'),
  text('quote', 'toolbar.quote', TextQuote, commands.toggleQuote, 'Ctrl Shift 9'),
  news('pullQuote', 'block.pullQuote', Quote, insertPullQuote, wrapInBox(pullQuote)),
  news('factBox', 'block.factBox', Info, insertBox(factBox), wrapInBox(factBox)),
  news('timelineItem', 'block.timelineItem', Clock, insertBox(timelineItem), wrapInBox(timelineItem)),
  news('table', 'block.table', Table, insertTable),
  {
    id: 'image',
    words: 'toolbar.image',
    section: 'media',
    icon: ImageIcon,
    does: { ask: 'image' },
    turn: fromGallery,
    also: ['gambar', 'photo', 'grafis'],
  },
  { id: 'gallery', words: 'block.gallery', section: 'media', icon: Images, does: { ask: 'gallery' }, turn: toGallery },
  {
    id: 'embed',
    words: 'block.embed',
    section: 'media',
    icon: AppWindow,
    does: { ask: 'embed' },
    also: ['youtube', 'instagram', 'tiktok', 'twitter', 'x', 'facebook', 'url'],
  },
  {
    id: 'related',
    words: 'toolbar.related',
    section: 'media',
    icon: CornerDownRight,
    keys: 'Ctrl Shift L',
    does: { ask: 'related' },
  },
  fixture('advert', 'block.advert', Megaphone),
  fixture('video', 'block.video', Video),
  fixture('scroll', 'block.scroll', ChevronsDown),
];

function text(id: string, words: MessageKey, icon: Component, run: Command, keys: string): Offer {
  return { id, words, section: 'text', icon, keys, does: { run }, turn: run };
}

function news(id: string, words: MessageKey, icon: Component, run: Command, turn?: Command): Offer {
  return { id, words, section: 'news', icon, does: { run }, ...(turn ? { turn } : {}) };
}

function fixture(id: FurnitureKind, words: MessageKey, icon: Component): Offer {
  return { id, words, section: 'furniture', icon, does: { run: insertFurniture(id) } };
}

/** The offer of an id that stands above. */
export function offerOf(id: string): Offer {
  const found = OFFERS.find((offer) => offer.id === id);
  if (!found) throw new Error(`no block ${id}`);
  return found;
}

/** The offers whose names, in any language of the window, hold words that begin with what was typed. Best first. */
export function matching(typed: string, offers: readonly Offer[] = OFFERS): Offer[] {
  const wanted = fold(typed);
  if (wanted === '') return [...offers];
  const ranked = offers.map((offer) => ({ offer, rank: rank(offer, wanted) })).filter(({ rank }) => rank < Infinity);
  return ranked.sort((one, other) => one.rank - other.rank).map(({ offer }) => offer);
}

function rank({ id, words, also = [] }: Offer, wanted: string): number {
  const names = [...wordsOf(words), id, ...also].map(fold);
  if (names.some((name) => name.startsWith(wanted))) return 0;
  const parts = names.flatMap((name) => name.split(' '));
  const typed = wanted.split(' ');
  return typed.every((word) => parts.some((part) => part.startsWith(word))) ? 1 : Infinity;
}

function fold(words: string): string {
  return words
    .normalize('NFD')
    .replace(/[\p{M}…“”]/gu, '')
    .trim()
    .toLowerCase();
}
