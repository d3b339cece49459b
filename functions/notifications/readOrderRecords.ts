/**
 * Reads what a mail about an order tells, as it stands at the time of sending: a ticket that was passed on or voided
 * since goes to nobody by mail. IO: Firestore.
 */
import type { FashionEvent, Venue } from '@fashionista/domain/event';
import { ticketIdOf } from '@fashionista/domain/ids';
import type { SectionId } from '@fashionista/domain/ids';
import type { OrderNotification, Refusal } from '@fashionista/domain/notification';
import type { Order, OrderEntry } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { Ticket } from '@fashionista/domain/ticket';
import type { Services } from '../services.ts';
import type { OrderRecords } from './mailFacts.ts';

export type RecordsAnswer = { ok: true; records: OrderRecords } | ({ ok: false } & Refusal);

const missing = (what: string): RecordsAnswer => ({ ok: false, permanent: false, reason: `no ${what}` });

/** Those that were made of its lines, whoever holds them now, in the order's order. */
export async function readTickets({ store }: Pick<Services, 'store'>, order: Order): Promise<Ticket[]> {
  const read = await store.readAll<Ticket>(
    order.lines.map((line) => paths.ticket(ticketIdOf(order.orderId, line.placeId))),
  );
  return read.flatMap((ticket) => (ticket ? [ticket.data] : []));
}

/** Which sections have standing places: none where the plan cannot be found. */
export async function readStandingSections(
  { plans }: Pick<Services, 'plans'>,
  { planId }: FashionEvent,
): Promise<ReadonlySet<SectionId>> {
  const sections = (await plans.index(planId))?.plan.sections ?? [];
  return new Set(sections.filter(({ kind }) => kind === 'standing').map(({ sectionId }) => sectionId));
}

/** Something that must be there and is not may be a repair under way: tried again, like a busy mail server. */
export async function readOrderRecords(
  services: Pick<Services, 'store' | 'plans'> & { config: { publicOrigin: string } },
  notification: OrderNotification,
): Promise<RecordsAnswer> {
  const { store, config } = services;
  const [order, event, refundDue] = await Promise.all([
    store.read<Order>(paths.order(notification.orderId)),
    store.read<FashionEvent>(paths.event(notification.eventId)),
    store.read<OrderEntry>(paths.orderEntry(notification.orderId, 'refund-due')),
  ]);
  if (!order) return missing('order');
  if (!event) return missing('event');
  const [venue, standingSections, tickets] = await Promise.all([
    store.read<Venue>(paths.venue(event.data.venueId)),
    readStandingSections(services, event.data),
    readTickets(services, order.data),
  ]);
  const held = tickets.filter(({ uid, status }) => uid === notification.uid && status !== 'void');
  if (notification.kind === 'order-paid') {
    if (tickets.length < order.data.lines.length) return missing('tickets');
    if (held.length === 0)
      return { ok: false, permanent: true, reason: 'every ticket was voided or passed on' };
  }
  return {
    ok: true,
    records: {
      notification,
      order: order.data,
      event: event.data,
      venue: venue?.data,
      tickets: held,
      standingSections,
      refundMinor: refundDue?.data.amountMinor ?? 0,
      publicOrigin: config.publicOrigin,
    },
  };
}
