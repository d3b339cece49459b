/**
 * `POST /api/orders/checkout`: turns a hold into an order that can be paid ([P2], [P3]). One commit makes the order;
 * then Stripe is asked for its payment intent, whose id is stored by itself. A checkout of a hold that is being paid
 * answers with its same order. IO: Firestore, Stripe, Cloud Tasks.
 */
import type { ActionRequest, CheckoutAnswer } from '@fashionista/domain/actions';
import { refuse, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { FashionEvent } from '@fashionista/domain/event';
import { findAnswer } from '@fashionista/domain/holdRecord';
import type { Hold } from '@fashionista/domain/holdRecord';
import { readHoldId } from '@fashionista/domain/ids';
import type { OrderId, RequestId } from '@fashionista/domain/ids';
import type { Order } from '@fashionista/domain/order';
import { decideCheckout, decideCorrection } from '@fashionista/domain/orderDecisions';
import { paths } from '@fashionista/domain/paths';
import type { Caller } from '../platform/identity.ts';
import type { Snapshot } from '../platform/store.ts';
import type { Intent } from '../platform/stripe.ts';
import { untilDone } from '../platform/untilDone.ts';
import type { Repeat } from '../platform/untilDone.ts';
import { checkOwner, expireHold } from '../seats/changeHold.ts';
import type { Services } from '../services.ts';
import { giveUpOrder } from './giveUpOrder.ts';
import { openIntent } from './orderIntent.ts';
import { scheduleLooks } from './reconcileOrder.ts';
import { applyPayment, freePayment } from './sellOrder.ts';

type CheckoutRequest = ActionRequest<'orders/checkout'> & { requestId: RequestId };

/** `again`: somebody was quicker. */
type Found = Result<Order> | Repeat;

async function makeOrder(
  services: Services,
  request: CheckoutRequest,
  hold: Snapshot<Hold>,
  event: FashionEvent,
): Promise<Found> {
  const { store, plans, clock } = services;
  const index = await plans.indexOfEvent(event.eventId);
  if (!index) return refuse('not-found', 'There is no such event.');
  const orderId = services.newId() as OrderId;
  const { contact, locale, requestId } = request;
  const facts = { event, index, hold: hold.data, orderId, contact, locale, requestId, now: clock() };
  const decided = decideCheckout(facts);
  if (!decided.ok) return decided;
  const { order } = decided.value;
  const outcome = await store.commit([
    { kind: 'update', path: hold.path, data: decided.value.hold, unchangedSince: hold.updateTime },
    { kind: 'create', path: paths.order(orderId), data: order },
  ]);
  if (outcome !== 'committed') return outcome;
  await scheduleLooks(services, order);
  return succeed(order);
}

/** [P9] The order that this hold pays; a buyer who comes back with a corrected address gets their tickets there. */
async function correctOrder(
  services: Services,
  request: CheckoutRequest,
  hold: Snapshot<Hold>,
  orderId: OrderId,
): Promise<Found> {
  const read = await services.store.read<Order>(paths.order(orderId));
  if (!read) return 'again';
  const order = read.data;
  const correction = decideCorrection(hold.data, order, request);
  if (!correction) return succeed(order);
  const outcome = await services.store.commit([
    { kind: 'update', path: hold.path, data: correction.hold, unchangedSince: hold.updateTime },
    { kind: 'update', path: read.path, data: correction.order },
  ]);
  return outcome === 'committed' ? succeed({ ...order, ...correction.order }) : outcome;
}

/** The order of this checkout, made now or before. */
async function findOrMakeOrder(services: Services, request: CheckoutRequest): Promise<Found> {
  const { store } = services;
  const { eventId } = readHoldId(request.holdId);
  const [holdRead, event] = await store.readAll<unknown>([paths.hold(request.holdId), paths.event(eventId)]);
  if (!holdRead || !event) return refuse('not-found', 'There is no such hold.');
  const hold = { ...holdRead, data: holdRead.data as Hold };
  const answered = findAnswer(hold.data, 'orders/checkout', request.requestId)?.orderId;
  if (answered) {
    const order = await store.read<Order>(paths.order(answered));
    if (!order) return 'again';
    // Whoever made it may have died before it queued them.
    if (order.data.status === 'awaiting-payment') await scheduleLooks(services, order.data);
    return succeed(order.data);
  }
  if (hold.data.orderId !== null) return correctOrder(services, request, hold, hold.data.orderId);
  if (await expireHold(services, hold)) return 'again';
  return makeOrder(services, request, hold, event.data as FashionEvent);
}

const answerCheckout = (services: Services, order: Order, intent: Intent | undefined): CheckoutAnswer => ({
  orderId: order.orderId,
  lines: order.lines.map(({ placeId, ticketTypeId, ticketTypeName, priceMinor }) => ({
    placeId,
    ticketTypeId,
    ticketTypeName,
    priceMinor,
  })),
  amountMinor: order.amountMinor,
  currency: order.currency,
  clientSecret: intent?.clientSecret ?? '',
  publishableKey: services.config.stripe.publishableKey,
  payBy: order.payBy.toISOString(),
  serverTime: services.clock().toISOString(),
});

/** [P8] An order of nothing is sold at once: there is nothing for Stripe to do. */
async function sellFree(services: Services, order: Order): Promise<Result<CheckoutAnswer>> {
  await applyPayment(services, order.orderId, freePayment(order));
  return succeed(answerCheckout(services, order, undefined));
}

const isOver = ({ status }: Order): boolean => ['expired', 'cancelled', 'refunded'].includes(status);

/** Money that came for an order that was over already goes back ([P6]). */
const isMoneyBack = ({ status, refundPending }: Order): boolean => status === 'refunded' || refundPending;

/** Only an order that never had a payment intent is known not to have been paid. */
const tellUnknown = ({ paymentIntentId }: Order): string =>
  paymentIntentId === null
    ? 'The payment service does not answer just now. No money moved: try again.'
    : 'The payment service does not answer just now. If you paid, your order will say so: nothing is paid twice.';

async function openPayment(services: Services, order: Order): Promise<Result<CheckoutAnswer>> {
  if (isOver(order))
    return refuse(
      'hold-expired',
      isMoneyBack(order)
        ? 'This order was given up. What was paid goes back.'
        : 'This order was given up. No money moved.',
    );
  if (order.amountMinor === 0) return sellFree(services, order);
  const opened = await openIntent(services, order);
  if (opened.kind === 'done') return succeed(answerCheckout(services, order, opened.value));
  if (opened.kind === 'unknown') return refuse('unavailable', tellUnknown(order));
  services.log.paymentUnusable(order.orderId, opened.reason);
  const ended = await giveUpOrder(services, order.orderId, 'cancelled');
  if (ended !== 'cancelled' && ended !== 'expired')
    return refuse('unavailable', 'This order is being settled just now. Try again: nothing is paid twice.');
  return refuse('payment-failed', 'The payment service refused this order. No money moved.');
}

export async function checkout(
  services: Services,
  caller: Caller,
  request: CheckoutRequest,
): Promise<Result<CheckoutAnswer>> {
  const owner = checkOwner(caller, request.holdId);
  if (!owner.ok) return owner;
  const order = await untilDone(() => findOrMakeOrder(services, request));
  return order.ok ? openPayment(services, order.value) : order;
}
