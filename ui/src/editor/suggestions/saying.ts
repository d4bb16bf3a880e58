/** Whose a suggestion is, and since when, in words. */
import { when } from '../../messages/formats';
import { t } from '../../messages/messages.svelte';
import type { Say } from './drawing';

export const say: Say = (kind, spans) => {
  const { author, at } = spans.at(-1)?.data ?? { author: '', at: '' };
  const name = author === '' ? t('suggestions.nobody') : author;
  const words = t(`suggestions.${kind}`);
  return at === '' ? `${name} · ${words}` : `${name} · ${words} · ${when(at)}`;
};
