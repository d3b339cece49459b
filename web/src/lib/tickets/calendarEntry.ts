/**
 * What a calendar is told of a show: from its event's record, or, where that cannot be read, from what the ticket
 * copied of it. A ticket does not say when the show ends; then it is taken to last `shownHours`. No IO.
 */
import type { FashionEvent, Venue } from '@fashionista/domain/event';
import type { Ticket } from '@fashionista/domain/ticket';
import { m } from '#lib/paraglide/messages.js';
import { doorWords } from './doorWords.ts';
import type { CalendarEntry } from './icsText.ts';

/** Shows of the demo and of the seasons last one to two hours; too long is safer than too short. */
const shownHours = 2;

/** What is said of the show itself. */
export type CalendarShow = Pick<CalendarEntry, 'uid' | 'title' | 'startsAt' | 'endsAt' | 'location'> & {
  /** When doors open, in words; unknown from a ticket alone. */
  doors?: string;
};

/** One entry an event, whatever was bought for it and by which page it was made. */
const uidOf = (eventId: string): string => `${eventId}@fashionista-portal`;

export function showOfEvent(event: FashionEvent, venue: Venue | undefined): CalendarShow {
  const address = venue
    ? [venue.address.street, `${venue.address.postalCode} ${venue.address.city}`]
    : [event.city];
  return {
    uid: uidOf(event.eventId),
    title: event.title,
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    location: [event.venueName, ...address].join(', '),
    doors: doorWords(event),
  };
}

export const showOfTicket = (ticket: Ticket): CalendarShow => ({
  uid: uidOf(ticket.eventId),
  title: ticket.eventTitle,
  startsAt: ticket.startsAt,
  endsAt: new Date(ticket.startsAt.getTime() + shownHours * 3_600_000),
  location: ticket.venueName,
});

/** `places` in words, one a ticket; `url` is the ticket page's full address, or another's that `linkWords` say. */
export function enterCalendar(
  show: CalendarShow,
  places: readonly string[],
  url: string,
  linkWords: (inputs: { url: string }) => string = m.ticket_calendar_link,
): CalendarEntry {
  const { doors, ...rest } = show;
  return {
    ...rest,
    description: [
      ...places,
      ...(doors === undefined ? [] : [m.ticket_calendar_doors({ time: doors })]),
      linkWords({ url }),
    ].join('\n'),
    url,
  };
}
