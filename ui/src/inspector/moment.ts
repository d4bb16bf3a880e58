/**
 * A moment as an editor writes it (`9/5/2025 06.00`, `2025-05-09 6:00`, `besok 6`, `06.00`) and as a story keeps it:
 * RFC 3339 with its zone. Days come before months, as in Indonesia; an ISO date is read as one.
 */

/** A zone by its distance from UTC in minutes. */
export interface Zone {
  readonly name: string;
  readonly minutes: number;
}

/** The zones of the country, and UTC for the wire. */
export const ZONES: readonly Zone[] = [
  { name: 'WIB', minutes: 420 },
  { name: 'WITA', minutes: 480 },
  { name: 'WIT', minutes: 540 },
  { name: 'UTC', minutes: 0 },
];

const DAY = 86_400_000;
const TODAY = /^(?:hari ini|today)\b\s*/iu;
const TOMORROW = /^(?:besok|tomorrow)\b\s*/iu;
const ISO_DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t,]|\s|$)\s*/iu;
const DAY_MONTH = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?(?:,|\s|$)\s*/u;
const NAMED = /^(?:\p{L}+,\s*)?(\d{1,2})\s+(\p{L}{3,})\.?(?:\s+(\d{4})(?!\d|[.:]))?(?:,|\s|$)\s*/u;
const CLOCK = /^(\d{1,2})(?:[.:](\d{2}))?(?:[.:]\d{2})?\s*(?:wib|wita|wit|utc|z)?$/iu;

const MONTHS: readonly (readonly string[])[] = [
  ['jan'],
  ['feb', 'peb'],
  ['mar'],
  ['apr'],
  ['mei', 'may'],
  ['jun'],
  ['jul'],
  ['agu', 'aug', 'ags'],
  ['sep'],
  ['okt', 'oct'],
  ['nov', 'nop'],
  ['des', 'dec'],
];

/**
 * The moment that was typed, or null where it cannot be read. A day without a clock is its first minute; a clock
 * without a day is its next occurrence after `now`.
 */
export function readMoment(typed: string, zone: Zone, now: Date): string | null {
  const text = typed.trim().replaceAll(/\s+/gu, ' ');
  if (text === '') return null;
  const local = new Date(now.getTime() + zone.minutes * 60_000);
  const today = { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
  const day = readDay(text, today);
  const clock = readClock(day === null ? text : day.rest);
  if (clock === null) return null;
  const { year, month, day: date } = day ?? today;
  let at = Date.UTC(year, month - 1, date, clock.hour, clock.minute);
  const made = new Date(at);
  // Date.UTC turns 31/4 into 1/5; what was typed is no such day.
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== date) return null;
  if (day === null && at <= local.getTime()) at += DAY;
  return written(new Date(at), zone);
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function readDay(text: string, today: Day): (Day & { rest: string }) | null {
  const rest = (length: number): string => text.slice(length);
  let match = TODAY.exec(text);
  if (match !== null) return { ...today, rest: rest(match[0].length) };
  match = TOMORROW.exec(text);
  if (match !== null) {
    const next = new Date(Date.UTC(today.year, today.month - 1, today.day) + DAY);
    return {
      year: next.getUTCFullYear(),
      month: next.getUTCMonth() + 1,
      day: next.getUTCDate(),
      rest: rest(match[0].length),
    };
  }
  match = ISO_DATE.exec(text);
  if (match !== null)
    return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]), rest: rest(match[0].length) };
  match = DAY_MONTH.exec(text);
  if (match !== null) {
    return {
      year: yearOf(match[3], today),
      month: Number(match[2]),
      day: Number(match[1]),
      rest: rest(match[0].length),
    };
  }
  match = NAMED.exec(text);
  if (match !== null) {
    const name = (match[2] ?? '').slice(0, 3).toLowerCase();
    const month = MONTHS.findIndex((names) => names.includes(name)) + 1;
    if (month > 0) return { year: yearOf(match[3], today), month, day: Number(match[1]), rest: rest(match[0].length) };
  }
  return null;
}

function yearOf(typed: string | undefined, today: Day): number {
  if (typed === undefined) return today.year;
  return typed.length === 2 ? 2000 + Number(typed) : Number(typed);
}

function readClock(text: string): { hour: number; minute: number } | null {
  if (text === '') return { hour: 0, minute: 0 };
  const match = CLOCK.exec(text);
  if (match === null) return null;
  const hour = Number(match[1]);
  const minute = match[2] === undefined ? 0 : Number(match[2]);
  return hour < 24 && minute < 60 ? { hour, minute } : null;
}

function written(local: Date, zone: Zone): string {
  return `${local.toISOString().slice(0, 16)}:00${offsetOf(zone.minutes)}`;
}

function offsetOf(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The zone that a kept moment is written in. */
export function zoneOf(moment: string): Zone {
  const match = /([+-])(\d{2}):(\d{2})$/u.exec(moment);
  const minutes = match === null ? 0 : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
  return ZONES.find((zone) => zone.minutes === minutes) ?? { name: `UTC${offsetOf(minutes)}`, minutes };
}

/** This computer's zone at `now`, by the country's name for it where it has one. */
export function ownZone(now: Date): Zone {
  const minutes = -now.getTimezoneOffset();
  return ZONES.find((zone) => zone.minutes === minutes) ?? { name: `UTC${offsetOf(minutes)}`, minutes };
}

/** The same clock in another zone: an editor who corrects the zone means the hour that stands there. */
export function inZone(moment: string, zone: Zone): string {
  const local = new Date(Date.parse(moment) + zoneOf(moment).minutes * 60_000);
  return written(local, zone);
}

/** The moment for people by the clock of its own zone, which stands beside it: `Jum, 9 Mei 2025, 06.00`. */
export function showMoment(moment: string, language: string): string {
  const time = Date.parse(moment);
  if (Number.isNaN(time)) return moment;
  const local = new Date(time + zoneOf(moment).minutes * 60_000);
  const day = new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const clock = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  return `${day.format(local)}, ${clock.format(local)}`;
}

/** The moment as it is typed, to be corrected in the field: `9/5/2025 06.00`. */
export function typeMoment(moment: string): string {
  const time = Date.parse(moment);
  if (Number.isNaN(time)) return moment;
  const local = new Date(time + zoneOf(moment).minutes * 60_000);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${local.getUTCDate()}/${local.getUTCMonth() + 1}/${local.getUTCFullYear()}`;
  return `${day} ${two(local.getUTCHours())}.${two(local.getUTCMinutes())}`;
}
