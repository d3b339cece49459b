/**
 * What a reader can choose from, and how many events each choice would leave with the other filters as they are. What
 * would leave none is listed still, so that the list keeps its shape. No IO.
 */
import type { EventFilter } from './eventFilter.ts';
import type { EventSummary } from './eventSummary.ts';
import { foldText } from './foldText.ts';
import { monthOf, narrowCalendar } from './narrowCalendar.ts';
import type { CalendarEntry, Question } from './narrowCalendar.ts';

export interface Choice {
  value: string;
  count: number;
}

type Facet = 'city' | 'month' | 'style';
export type Facets = Record<Facet, Choice[]>;

const valuesOf: Record<Facet, (entry: CalendarEntry) => readonly string[]> = {
  city: ({ event }) => [event.city],
  month: (entry) => [monthOf(entry)],
  style: ({ event }) => [...new Set(event.styles)],
};

/** The choices of one facet by name. One that was asked for and that the calendar does not have leaves nothing. */
function countFacet(entries: readonly CalendarEntry[], question: Question, facet: Facet): Choice[] {
  const asked = question.filter[facet];
  const counts = new Map(entries.flatMap(valuesOf[facet]).map((value) => [value, 0]));
  if (asked && !counts.has(asked)) counts.set(asked, 0);
  for (const value of narrowCalendar(entries, question, facet).flatMap(valuesOf[facet]))
    counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => a.value.localeCompare(b.value));
}

export const countFacets = (entries: readonly CalendarEntry[], question: Question): Facets => ({
  city: countFacet(entries, question, 'city'),
  month: countFacet(entries, question, 'month'),
  style: countFacet(entries, question, 'style'),
});

/** The filter with its city and style as the calendar writes them: `?city=paris` is its `Paris`. */
export function spellAsCalendar(entries: readonly CalendarEntry[], filter: EventFilter): EventFilter {
  const spell = (facet: 'city' | 'style') =>
    entries.flatMap(valuesOf[facet]).find((value) => foldText(value) === foldText(filter[facet])) ??
    filter[facet];
  return { ...filter, city: spell('city'), style: spell('style') };
}

/** The cities that have events, with how many, in the order of their next event. */
export function countCities(events: readonly EventSummary[]): { city: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { city } of events) counts.set(city, (counts.get(city) ?? 0) + 1);
  return [...counts].map(([city, count]) => ({ city, count }));
}
