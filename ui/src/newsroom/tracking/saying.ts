/** Suggestions in the words of the window. */
import { fieldName } from '../../messages/fieldName';
import { t } from '../../messages/messages.svelte';
import type { Suggestion } from './suggestions.svelte';

/** What somebody is called. */
export function nameOf(author: string): string {
  return author === '' ? t('suggestions.nobody') : author;
}

/** What one comes to, in a line. */
export function saidOf(suggestion: Suggestion): string {
  const { kind, deleted, inserted } = suggestion;
  const said = t(`suggestions.said.${kind}`, { deleted, inserted });
  return 'field' in suggestion ? t('suggestions.said.field', { field: fieldName(suggestion.field), said }) : said;
}
