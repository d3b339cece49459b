/**
 * A ticket put together from its code and from what everyone may read: its event and the event's plan. Whose it is and
 * what became of it only its record says. No IO.
 */
import type { FashionEvent } from '@fashionista/domain/event';
import { ticketTypeOf } from '@fashionista/domain/event';
import type { PlanIndex } from '@fashionista/domain/plan';
import type { Ticket } from '@fashionista/domain/ticket';
import { placeWords } from '#lib/seats/placeWords.ts';
import type { TicketCode } from './ticketCode.ts';

export type MailedTicket = Omit<
  Ticket,
  | 'orderId'
  | 'uid'
  | 'sectionId'
  | 'row'
  | 'number'
  | 'ticketTypeId'
  | 'holderName'
  | 'revision'
  | 'createdAt'
>;

/** The place as people say it; without the plan, as the code does. */
export function mailedPlace({ claims }: TicketCode, plan: PlanIndex | undefined): string {
  const located = plan?.place(claims.place);
  return located ? placeWords(located.place, located.section.kind) : claims.place;
}

/** `valid`, as it was when it was mailed. */
export function asMailed(
  { text, claims }: TicketCode,
  event: FashionEvent,
  plan: PlanIndex | undefined,
): MailedTicket {
  const section = plan?.place(claims.place)?.section;
  return {
    ticketId: claims.sub,
    eventId: claims.aud,
    placeId: claims.place,
    sectionName: section?.name ?? '',
    ticketTypeName: (section && ticketTypeOf(event, section.sectionId)?.name) ?? '',
    status: 'valid',
    code: text,
    eventSlug: event.slug,
    eventTitle: event.title,
    startsAt: event.startsAt,
    timeZone: event.timeZone,
    venueName: event.venueName,
  };
}
