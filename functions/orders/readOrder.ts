/**
 * An order together with the hold it pays, read in that order: the order *before* the hold. A refund is recorded only
 * on an order that was not paid when read, whose hold, read later, no longer pays it; the other way round a sale in
 * between could be taken for a lost one (`shared/model`, variant hold-first). IO: Firestore.
 */
import type { FashionEvent } from '@fashionista/domain/event';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { OrderId } from '@fashionista/domain/ids';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { Snapshot, Store } from '../platform/store.ts';

export interface OrderAndHold {
  order: Snapshot<Order>;
  hold: Snapshot<Hold> | undefined;
}

/** `undefined` where there is no such order. */
export async function readOrderThenHold(store: Store, orderId: OrderId): Promise<OrderAndHold | undefined> {
  const order = await store.read<Order>(paths.order(orderId));
  if (!order) return undefined;
  return { order, hold: await store.read<Hold>(paths.hold(order.data.holdId)) };
}

/** The event of an order. An event that was sold is never deleted: without one, something is broken. */
export async function readEventOf(store: Store, order: Order): Promise<FashionEvent> {
  const event = await store.read<FashionEvent>(paths.event(order.eventId));
  if (!event) throw new Error(`order ${order.orderId} is of an event that does not exist`);
  return event.data;
}
