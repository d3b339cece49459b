/**
 * Ends an order that is not paid ([P5]): first Stripe must say that its payment can no longer be made, only then are
 * the places let go. The hold is read *before* the cancel and must be unchanged at the commit. IO: Stripe, Firestore.
 */
import type { OrderId } from '@fashionista/domain/ids';
import type { Order, OrderStatus } from '@fashionista/domain/order';
import { decideGiveUp, isPaying } from '@fashionista/domain/orderDecisions';
import type { GiveUpReason } from '@fashionista/domain/orderDecisions';
import type { Hold } from '@fashionista/domain/holdRecord';
import { paths } from '@fashionista/domain/paths';
import { unavailable } from '../platform/failures.ts';
import type { Snapshot, Write } from '../platform/store.ts';
import type { Intent } from '../platform/stripe.ts';
import { showFreed } from '../seats/changeHold.ts';
import { untilDone } from '../platform/untilDone.ts';
import type { Repeat } from '../platform/untilDone.ts';
import type { Services } from '../services.ts';
import { findIntent } from './orderIntent.ts';
import { readOrderThenHold } from './readOrder.ts';
import { applyPayment } from './sellOrder.ts';

/** `processing`: Stripe is still moving the money; come back. */
export type GiveUpOutcome = OrderStatus | 'processing';

/**
 * Makes sure that the order's payment can no longer succeed, or tells what it did instead. `unknown`: Stripe does not know
 * an intent whose id we stored. That is trouble, not proof that nobody can pay.
 */
async function closePayment(services: Services, order: Order): Promise<Intent | 'none' | 'unknown'> {
  if (order.amountMinor === 0) return 'none';
  const found = await findIntent(services, order);
  if (found.kind === 'unknown') throw unavailable('The payment service does not answer just now.');
  if (found.kind === 'unusable') {
    services.log.paymentUnusable(order.orderId, found.reason);
    return order.paymentIntentId === null ? 'none' : 'unknown';
  }
  if (found.value.status !== 'open') return found.value;
  const cancelled = await services.payments.cancelIntent(found.value.id);
  if (cancelled.kind !== 'done') throw unavailable('The payment service does not answer just now.');
  return cancelled.value;
}

async function commitGiveUp(
  services: Services,
  order: Snapshot<Order>,
  hold: Snapshot<Hold>,
  reason: GiveUpReason,
): Promise<GiveUpReason | Repeat> {
  const decided = decideGiveUp(hold.data, order.data, reason);
  if (!decided.ok) return 'again';
  const { orderId, eventId, holdId } = order.data;
  const { status, free } = decided.value;
  const outcome = await services.store.commit([
    { kind: 'update', path: paths.hold(holdId), data: decided.value.hold, unchangedSince: hold.updateTime },
    { kind: 'update', path: paths.order(orderId), data: { status } },
    ...free.map((place): Write => ({ kind: 'delete', path: paths.claim(eventId, place.placeId) })),
  ]);
  if (outcome !== 'committed') return outcome;
  services.log.orderGivenUp(orderId, status);
  await showFreed(services, eventId, free);
  return reason;
}

/** An order that is not settled is looked at again after this long: a bank debit takes days. */
const lookAgainMinutes = 10;

/** Takes the hold out of what is due for a while, so that a slow payment is not asked after at every sweep. */
async function postpone({ store, clock }: Services, hold: Snapshot<Hold>): Promise<void> {
  const expiresAt = new Date(clock().getTime() + lookAgainMinutes * 60_000);
  await store.commit([
    { kind: 'update', path: hold.path, data: { expiresAt }, unchangedSince: hold.updateTime },
  ]);
}

/**
 * Gives the order up, or sells it where the payment was quicker. Answers its status after.
 * @throws {Failure} `unavailable` where Stripe or Firestore does not answer; nothing is lost, come back.
 */
export async function giveUpOrder(
  services: Services,
  orderId: OrderId,
  reason: GiveUpReason,
): Promise<GiveUpOutcome | undefined> {
  return untilDone(async () => {
    const read = await readOrderThenHold(services.store, orderId);
    if (!read) return undefined;
    const { order, hold } = read;
    if (!hold || !isPaying(hold.data, orderId)) {
      // The order was read before its hold: what ended in between is read now.
      return order.data.status === 'awaiting-payment' ? 'again' : order.data.status;
    }
    const intent = await closePayment(services, order.data);
    if (intent === 'unknown') {
      // Else it would stand first at every sweep, before all whose time ended later.
      if (reason === 'expired') await postpone(services, hold);
      throw unavailable('The payment service does not know this payment.');
    }
    if (intent !== 'none' && intent.status === 'succeeded') {
      const effect = await applyPayment(services, orderId, { ...intent, paymentIntentId: intent.id });
      if (effect !== 'disagrees') return 'again';
    }
    if (intent !== 'none' && intent.status !== 'cancelled') {
      if (reason === 'expired') await postpone(services, hold);
      return 'processing';
    }
    return commitGiveUp(services, order, hold, reason);
  });
}
