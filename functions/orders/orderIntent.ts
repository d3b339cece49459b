/**
 * An order's payment intent ([P3]): made once by the order's key, its id stored by itself, found again by the key where
 * the id was never stored. IO: Stripe, Firestore.
 */
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { Intent, Outcome } from '../platform/stripe.ts';
import type { Services } from '../services.ts';

type Parts = Pick<Services, 'payments' | 'store'>;

/** The intent to pay with: made now, or as it stands. One found by its key is as it was when it was made. */
export async function openIntent({ payments, store }: Parts, order: Order): Promise<Outcome<Intent>> {
  if (order.paymentIntentId !== null) return payments.retrieveIntent(order.paymentIntentId);
  const created = await payments.createIntent(order);
  if (created.kind === 'done')
    await store.commit([
      { kind: 'update', path: paths.order(order.orderId), data: { paymentIntentId: created.value.id } },
    ]);
  return created;
}

/** How the intent stands now. */
export async function findIntent(parts: Parts, order: Order): Promise<Outcome<Intent>> {
  const opened = await openIntent(parts, order);
  const isFresh = order.paymentIntentId !== null || opened.kind !== 'done';
  return isFresh ? opened : parts.payments.retrieveIntent(opened.value.id);
}
