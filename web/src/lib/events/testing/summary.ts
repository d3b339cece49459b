/** An event of the calendar for tests, as a list knows it. No IO. */
import type { EventId } from '@fashionista/domain/ids';
import type { EventSummary } from '../eventSummary.ts';
import { everyEvent } from '../eventFilter.ts';
import type { EventFilter } from '../eventFilter.ts';
import type { Question } from '../narrowCalendar.ts';

let made = 0;

/** 23:30 UTC on 31 October: the first of November in Paris (00:30 CET), and still October in Los Angeles. */
export const makeSummary = (change: Partial<EventSummary> = {}): EventSummary => ({
  eventId: `show-${(made += 1)}` as EventId,
  slug: 'jardin-mecanique',
  title: 'Jardin Mécanique',
  summary: 'Graduates of four schools plant one garden.',
  startsAt: new Date('2026-10-31T23:30:00Z'),
  endsAt: new Date('2026-11-01T01:00:00Z'),
  timeZone: 'Europe/Paris',
  venueName: 'Halle Sainte-Aure',
  city: 'Paris',
  currency: 'EUR',
  designers: ['Aurore Lesquin'],
  styles: ['experimental'],
  picture: { src: '', widths: [], width: 4, height: 5, alt: '', placeholder: '' },
  fromPriceMinor: 4_500,
  accessiblePlaceCount: 0,
  ...change,
});

export const ask = (change: Partial<EventFilter>): Question => ({
  filter: { ...everyEvent, ...change },
  found: undefined,
});
