import { isMessageKey, t } from './messages.svelte';

/** What a field of the metadata is called in the window. */
export function fieldName(field: string): string {
  const key = [`field.${field}`, `editor.${field}`].find(isMessageKey);
  return key ? t(key) : field;
}
