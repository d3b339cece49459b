/**
 * What a reader asks of the calendar, and its form in the address: `?q=&city=&month=2026-10&from=&to=`. The address
 * is the only place it is kept, so every view can be shared and Back works. Days are the venue's. No IO.
 */
import { isoDay } from '#lib/ui/formatDate.ts';
import type { EventSummary } from './eventSummary.ts';

export interface EventFilter {
  /** Words, each of which must be found. */
  text: string;
  city: string;
  /** `2026-10`, or empty. */
  month: string;
  /** First and last day, `2026-10-03`, or empty. */
  from: string;
  to: string;
}

export const everyEvent: EventFilter = { text: '', city: '', month: '', from: '', to: '' };

const monthForm = /^\d{4}-(0[1-9]|1[0-2])$/;
const dayForm = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const maxTextLength = 100;

const keepForm = (value: string | null, form: RegExp): string => (value && form.test(value) ? value : '');

/** What cannot be read counts as not asked: an address from a chat may be cut or mistyped. */
export function readEventFilter(params: Pick<URLSearchParams, 'get'>): EventFilter {
  return {
    text: (params.get('q') ?? '').trim().slice(0, maxTextLength),
    city: (params.get('city') ?? '').trim().slice(0, maxTextLength),
    month: keepForm(params.get('month'), monthForm),
    from: keepForm(params.get('from'), dayForm),
    to: keepForm(params.get('to'), dayForm),
  };
}

/** The shortest address that reads back as this filter: `` or `?q=…`. */
export function writeEventFilter(filter: EventFilter): string {
  const params = new URLSearchParams();
  for (const [name, value] of [
    ['q', filter.text],
    ['city', filter.city],
    ['month', filter.month],
    ['from', filter.from],
    ['to', filter.to],
  ] as const)
    if (value) params.set(name, value);
  const text = params.toString();
  return text ? `?${text}` : '';
}

export const isFiltering = (filter: EventFilter): boolean => Object.values(filter).some(Boolean);

/** Letters without case or accents: `Jardin Mécanique` is found by `jardin mecanique`. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

const searchableText = (event: EventSummary): string =>
  fold(
    [event.title, event.summary, event.city, event.venueName, ...event.designers, ...event.styles].join(' '),
  );

export function matchesFilter(event: EventSummary, filter: EventFilter): boolean {
  const day = isoDay(event.startsAt, event.timeZone);
  if (filter.city && fold(event.city) !== fold(filter.city)) return false;
  if (filter.month && !day.startsWith(filter.month)) return false;
  if (filter.from && day < filter.from) return false;
  if (filter.to && day > filter.to) return false;
  const text = searchableText(event);
  return fold(filter.text)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The months (`2026-10`) that have events, in order. */
export const listMonths = (events: readonly EventSummary[]): string[] =>
  [...new Set(events.map((event) => isoDay(event.startsAt, event.timeZone).slice(0, 7)))].toSorted();

/** The cities that have events, with how many, in the order of their next event. */
export function countCities(events: readonly EventSummary[]): { city: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { city } of events) counts.set(city, (counts.get(city) ?? 0) + 1);
  return [...counts].map(([city, count]) => ({ city, count }));
}

/** Events under the month they happen in, in order. */
export function groupByMonth(events: readonly EventSummary[]): { month: string; events: EventSummary[] }[] {
  const groups = Map.groupBy(events, (event) => isoDay(event.startsAt, event.timeZone).slice(0, 7));
  return [...groups].map(([month, inMonth]) => ({ month, events: inMonth }));
}
