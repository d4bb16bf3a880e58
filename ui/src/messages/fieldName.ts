import { isMessageKey, type MessageKey, t } from './messages.svelte';

/** What a field of the metadata is called in the window. */
export function fieldName(field: string): string {
  const key = [`field.${field}`, `editor.${field}`].find(isMessageKey);
  return key ? t(key) : field;
}

const BESIDE: Record<string, MessageKey> = {
  alt: 'editor.picture.alt',
  credit: 'editor.picture.credit',
  photographer: 'editor.picture.photographer',
  place: 'find.picturePlace',
  title: 'find.linkTitle',
};

/** What is called what a picture, a link or an embed carries beside its text. */
export function attributeName(attribute: string): string {
  const key = BESIDE[attribute];
  return key ? t(key) : attribute;
}
