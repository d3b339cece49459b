/**
 * The records of one demo purchase, as the paid commit would have written them: claims, order, money entry, tickets.
 * They hold the invariants of real ones: each sold claim names its order, each line has its ticket. No IO.
 */
import { splitPrice } from '@fashionista/domain/order';
import { ticketTypeOf } from '@fashionista/domain/event';
import type { FashionEvent } from '@fashionista/domain/event';
import { holdIdOf, ticketIdOf } from '@fashionista/domain/ids';
import type { OrderId } from '@fashionista/domain/ids';
import type { Order, OrderEntry, OrderLine } from '@fashionista/domain/order';
import type { Place, Section } from '@fashionista/domain/plan';
import type { Ticket, TicketClaims } from '@fashionista/domain/ticket';
import type { Person } from '../accounts.ts';

export interface Sale {
  order: Order;
  entry: OrderEntry;
  tickets: Ticket[];
}

export interface Purchase {
  event: FashionEvent;
  section: Section;
  places: readonly Place[];
  buyer: Person;
  /** Unique in the event. */
  ordinal: number;
  paidAt: Date;
}

/** Signs what a ticket's QR says. */
export type SignTicket = (claims: TicketClaims) => Promise<string>;

function buildLines({ event, section, places }: Purchase): OrderLine[] {
  const type = ticketTypeOf(event, section.sectionId);
  if (!type) throw new Error(`Nothing sells ${section.sectionId} of ${event.slug}.`);
  return places.map(({ placeId, row, number }) => ({
    placeId,
    sectionId: section.sectionId,
    sectionName: section.name,
    row,
    number,
    ticketTypeId: type.ticketTypeId,
    ticketTypeName: type.name,
    priceMinor: type.priceMinor,
  }));
}

function buildOrder(purchase: Purchase, lines: OrderLine[]): Order {
  const { event, buyer, ordinal, paidAt } = purchase;
  const orderId = `demo-${event.eventId}-${String(ordinal).padStart(3, '0')}` as OrderId;
  const amountMinor = lines.reduce((sum, line) => sum + line.priceMinor, 0);
  const createdAt = new Date(paidAt.getTime() - 90_000);
  return {
    orderId,
    uid: buyer.uid,
    eventId: event.eventId,
    holdId: holdIdOf(event.eventId, buyer.uid),
    status: 'paid',
    lines,
    amountMinor,
    currency: event.currency,
    ...splitPrice(amountMinor, event.vatBasisPoints, event.feeBasisPoints),
    contact: { name: buyer.displayName, email: buyer.email },
    locale: buyer.locale,
    createdAt,
    payBy: new Date(createdAt.getTime() + 15 * 60_000),
    paidAt,
    paymentIntentId: `pi_${orderId.replaceAll('-', '')}`,
    refundPending: false,
  };
}

/** The sale's records, its tickets signed by `sign`. */
export async function buildSale(purchase: Purchase, sign: SignTicket): Promise<Sale> {
  const { event, buyer, paidAt } = purchase;
  const lines = buildLines(purchase);
  const order = buildOrder(purchase, lines);
  const stripeId = order.paymentIntentId ?? '';
  const tickets = lines.map(async ({ priceMinor: _paid, ...line }): Promise<Ticket> => {
    const ticketId = ticketIdOf(order.orderId, line.placeId);
    return {
      ...line,
      ticketId,
      orderId: order.orderId,
      eventId: event.eventId,
      uid: buyer.uid,
      holderName: buyer.displayName,
      status: 'valid',
      revision: 1,
      code: await sign({ sub: ticketId, aud: event.eventId, place: line.placeId, rev: 1 }),
      eventSlug: event.slug,
      eventTitle: event.title,
      startsAt: event.startsAt,
      timeZone: event.timeZone,
      venueName: event.venueName,
      createdAt: paidAt,
    };
  });
  return {
    order,
    entry: {
      entryId: stripeId,
      kind: 'payment',
      amountMinor: order.amountMinor,
      currency: order.currency,
      reason: 'paid',
      stripeId,
      at: paidAt,
    },
    tickets: await Promise.all(tickets),
  };
}
