/** A holder's tickets under their events: those to come first, soonest first; then those past, latest first. No IO. */
import type { EventId } from '@fashionista/domain/ids';
import type { Ticket } from '@fashionista/domain/ticket';

export interface TicketGroup {
  eventId: EventId;
  eventTitle: string;
  eventSlug: string;
  startsAt: Date;
  timeZone: string;
  venueName: string;
  tickets: Ticket[];
}

/** A show is past this long after its start: nobody looks for its ticket any more. */
const showHours = 6;

export const isPast = ({ startsAt }: { startsAt: Date }, now: Date): boolean =>
  startsAt.getTime() + showHours * 3_600_000 < now.getTime();

export function groupTickets(
  tickets: readonly Ticket[],
  now: Date,
): { upcoming: TicketGroup[]; past: TicketGroup[] } {
  const groups = new Map<string, TicketGroup>();
  for (const ticket of tickets) {
    const { eventId, eventTitle, eventSlug, startsAt, timeZone, venueName } = ticket;
    const group = groups.get(eventId);
    if (group) group.tickets.push(ticket);
    else
      groups.set(eventId, {
        eventId,
        eventTitle,
        eventSlug,
        startsAt,
        timeZone,
        venueName,
        tickets: [ticket],
      });
  }
  const byStart = [...groups.values()].toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  for (const group of byStart)
    group.tickets.sort((a, b) => a.row.localeCompare(b.row) || a.number - b.number);
  return {
    upcoming: byStart.filter((group) => !isPast(group, now)),
    past: byStart.filter((group) => isPast(group, now)).toReversed(),
  };
}
