/**
 * The calendar view: which month is open and where its links lead, and the month as weeks of days. Days are the venue's
 * (`2026-10-03`), so nothing here knows a zone. No IO, no clock.
 */
import { monthOf } from './narrowCalendar.ts';
import type { CalendarEntry } from './narrowCalendar.ts';
import type { EventSummary } from './eventSummary.ts';

/** What a day shows of an event: a month can have hundreds, and their pictures would be sent for nothing. */
export interface AgendaEntry {
  day: string;
  event: Pick<EventSummary, 'eventId' | 'slug' | 'title' | 'startsAt' | 'timeZone' | 'venueName' | 'city'>;
}

export interface OpenMonth {
  /** `2026-10` */
  month: string;
  entries: AgendaEntry[];
  /** `null` past the calendar's ends: links would lead on for ever. */
  previous: string | null;
  next: string | null;
  /** Where the month has nothing: the nearest that has, later ones first. */
  nearest: string | null;
}

const toAgenda = ({ day, event }: CalendarEntry): AgendaEntry => {
  const { eventId, slug, title, startsAt, timeZone, venueName, city } = event;
  return { day, event: { eventId, slug, title, startsAt, timeZone, venueName, city } };
};

const addMonths = (month: string, count: number): string => {
  const date = new Date(`${month}-01T00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + count);
  return date.toISOString().slice(0, 7);
};

/**
 * Opens the month that was asked for, or else the first that has something. `matching` are the entries that the other
 * filters leave, in order; `bounds` the first and last month of the whole calendar.
 */
export function openMonth(
  matching: readonly CalendarEntry[],
  asked: string,
  [first, last]: readonly [string, string],
): OpenMonth {
  const months = [...new Set(matching.map(monthOf))];
  const month = asked || (months[0] ?? first);
  const entries = matching.filter((entry) => monthOf(entry) === month).map(toAgenda);
  const [before, after] = [addMonths(month, -1), addMonths(month, 1)];
  return {
    month,
    entries,
    previous: month > first ? (before < last ? before : last) : null,
    next: month < last ? (after > first ? after : first) : null,
    nearest: entries.length > 0 ? null : (months.find((one) => one > month) ?? months.at(-1) ?? null),
  };
}

/** From the month of `now` or the first event, whichever is earlier, to that of the last event. */
export function boundsOf(entries: readonly CalendarEntry[], now: Date): readonly [string, string] {
  const months = [now.toISOString().slice(0, 7), ...entries.map(monthOf)].toSorted();
  const [first = ''] = months;
  return [first, months.at(-1) ?? first];
}

export interface GridDay {
  /** `2026-10-03` */
  day: string;
  entries: AgendaEntry[];
}

/** Weeks of seven days from `firstWeekday` (1 is Monday); `null` for days of the months beside it. */
export function buildWeeks(
  month: string,
  entries: readonly AgendaEntry[],
  firstWeekday: number,
): (GridDay | null)[][] {
  const first = new Date(`${month}-01T00:00Z`);
  const blanks = (first.getUTCDay() - firstWeekday + 7) % 7;
  const byDay = Map.groupBy(entries, ({ day }) => day);
  const cells: (GridDay | null)[] = Array.from({ length: blanks }, () => null);
  for (const date = first; date.toISOString().startsWith(month); date.setUTCDate(date.getUTCDate() + 1)) {
    const day = date.toISOString().slice(0, 10);
    cells.push({ day, entries: byDay.get(day) ?? [] });
  }
  while (cells.length % 7 > 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/** Seven days in the order of a week, any week, for their names. */
export const weekdaysFrom = (firstWeekday: number): Date[] =>
  // 4 January 1970 was a Sunday.
  Array.from({ length: 7 }, (_, i) => new Date(Date.UTC(1970, 0, 4 + firstWeekday + i)));
