/**
 * Tickets: one admission each. Their record, statuses and moves, and what the QR's signed text says ([T…]). No IO.
 */
import type { EventId, OrderId, PlaceId, SectionId, TicketId, TicketTypeId, Uid } from './ids.ts';

export type TicketStatus = 'valid' | 'used' | 'void';

/** [T3] A used ticket may be made valid again by the door that mis-scanned it; a void one stays void. */
const ticketMoves: Record<TicketStatus, readonly TicketStatus[]> = {
  valid: ['used', 'void'],
  used: ['valid', 'void'],
  void: [],
};
export const canMoveTicket = (from: TicketStatus, to: TicketStatus): boolean =>
  ticketMoves[from].includes(to);

/** A Firestore document `tickets/{ticketId}`. Read by its holder and the event's team. */
export interface Ticket {
  ticketId: TicketId;
  orderId: OrderId;
  eventId: EventId;
  uid: Uid;
  placeId: PlaceId;
  sectionId: SectionId;
  sectionName: string;
  row: string;
  number: number;
  ticketTypeId: TicketTypeId;
  ticketTypeName: string;
  holderName: string;
  status: TicketStatus;
  /** Up at each transfer, so that an older QR is refused. */
  revision: number;
  /** The QR's text: a compact JWS over {@link TicketClaims}. */
  code: string;
  /** Copied from the event, so that a list of tickets is one query. */
  eventSlug: string;
  eventTitle: string;
  startsAt: Date;
  timeZone: string;
  venueName: string;
  createdAt: Date;
}

/** [T2] What the QR's JWS (EdDSA, `kid`) says, by JWT's names (RFC 7519) where there is one. */
export interface TicketClaims {
  sub: TicketId;
  aud: EventId;
  place: PlaceId;
  rev: number;
}
