import en from '../../messages/en.json';
import id from '../../messages/id.json';

export type Language = 'id' | 'en';
export type MessageKey = keyof typeof id;
export type Values = Record<string, string | number>;

const CATALOGUES: Record<Language, Record<MessageKey, string>> = { id, en };

class Speech {
  language: Language = $state('id');
  readonly locale = $derived(this.language === 'id' ? 'id-ID' : 'en-GB');
}

/** The language that the window speaks. Whatever reads it through `t` or the formats below follows a switch at once. */
export const speech = new Speech();

/** The language of the machine, for a window in which nobody has chosen yet. */
export function languageOfMachine(): Language {
  return /^(id|in|ms)\b/i.test(navigator.language) ? 'id' : 'en';
}

/**
 * The words of `key` in the window's language. `{name}` is replaced by a value; `{count:word|words}` picks the form that
 * the number asks for.
 */
export function t(key: MessageKey, values: Values = {}): string {
  return fill(CATALOGUES[speech.language][key], values, speech.locale);
}

/** The name in the window's language of something that brings its names, as a layout does. */
export function nameIn({ nameId, nameEn }: { nameId: string; nameEn: string }): string {
  return speech.language === 'id' ? nameId : nameEn;
}

/** The words of `key` in every language: who looks for something may know its name in another one. */
export function wordsOf(key: MessageKey): string[] {
  return Object.values(CATALOGUES).map((catalogue) => catalogue[key]);
}

export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(id, key);
}

export function fill(words: string, values: Values, locale: string): string {
  return words.replace(/\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g, (whole, name: string, one?: string, other?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (one !== undefined && other !== undefined) {
      return new Intl.PluralRules(locale).select(Number(value)) === 'one' ? one : other;
    }
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
  });
}
