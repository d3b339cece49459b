/** The list cut into pages, and a page into months as chapters. Looks are numbered through all pages. No IO. */
import { monthOf } from './narrowCalendar.ts';
import type { CalendarEntry } from './narrowCalendar.ts';
import type { EventSummary } from './eventSummary.ts';

export const eventsPerPage = 24;

export interface Chapter {
  /** `2026-10` */
  month: string;
  events: EventSummary[];
  /** How many looks came before. */
  numberedFrom: number;
}

export interface CalendarPage {
  /** From 1. */
  page: number;
  pageCount: number;
  chapters: Chapter[];
}

/** Entries under the month they happen in, in order. */
export function groupByMonth(entries: readonly CalendarEntry[], numberedFrom = 0): Chapter[] {
  let before = numberedFrom;
  return [...Map.groupBy(entries, monthOf)].map(([month, inMonth]) => {
    const chapter = { month, events: inMonth.map(({ event }) => event), numberedFrom: before };
    before += inMonth.length;
    return chapter;
  });
}

/** A page past the end is the last: events end, and links to them stay. */
export function cutPage(
  entries: readonly CalendarEntry[],
  asked: number,
  size = eventsPerPage,
): CalendarPage {
  const pageCount = Math.max(1, Math.ceil(entries.length / size));
  const page = Math.min(asked, pageCount);
  const before = (page - 1) * size;
  return { page, pageCount, chapters: groupByMonth(entries.slice(before, before + size), before) };
}
