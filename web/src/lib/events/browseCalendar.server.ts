/**
 * Answers an address of the calendar: what is found, and either a page of the list or an open month. All of it on the
 * server, so that it works without JavaScript and costs a browser nothing. No IO, no clock.
 */
import type { Picture } from '@fashionista/domain/event';
import { cutPage } from './calendarPages.ts';
import type { CalendarPage } from './calendarPages.ts';
import { countFacets, spellAsCalendar } from './eventFacets.ts';
import type { Facets } from './eventFacets.ts';
import type { BrowseAddress, EventFilter } from './eventFilter.ts';
import type { EventSummary } from './eventSummary.ts';
import { boundsOf, openMonth } from './monthGrid.ts';
import type { OpenMonth } from './monthGrid.ts';
import { dateEvents, narrowCalendar } from './narrowCalendar.ts';
import { searchEvents } from './searchEvents.server.ts';

export interface BrowsedCalendar {
  filter: EventFilter;
  /** How many events match: on all pages, in all months. */
  total: number;
  facets: Facets;
  /** Of the first event that matches, for whoever shares the page. */
  picture: Picture | undefined;
  shown: ({ view: 'list' } & CalendarPage) | ({ view: 'calendar' } & OpenMonth);
}

export function browseCalendar(
  events: readonly EventSummary[],
  { filter: asked, view, page }: BrowseAddress,
  now: Date,
): BrowsedCalendar {
  const entries = dateEvents(events);
  const filter = spellAsCalendar(entries, asked);
  const question = { filter, found: searchEvents(events, filter.text) };
  const matching = narrowCalendar(entries, question, view === 'calendar' ? 'month' : undefined);
  return {
    filter,
    total: matching.length,
    facets: countFacets(entries, question),
    picture: matching[0]?.event.picture,
    shown:
      view === 'calendar'
        ? { view, ...openMonth(matching, filter.month, boundsOf(entries, now)) }
        : { view, ...cutPage(matching, page) },
  };
}
