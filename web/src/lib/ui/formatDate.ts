/**
 * Instants for people: always in a named zone, in the reader's language. A show's time is the venue's; where the
 * reader's clock says something else, `zonesDiffer` tells, so that both are shown. No IO, no clock.
 */
import { localeTag } from './localeTag.ts';
import type { Locale } from '@fashionista/domain/locale';

const shapes = {
  /** Saturday, 3 October 2026 */
  day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  /** Sat 3 Oct 2026 */
  shortDay: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  /** 19:30 */
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  /** Saturday, 3 October 2026 at 19:30 */
  full: {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  },
  /** Sat 3 Oct, 19:30 */
  moment: {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  },
  /** October 2026 */
  month: { month: 'long', year: 'numeric' },
  /** Saturday */
  weekday: { weekday: 'long' },
  /** Sat */
  shortWeekday: { weekday: 'short' },
  /** Saturday 3 October */
  weekdayAndDay: { weekday: 'long', day: 'numeric', month: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateShape = keyof typeof shapes;

export function formatDate(date: Date, shape: DateShape, timeZone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(localeTag(locale), { ...shapes[shape], timeZone }).format(date);
}

/** `CEST` or `GMT+2`, as the language writes it; some would write `UTC+0`, which people do not. */
export function formatZone(date: Date, timeZone: string, locale: Locale): string {
  const parts = new Intl.DateTimeFormat(localeTag(locale), { timeZone, timeZoneName: 'short' }).formatToParts(
    date,
  );
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
  return name.replace(/[+−-]0$/, '');
}

/** Whether clocks in the two zones differ at that instant. */
export function zonesDiffer(date: Date, one: string, other: string): boolean {
  return wallClock(date, one) !== wallClock(date, other);
}

/** `2026-10-03`, the calendar day of an instant in a zone. */
export const isoDay = (date: Date, timeZone: string): string => wallClock(date, timeZone).slice(0, 10);

/** `2026-10-03T19:30:00+02:00`: an instant for machines that also says what the zone's clock shows. */
export function isoWithOffset(date: Date, timeZone: string): string {
  const name = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(date)
    .find((part) => part.type === 'timeZoneName')?.value;
  const offset = name?.slice('GMT'.length) || '+00:00';
  return `${wallClock(date, timeZone).replace(' ', 'T')}:${String(date.getUTCSeconds()).padStart(2, '0')}${offset}`;
}

/** `2026-10-03 19:30`: Swedish dates are written as ISO 8601 writes them. */
const wallClock = (date: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(date);
