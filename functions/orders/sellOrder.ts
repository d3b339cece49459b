/**
 * What money that has come does ([P4], [P6]): sells the places of the order that is being paid, or records that the
 * money is due back where they are gone. Safe to call as often as anybody hears of the payment.
 * IO: Firestore, Cloud Tasks.
 */
import type { Claim } from '@fashionista/domain/claim';
import { isWithoutPerson } from '@fashionista/domain/deletion';
import type { OrderId } from '@fashionista/domain/ids';
import { createNotification } from '@fashionista/domain/notification';
import { decideRefundDue, decideSell, isPaying } from '@fashionista/domain/orderDecisions';
import type { Payment, Sale } from '@fashionista/domain/orderDecisions';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { Ticket } from '@fashionista/domain/ticket';
import type { Snapshot, Write } from '../platform/store.ts';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { StripeNotice } from '../platform/stripe.ts';
import { untilDone } from '../platform/untilDone.ts';
import type { Repeat } from '../platform/untilDone.ts';
import type { Services } from '../services.ts';
import { readEventOf, readOrderThenHold } from './readOrder.ts';
import type { OrderAndHold } from './readOrder.ts';

/** `nothing`: it had its effect before. `disagrees`: people must look, and it is no use to try again. */
export type PaymentEffect = 'sold' | 'refund-due' | 'nothing' | 'disagrees';

const signTickets = (services: Services, tickets: Sale['tickets']): Promise<Ticket[]> =>
  Promise.all(
    tickets.map(async (ticket) => ({
      ...ticket,
      code: await services.signer.sign({
        sub: ticket.ticketId,
        aud: ticket.eventId,
        place: ticket.placeId,
        rev: ticket.revision,
      }),
    })),
  );

const soldClaim = (order: Order, ticket: Ticket): Claim => ({
  placeId: ticket.placeId,
  eventId: order.eventId,
  sectionId: ticket.sectionId,
  state: 'sold',
  holdId: order.holdId,
  uid: order.uid,
  orderId: order.orderId,
});

/** Stripe's event id, stored in the commit of its effect, so that what was processed can be told. */
export const noticeWrites = (
  notice: StripeNotice | undefined,
  now: Date,
  orderId: OrderId | null,
): Write[] =>
  notice
    ? [
        {
          kind: 'set',
          path: paths.stripeEvent(notice.id),
          data: { type: notice.type, createdAt: notice.createdAt, processedAt: now, orderId },
        },
      ]
    : [];

async function commitSale(
  services: Services,
  { order, hold }: { order: Snapshot<Order>; hold: Snapshot<Hold> },
  payment: Payment,
  notice: StripeNotice | undefined,
): Promise<PaymentEffect | Repeat> {
  const now = services.clock();
  const { orderId, eventId, holdId } = order.data;
  const event = await readEventOf(services.store, order.data);
  const decided = decideSell(hold.data, order.data, event, payment, now);
  if (!decided.ok) {
    services.log.paymentDisagrees(orderId, payment.paymentIntentId, decided.error.message);
    return 'disagrees';
  }
  const sale = decided.value;
  const tickets = await signTickets(services, sale.tickets);
  const notification = createNotification('order-paid', order.data, now);
  const outcome = await services.store.commit([
    { kind: 'update', path: paths.hold(holdId), data: sale.hold, unchangedSince: hold.updateTime },
    { kind: 'update', path: paths.order(orderId), data: sale.order },
    ...tickets.flatMap((ticket): Write[] => [
      { kind: 'set', path: paths.claim(eventId, ticket.placeId), data: soldClaim(order.data, ticket) },
      { kind: 'create', path: paths.ticket(ticket.ticketId), data: ticket },
    ]),
    { kind: 'create', path: paths.orderEntry(orderId, sale.entry.entryId), data: sale.entry },
    {
      kind: 'create',
      path: paths.notification(notification.notificationId),
      data: notification,
    },
    ...noticeWrites(notice, now, orderId),
  ]);
  if (outcome !== 'committed') return outcome;
  services.log.orderPaid(orderId, tickets.length);
  await services.boards.refresh(eventId, new Set(tickets.map((ticket) => ticket.sectionId)));
  return 'sold';
}

async function commitRefundDue(
  services: Services,
  { order, hold }: OrderAndHold,
  payment: Payment,
  notice: StripeNotice | undefined,
): Promise<PaymentEffect | Repeat> {
  const now = services.clock();
  const { orderId } = order.data;
  // It was read before its hold, which since went to another with it ([J3]), or ended with it: that is read now.
  if (order.data.status === 'awaiting-payment') return 'again';
  const entry = decideRefundDue(order.data, hold?.data, payment, now);
  if (!entry) return 'nothing';
  const notification = createNotification('order-refunded', order.data, now);
  const outcome = await services.store.commit([
    {
      kind: 'update',
      path: paths.order(orderId),
      data: { refundPending: true, paymentIntentId: payment.paymentIntentId },
      unchangedSince: order.updateTime,
    },
    { kind: 'create', path: paths.orderEntry(orderId, entry.entryId), data: entry },
    // [X3] Nobody is told of the order of somebody who has left.
    ...(isWithoutPerson(order.data)
      ? []
      : [
          {
            kind: 'create' as const,
            path: paths.notification(notification.notificationId),
            data: notification,
          },
        ]),
    ...noticeWrites(notice, now, orderId),
  ]);
  if (outcome !== 'committed') return outcome;
  services.log.refundDue(orderId);
  await services.tasks.enqueue('refundOrder', { orderId });
  return 'refund-due';
}

/** [P8] What an order of nothing is paid with. */
export const freePayment = ({ currency }: Order): Payment => ({
  paymentIntentId: '',
  amountMinor: 0,
  currency,
});

/**
 * Applies a payment that Stripe, asked just now, says has succeeded.
 * @throws {Failure} `conflict` where others kept being quicker, `unavailable` where Firestore is; whoever called comes back.
 */
export async function applyPayment(
  services: Services,
  orderId: OrderId,
  payment: Payment,
  notice?: StripeNotice,
): Promise<PaymentEffect> {
  return untilDone(async () => {
    const read = await readOrderThenHold(services.store, orderId);
    if (!read) {
      services.log.paymentDisagrees(orderId, payment.paymentIntentId, 'there is no such order');
      return 'disagrees';
    }
    const { order, hold } = read;
    return hold && isPaying(hold.data, orderId)
      ? commitSale(services, { order, hold }, payment, notice)
      : commitRefundDue(services, read, payment, notice);
  });
}
