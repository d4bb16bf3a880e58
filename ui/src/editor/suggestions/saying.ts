/** Whose a suggestion is, and since when, in words. */
import { when } from '../../messages/formats';
import { t } from '../../messages/messages.svelte';
import { nameOf } from '../../newsroom/tracking/saying';
import type { Say } from './drawing';

export const say: Say = (kind, spans) => {
  const { author, at } = spans.at(-1)?.data ?? { author: '', at: '' };
  const words = t(`suggestions.${kind}`);
  return [nameOf(author), words, ...(at === '' ? [] : [when(at)])].join(' · ');
};
