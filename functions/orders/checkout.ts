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
import { decideCheckout } from '@fashionista/domain/orderDecisions';
import { paths } from '@fashionista/domain/paths';
import type { Caller } from '../platform/identity.ts';
import type { Intent } from '../platform/stripe.ts';
import { changeAttempts, checkOwner, expireHold, tooBusy } from '../seats/changeHold.ts';
import type { Services } from '../services.ts';
import { findIntent, giveUpOrder } from './giveUpOrder.ts';
import { scheduleLooks } from './reconcileOrder.ts';
import { applyPayment, freePayment } from './sellOrder.ts';

type CheckoutRequest = ActionRequest<'orders/checkout'> & { requestId: RequestId };

/** The order of this checkout, made now or before. `again`: somebody was quicker. */
async function findOrMakeOrder(
  services: Services,
  request: CheckoutRequest,
): Promise<Result<Order> | 'again'> {
  const { store, clock } = services;
  const { eventId } = readHoldId(request.holdId);
  const [holdRead, eventRead] = await store.readAll<unknown>([
    paths.hold(request.holdId),
    paths.event(eventId),
  ]);
  const hold = holdRead && { ...holdRead, data: holdRead.data as Hold };
  if (!hold || !eventRead) return refuse('not-found', 'There is no such hold.');
  const earlier = findAnswer(hold.data, request.requestId)?.orderId ?? hold.data.orderId;
  if (earlier !== null) {
    const order = await store.read<Order>(paths.order(earlier));
    return order ? succeed(order.data) : 'again';
  }
  if (await expireHold(services, hold)) return 'again';
  const index = await services.plans.indexOfEvent(eventId);
  if (!index) return refuse('not-found', 'There is no such event.');
  const { contact, locale, requestId } = request;
  const decided = decideCheckout({
    event: eventRead.data as FashionEvent,
    index,
    hold: hold.data,
    orderId: services.newId() as OrderId,
    contact,
    locale,
    requestId,
    now: clock(),
  });
  if (!decided.ok) return decided;
  const { order } = decided.value;
  const outcome = await store.commit([
    { kind: 'update', path: hold.path, data: decided.value.hold, unchangedSince: hold.updateTime },
    { kind: 'create', path: paths.order(order.orderId), data: order },
  ]);
  if (outcome !== 'committed') return 'again';
  await scheduleLooks(services, order);
  return succeed(order);
}

/** A buyer who comes back with a corrected address gets their tickets there. */
async function keepContact(services: Services, order: Order, request: CheckoutRequest): Promise<void> {
  const { contact, locale } = request;
  const isSame = JSON.stringify([order.contact, order.locale]) === JSON.stringify([contact, locale]);
  if (isSame || order.status !== 'awaiting-payment') return;
  await services.store.commit([
    { kind: 'update', path: paths.order(order.orderId), data: { contact, locale } },
  ]);
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

async function openPayment(services: Services, order: Order): Promise<Result<CheckoutAnswer>> {
  if (order.status === 'expired' || order.status === 'cancelled')
    return refuse('hold-expired', 'This order was given up. No money moved.');
  if (order.amountMinor === 0) return sellFree(services, order);
  const found = await findIntent(services, order);
  if (found.kind === 'unknown')
    return refuse('unavailable', 'The payment service does not answer just now. No money moved: try again.');
  if (found.kind === 'unusable') {
    services.log.paymentUnusable(order.orderId, found.reason);
    await giveUpOrder(services, order.orderId, 'cancelled');
    return refuse('payment-failed', 'The payment service refused this order. No money moved.');
  }
  const intent = found.value;
  if (order.paymentIntentId === null)
    await services.store.commit([
      { kind: 'update', path: paths.order(order.orderId), data: { paymentIntentId: intent.id } },
    ]);
  return succeed(answerCheckout(services, order, intent));
}

export async function checkout(
  services: Services,
  caller: Caller,
  request: CheckoutRequest,
): Promise<Result<CheckoutAnswer>> {
  const owner = checkOwner(caller, request.holdId);
  if (!owner.ok) return owner;
  for (let attempt = 0; attempt < changeAttempts; attempt += 1) {
    const order = await findOrMakeOrder(services, request);
    if (order === 'again') continue;
    if (!order.ok) return order;
    await keepContact(services, order.value, request);
    return openPayment(services, order.value);
  }
  return tooBusy();
}
