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
import type { Intent, Outcome } from '../platform/stripe.ts';
import { changeAttempts, showFreed } from '../seats/changeHold.ts';
import type { Services } from '../services.ts';
import { readOrderThenHold } from './readOrder.ts';
import { applyPayment } from './sellOrder.ts';

/** `processing`: Stripe is still moving the money; come back. */
export type GiveUpOutcome = OrderStatus | 'processing';

/**
 * How the order's payment intent stands now. Where its id was never stored, creating it again by the same key finds it;
 * what that replays is the first answer, so the intent is asked for once more.
 */
export async function findIntent({ payments, store }: Services, order: Order): Promise<Outcome<Intent>> {
  if (order.paymentIntentId !== null) return payments.retrieveIntent(order.paymentIntentId);
  const created = await payments.createIntent(order);
  if (created.kind !== 'done') return created;
  await store.commit([
    { kind: 'update', path: paths.order(order.orderId), data: { paymentIntentId: created.value.id } },
  ]);
  return payments.retrieveIntent(created.value.id);
}

/** Makes sure that the order's payment can no longer succeed, or tells what it did instead. */
async function closePayment(services: Services, order: Order): Promise<Intent | 'none'> {
  if (order.amountMinor === 0) return 'none';
  const found = await findIntent(services, order);
  if (found.kind === 'unknown') throw unavailable('The payment service does not answer just now.');
  if (found.kind === 'unusable') {
    services.log.paymentUnusable(order.orderId, found.reason);
    // An id that we stored names an intent that exists: not finding it is trouble, not proof that nobody can pay.
    if (order.paymentIntentId !== null) throw unavailable('The payment service does not know this payment.');
    return 'none';
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
): Promise<boolean> {
  const decided = decideGiveUp(hold.data, order.data, reason);
  if (!decided.ok) return false;
  const { orderId, eventId, holdId } = order.data;
  const { status, free } = decided.value;
  const outcome = await services.store.commit([
    { kind: 'update', path: paths.hold(holdId), data: decided.value.hold, unchangedSince: hold.updateTime },
    { kind: 'update', path: paths.order(orderId), data: { status } },
    ...free.map((place): Write => ({ kind: 'delete', path: paths.claim(eventId, place.placeId) })),
  ]);
  if (outcome !== 'committed') return false;
  services.log.orderGivenUp(orderId, status);
  await showFreed(services, eventId, free);
  return true;
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
  for (let attempt = 0; attempt < changeAttempts; attempt += 1) {
    const read = await readOrderThenHold(services.store, orderId);
    if (!read) return undefined;
    const { order, hold } = read;
    if (!hold || !isPaying(hold.data, orderId)) {
      // The order was read before its hold: what ended in between is read now.
      if (order.data.status === 'awaiting-payment') continue;
      return order.data.status;
    }
    const intent = await closePayment(services, order.data);
    if (intent !== 'none' && intent.status === 'succeeded') {
      const effect = await applyPayment(services, orderId, { ...intent, paymentIntentId: intent.id });
      if (effect !== 'disagrees') continue;
    }
    if (intent !== 'none' && intent.status !== 'cancelled') {
      if (reason === 'expired') await postpone(services, hold);
      return 'processing';
    }
    if (await commitGiveUp(services, order, hold, reason)) return reason;
  }
  throw unavailable(`Order ${orderId} is being changed by too many.`);
}
