/**
 * Sends money back that is due ([P6]): at Stripe by a key from the record, so that it goes back once; then the record
 * is closed. Run by a task, and by the sweep while `refundPending`. IO: Stripe, Firestore.
 */
import type { OrderId } from '@fashionista/domain/ids';
import { canMoveOrder } from '@fashionista/domain/order';
import type { Order, OrderEntry } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import { unavailable } from '../platform/failures.ts';
import type { Services } from '../services.ts';

/** @throws {Failure} `unavailable` where Stripe does not say that the money is on its way; come back. */
export async function refundOrder(services: Services, orderId: OrderId): Promise<void> {
  const { store, payments, log, clock } = services;
  const [order, due] = await store.readAll<unknown>([
    paths.order(orderId),
    paths.orderEntry(orderId, 'refund-due'),
  ]);
  if (!order || !due) return;
  const { refundPending, status } = order.data as Order;
  const { amountMinor, currency, stripeId, reason } = due.data as OrderEntry;
  if (!refundPending) return;
  const refunded = await payments.refundIntent(stripeId, amountMinor, `refund-${orderId}`);
  if (refunded.kind !== 'done') {
    log.refundNotMade(orderId, refunded.reason);
    throw unavailable(`The refund of ${orderId} is not made.`);
  }
  const entry: OrderEntry = {
    entryId: 'refund',
    kind: 'refund',
    amountMinor,
    currency,
    reason,
    stripeId: refunded.value.id,
    at: clock(),
  };
  const outcome = await store.commit([
    {
      kind: 'update',
      path: paths.order(orderId),
      data: { refundPending: false, ...(canMoveOrder(status, 'refunded') ? { status: 'refunded' } : {}) },
    },
    { kind: 'create', path: paths.orderEntry(orderId, entry.entryId), data: entry },
  ]);
  if (outcome === 'committed') log.refundDone(orderId, refunded.value.id);
}
