/**
 * Asks Stripe how an order stands, and does what follows: the answer to a webhook that came, is late, or was lost
 * ([P7]). Past `payBy` an unpaid order is given up. Run by tasks, by the sweep, and when a waiting buyer asks.
 * IO: Stripe, Firestore.
 */
import type { OrderId } from '@fashionista/domain/ids';
import type { Order, OrderStatus } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { Services } from '../services.ts';
import { giveUpOrder } from './giveUpOrder.ts';
import { findIntent } from './orderIntent.ts';
import { applyPayment, freePayment } from './sellOrder.ts';

/** When to look again after checkout, should no webhook come, in seconds. The last look is at `payBy`. */
const looksAfterSeconds = [15, 45, 120, 300];

export async function scheduleLooks({ tasks }: Pick<Services, 'tasks'>, order: Order): Promise<void> {
  const { orderId, createdAt, payBy } = order;
  const instants = looksAfterSeconds.map((seconds) => new Date(createdAt.getTime() + seconds * 1000));
  await Promise.all(
    [...instants, payBy].map((at, i) =>
      tasks.enqueue('reconcileOrder', { orderId }, { at, id: `${orderId}-${i}` }),
    ),
  );
}

/**
 * Brings an order to what Stripe says. Answers its status after; `undefined` where there is no such order.
 * @throws {Failure} `unavailable` where Stripe or Firestore does not answer.
 */
export async function reconcileOrder(services: Services, orderId: OrderId): Promise<OrderStatus | undefined> {
  const statusNow = async () => (await services.store.read<Order>(paths.order(orderId)))?.data.status;
  const order = await services.store.read<Order>(paths.order(orderId));
  if (!order) return undefined;
  if (order.data.status !== 'awaiting-payment') return order.data.status;
  if (order.data.amountMinor === 0) {
    await applyPayment(services, orderId, freePayment(order.data));
    return statusNow();
  }
  if (order.data.payBy <= services.clock()) {
    await giveUpOrder(services, orderId, 'expired');
    return statusNow();
  }
  const found = await findIntent(services, order.data);
  if (found.kind !== 'done' || found.value.status !== 'succeeded') return order.data.status;
  await applyPayment(services, orderId, { ...found.value, paymentIntentId: found.value.id });
  return statusNow();
}
