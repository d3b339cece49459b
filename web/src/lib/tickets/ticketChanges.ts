/**
 * What became different since a ticket was sold: it copied its event's time and venue, and the event's record goes on
 * living. No IO.
 */
import type { FashionEvent } from '@fashionista/domain/event';
import type { Ticket } from '@fashionista/domain/ticket';

export type TicketChange =
  | { kind: 'cancelled' }
  | { kind: 'time'; before: Date; now: Date; timeZone: string }
  | { kind: 'venue'; before: string; now: string };

type Sold = Pick<Ticket, 'startsAt' | 'venueName'>;
type Living = Pick<FashionEvent, 'state' | 'startsAt' | 'timeZone' | 'venueName' | 'city'>;

/** Of a cancelled event nothing else is worth saying. */
export function findChanges(ticket: Sold, event: Living | undefined): TicketChange[] {
  if (!event) return [];
  if (event.state === 'cancelled') return [{ kind: 'cancelled' }];
  const changes: TicketChange[] = [];
  if (event.startsAt.getTime() !== ticket.startsAt.getTime())
    changes.push({ kind: 'time', before: ticket.startsAt, now: event.startsAt, timeZone: event.timeZone });
  if (event.venueName !== ticket.venueName)
    changes.push({ kind: 'venue', before: ticket.venueName, now: `${event.venueName}, ${event.city}` });
  return changes;
}
