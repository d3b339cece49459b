/**
 * What happens to an order and the hold it pays: checkout, sell, give up, refund due ([P…]). Each decision takes what
 * was read and answers the documents to write; committing them with DESIGN's preconditions is the caller's. No IO.
 */
import type { Contact } from './actions.ts';
import { refuse, succeed } from './errors.ts';
import type { Result } from './errors.ts';
import { checkSaleOpen } from './event.ts';
import type { FashionEvent } from './event.ts';
import { checkHeld, emptied, withAnswer } from './holdDecisions.ts';
import type { Caller } from './holdDecisions.ts';
import type { HeldPlace, Hold } from './holdRecord.ts';
import { ticketIdOf } from './ids.ts';
import type { OrderId } from './ids.ts';
import type { Locale } from './locale.ts';
import { canMoveOrder, splitPrice } from './order.ts';
import type { Order, OrderEntry, OrderLine } from './order.ts';
import type { PlanIndex } from './plan.ts';
import type { Ticket } from './ticket.ts';

/** [P2] */
export const payMinutes = 15;

export interface CheckoutRequest extends Caller {
  event: FashionEvent;
  index: PlanIndex;
  hold: Hold | undefined;
  orderId: OrderId;
  contact: Contact;
  locale: Locale;
}

function lineOf(place: HeldPlace, event: FashionEvent, index: PlanIndex): OrderLine[] {
  const located = index.place(place.placeId);
  const type = event.ticketTypes.find(({ ticketTypeId }) => ticketTypeId === place.ticketTypeId);
  if (!located) return [];
  return [
    {
      ...place,
      sectionName: located.section.name,
      row: located.place.row,
      number: located.place.number,
      ticketTypeName: type?.name ?? place.ticketTypeId,
    },
  ];
}

/**
 * [P2], [P3] Turns a held hold into a `paying` one and makes its order, at the prices at which the places were held.
 * `payBy` is 15 minutes on; until then the hold ends with its order only.
 */
export function decideCheckout(request: CheckoutRequest): Result<{ hold: Hold; order: Order }> {
  const { event, index, now, orderId } = request;
  const held = checkHeld(request.hold, now);
  if (!held.ok) return held;
  const hold = held.value;
  const open = checkSaleOpen(event, now);
  if (!open.ok) return open;
  const payBy = new Date(now.getTime() + payMinutes * 60_000);
  const lines = hold.places.flatMap((place) => lineOf(place, event, index));
  if (lines.length !== hold.places.length)
    return refuse('conflict', 'A place of this hold is no longer on the plan of the event.');
  const amountMinor = lines.reduce((sum, line) => sum + line.priceMinor, 0);
  const order: Order = {
    orderId,
    uid: hold.uid,
    eventId: hold.eventId,
    holdId: hold.holdId,
    status: 'awaiting-payment',
    lines,
    amountMinor,
    currency: hold.currency,
    ...splitPrice(amountMinor, event.vatBasisPoints, event.feeBasisPoints),
    contact: request.contact,
    locale: request.locale,
    createdAt: now,
    payBy,
    paidAt: null,
    paymentIntentId: null,
    refundPending: false,
  };
  const paying: Hold = { ...hold, state: 'paying', expiresAt: payBy, orderId };
  return succeed({ hold: withAnswer(paying, 'orders/checkout', request.requestId), order });
}

/**
 * [P9] A new checkout of a hold that is being paid corrects its order's contact, and is remembered even where that is the
 * same ([H9]): its repeat, after the order was sold, is answered with it. `undefined` where the hold does not pay this order.
 */
export function decideCorrection(
  hold: Hold,
  order: Order,
  { contact, locale, requestId }: Pick<CheckoutRequest, 'contact' | 'locale' | 'requestId'>,
): { hold: Hold; order: Pick<Order, 'contact' | 'locale'> } | undefined {
  if (!isPaying(hold, order.orderId)) return undefined;
  return { hold: withAnswer(hold, 'orders/checkout', requestId), order: { contact, locale } };
}

/** Whether this hold is being paid by this order. */
export const isPaying = (hold: Hold | undefined, orderId: OrderId): hold is Hold =>
  hold?.state === 'paying' && hold.orderId === orderId;

export interface Sale {
  hold: Hold;
  /** The order's fields that change. */
  order: Pick<Order, 'status' | 'paidAt' | 'paymentIntentId'>;
  /** Without their `code`: signing is the caller's. */
  tickets: Omit<Ticket, 'code'>[];
  entry: OrderEntry;
}

/** What Stripe says was paid. `null` for an order of nothing. */
export interface Payment {
  paymentIntentId: string;
  amountMinor: number;
  currency: string;
}

/**
 * [P4] Sells a paying hold's places. The payment must be of exactly the order's amount and currency: anything else is
 * a `conflict` for people to look at, never tickets.
 */
export function decideSell(
  hold: Hold,
  order: Order,
  event: FashionEvent,
  payment: Payment,
  now: Date,
): Result<Sale> {
  if (!isPaying(hold, order.orderId) || !canMoveOrder(order.status, 'paid'))
    return refuse('conflict', 'This order does not await payment.');
  if (payment.amountMinor !== order.amountMinor || payment.currency !== order.currency)
    return refuse('conflict', 'The payment is not of the amount of the order.');
  const tickets = order.lines.map((line): Omit<Ticket, 'code'> => {
    const { priceMinor: _price, ...place } = line;
    return {
      ...place,
      ticketId: ticketIdOf(order.orderId, line.placeId),
      orderId: order.orderId,
      eventId: order.eventId,
      uid: order.uid,
      holderName: order.contact.name,
      status: 'valid',
      revision: 1,
      eventSlug: event.slug,
      eventTitle: event.title,
      startsAt: event.startsAt,
      timeZone: event.timeZone,
      venueName: event.venueName,
      createdAt: now,
    };
  });
  return succeed({
    hold: { ...emptied(hold), bought: hold.bought + hold.places.length },
    order: { status: 'paid', paidAt: now, paymentIntentId: payment.paymentIntentId },
    tickets,
    entry: {
      entryId: 'payment',
      kind: 'payment',
      amountMinor: payment.amountMinor,
      currency: payment.currency,
      reason: 'paid',
      stripeId: payment.paymentIntentId,
      at: now,
    },
  });
}

export type GiveUpReason = 'expired' | 'cancelled';

/** [P5] Gives an unpaid order up, after Stripe said that it can no longer be paid: its places are free again. */
export function decideGiveUp(
  hold: Hold,
  order: Order,
  reason: GiveUpReason,
): Result<{ hold: Hold; status: GiveUpReason; free: HeldPlace[] }> {
  if (!isPaying(hold, order.orderId) || !canMoveOrder(order.status, reason))
    return refuse('conflict', 'This order does not await payment.');
  return succeed({ hold: emptied(hold), status: reason, free: hold.places });
}

/**
 * [P6] Money came for places that are gone: it is due back, all of it. `undefined` where the order was paid, or is
 * still to be paid, or this was recorded before, or the order was of nothing.
 */
export function decideRefundDue(
  order: Order,
  hold: Hold | undefined,
  payment: Payment,
  now: Date,
): OrderEntry | undefined {
  if (isPaying(hold, order.orderId)) return undefined;
  if (order.status !== 'expired' && order.status !== 'cancelled') return undefined;
  if (order.refundPending || payment.amountMinor === 0) return undefined;
  return {
    entryId: 'refund-due',
    kind: 'refund-due',
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    reason: 'places-gone',
    stripeId: payment.paymentIntentId,
    at: now,
  };
}
