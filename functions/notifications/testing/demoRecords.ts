/**
 * The records of one demo order, for the tests of mail: two places in a row, one standing, one evening in Milan.
 * No IO.
 */
import type { FashionEvent, Venue } from '@fashionista/domain/event';
import { ticketIdOf } from '@fashionista/domain/ids';
import type {
  EventId,
  HoldId,
  OrderId,
  PlaceId,
  PlanId,
  SectionId,
  TicketTypeId,
  Uid,
  VenueId,
} from '@fashionista/domain/ids';
import type { Locale } from '@fashionista/domain/locale';
import { createLinkNotification, createNotification } from '@fashionista/domain/notification';
import type { LinkNotification, LinkPurpose, OrderNotificationKind } from '@fashionista/domain/notification';
import { splitPrice } from '@fashionista/domain/order';
import type { Order, OrderLine } from '@fashionista/domain/order';
import type { Ticket } from '@fashionista/domain/ticket';
import type { OrderRecords } from '../mailFacts.ts';

export const demoOrderId = 'Zk4m-X1uWq8ePj2RtV0a' as OrderId;
const demoNow = new Date('2026-09-02T09:15:00Z');

/** As long as real ones, so that QR pictures have their real size. */
const demoCode = (placeId: string): string =>
  `eyJhbGciOiJFZERTQSIsImtpZCI6IjIwMjYtMDEifQ.${Buffer.from(
    JSON.stringify({ sub: `${demoOrderId}_${placeId}`, aud: 'lumiere-milan-2026', place: placeId, rev: 1 }),
  ).toString('base64url')}.${'k'.repeat(86)}`;

export const demoVenue: Venue = {
  venueId: 'fonderie' as VenueId,
  name: 'Sala delle Fonderie',
  address: { street: 'Via dei Crogioli 18', postalCode: '20134', city: 'Milan', country: 'IT' },
  timeZone: 'Europe/Rome',
  travel: [],
};

export const demoEvent: FashionEvent = {
  eventId: 'lumiere-milan-2026' as EventId,
  slug: 'lumiere-d-ete',
  title: 'Lumière d’été',
  summary: '',
  description: '',
  state: 'published',
  doorsAt: new Date('2026-09-18T17:30:00Z'),
  startsAt: new Date('2026-09-18T18:30:00Z'),
  endsAt: new Date('2026-09-18T20:00:00Z'),
  timeZone: 'Europe/Rome',
  venueId: demoVenue.venueId,
  venueName: demoVenue.name,
  city: 'Milan',
  country: 'IT',
  planId: 'foundry-v1' as PlanId,
  organizerUid: 'organizer' as Uid,
  teamUids: [],
  currency: 'EUR',
  ticketTypes: [],
  vatBasisPoints: 2200,
  feeBasisPoints: 500,
  styles: [],
  designers: [],
  picture: { src: '', widths: [], width: 4, height: 5, alt: '', placeholder: '' },
  placeCount: 2080,
  accessiblePlaceCount: 16,
};

const line = (placeId: string, place: Partial<OrderLine>): OrderLine => ({
  placeId: placeId as PlaceId,
  sectionId: 'parterre-left' as SectionId,
  sectionName: 'Parterre Left',
  row: 'a',
  number: 12,
  ticketTypeId: 'front' as TicketTypeId,
  ticketTypeName: 'Front row',
  priceMinor: 24_000,
  ...place,
});

const demoLines: OrderLine[] = [
  line('parterre-left-a-12', { number: 12 }),
  line('parterre-left-a-13', { number: 13 }),
  line('rail-b-7', {
    sectionId: 'rail' as SectionId,
    sectionName: 'The Rail',
    row: 'b',
    number: 7,
    ticketTypeId: 'standing' as TicketTypeId,
    ticketTypeName: 'Standing admission',
    priceMinor: 4_550,
  }),
];

export function demoOrder(locale: Locale, lines: OrderLine[] = demoLines): Order {
  const amountMinor = lines.reduce((sum, { priceMinor }) => sum + priceMinor, 0);
  return {
    orderId: demoOrderId,
    uid: 'buyer1' as Uid,
    eventId: demoEvent.eventId,
    holdId: `${demoEvent.eventId}_buyer1` as HoldId,
    status: 'paid',
    lines,
    amountMinor,
    currency: 'EUR',
    ...splitPrice(amountMinor, demoEvent.vatBasisPoints, demoEvent.feeBasisPoints),
    contact: { name: 'Ada Moretti', email: 'ada@example.com' },
    locale,
    createdAt: demoNow,
    payBy: new Date(demoNow.getTime() + 900_000),
    paidAt: demoNow,
    paymentIntentId: 'pi_1',
    refundPending: false,
  };
}

export const demoTickets = (order: Order): Ticket[] =>
  order.lines.map(({ priceMinor: _price, ...place }) => ({
    ...place,
    ticketId: ticketIdOf(order.orderId, place.placeId),
    orderId: order.orderId,
    eventId: order.eventId,
    uid: order.uid,
    holderName: order.contact.name,
    status: 'valid',
    revision: 1,
    code: demoCode(place.placeId),
    eventSlug: demoEvent.slug,
    eventTitle: demoEvent.title,
    startsAt: demoEvent.startsAt,
    timeZone: demoEvent.timeZone,
    venueName: demoEvent.venueName,
    createdAt: demoNow,
  }));

export function demoRecords(
  kind: OrderNotificationKind,
  locale: Locale,
  changes: Partial<OrderRecords> = {},
): OrderRecords {
  const order = changes.order ?? demoOrder(locale);
  return {
    notification: createNotification(kind, order, demoNow),
    order,
    event: demoEvent,
    venue: demoVenue,
    tickets: kind === 'order-paid' ? demoTickets(order) : [],
    standingSections: new Set(['rail' as SectionId]),
    refundMinor: kind === 'order-refunded' ? order.amountMinor : 0,
    publicOrigin: 'https://portal.example',
    ...changes,
  };
}

export const demoLink = (
  purpose: LinkPurpose,
  locale: Locale,
  next: string | null = null,
): LinkNotification =>
  createLinkNotification({ purpose, email: 'ada@example.com', emailDigest: 'digest', locale, next }, demoNow);
