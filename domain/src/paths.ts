/** Where each document is, in one place: the names are DESIGN's contract. No IO. */
import type { EventId, HoldId, OrderId, PlaceId, SectionId, TicketId, Uid } from './ids.ts';

export const paths = {
  user: (uid: Uid) => `users/${uid}`,
  events: 'events',
  event: (eventId: EventId) => `events/${eventId}`,
  boards: (eventId: EventId) => `events/${eventId}/boards`,
  board: (eventId: EventId, sectionId: SectionId) => `events/${eventId}/boards/${sectionId}`,
  claims: (eventId: EventId) => `events/${eventId}/claims`,
  claim: (eventId: EventId, placeId: PlaceId) => `events/${eventId}/claims/${placeId}`,
  viewers: (eventId: EventId) => `events/${eventId}/viewers`,
  viewersSlot: (eventId: EventId, slot: number) => `events/${eventId}/viewers/${slot}`,
  venue: (venueId: string) => `venues/${venueId}`,
  holds: 'holds',
  hold: (holdId: HoldId) => `holds/${holdId}`,
  orders: 'orders',
  order: (orderId: OrderId) => `orders/${orderId}`,
  orderEntry: (orderId: OrderId, entryId: string) => `orders/${orderId}/entries/${entryId}`,
  tickets: 'tickets',
  ticket: (ticketId: TicketId) => `tickets/${ticketId}`,
  notifications: 'notifications',
  notification: (notificationId: string) => `notifications/${notificationId}`,
  stripeEvent: (id: string) => `stripeEvents/${id}`,
} as const;
