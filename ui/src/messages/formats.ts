import { speech } from './messages.svelte';

/** 1.284 or 1,284. */
export function number(value: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(speech.locale, options).format(value);
}

/** 10.42 or 10:42, in the zone of this machine. */
export function time(at: string | Date, seconds = false): string {
  return stamp(at, { hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}) });
}

/** 8 Mei 2025. */
export function date(at: string | Date): string {
  return stamp(at, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** Kamis, 8 Mei 2025 pukul 10.42 WIB: for headings, and for titles that explain a short form. */
export function dateAndTime(at: string | Date): string {
  return stamp(at, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
}

/** As short as it stays clear: today the time, this week the weekday and time, this year day and month, else the year too. */
export function when(at: string | Date, now: Date = new Date()): string {
  const moment = new Date(at);
  const days = Math.round((startOfDay(now) - startOfDay(moment)) / 86_400_000);
  if (days === 0) return time(moment);
  if (days === 1) return capital(new Intl.RelativeTimeFormat(speech.locale, { numeric: 'auto' }).format(-1, 'day'));
  if (days > 1 && days < 7) return `${stamp(moment, { weekday: 'short' })} ${time(moment)}`;
  if (moment.getFullYear() === now.getFullYear()) return stamp(moment, { day: 'numeric', month: 'short' });
  return stamp(moment, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** A day as the heading over its moments: today, yesterday, Kamis, 8 Mei, else with the year. */
export function day(at: string | Date, now: Date = new Date()): string {
  const moment = new Date(at);
  const days = Math.round((startOfDay(now) - startOfDay(moment)) / 86_400_000);
  if (days === 0 || days === 1)
    return capital(new Intl.RelativeTimeFormat(speech.locale, { numeric: 'auto' }).format(-days, 'day'));
  const year = moment.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const };
  return stamp(moment, { weekday: 'long', day: 'numeric', month: 'long', ...year });
}

/** When something was saved: today the time with its seconds, before that the day as well. */
export function savedAt(at: string | Date, now: Date = new Date()): string {
  const moment = new Date(at);
  if (startOfDay(moment) === startOfDay(now)) return time(moment, true);
  const year = moment.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const };
  return `${stamp(moment, { day: 'numeric', month: 'short', ...year })} ${time(moment)}`;
}

/** A moment by the clock of the zone that it is written in: Jum, 9 Mei 2025, 06.00. */
export function byItsClock(at: string): string {
  const wall = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/u.exec(at)?.[0];
  if (wall === undefined) return at;
  const options = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  return stamp(`${wall}Z`, { ...options, hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
}

/** The name of a language (`id`, `en`) in the window's language. */
export function languageName(code: string): string {
  try {
    return capital(new Intl.DisplayNames(speech.locale, { type: 'language' }).of(code) ?? code);
  } catch {
    return code;
  }
}

function stamp(at: string | Date, options: Intl.DateTimeFormatOptions): string {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return '';
  return new Intl.DateTimeFormat(speech.locale, { hourCycle: 'h23', ...options }).format(moment);
}

function startOfDay(moment: Date): number {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase(speech.locale) + words.slice(1);
}
