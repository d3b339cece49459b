/** `POST /api/orders/cancel` gives an order up; `/api/orders/refresh` has the server ask Stripe now ([P5], [P7]). */
import type { ActionRequest, OrderAnswer } from '@fashionista/domain/actions';
import { refuse, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { OrderId } from '@fashionista/domain/ids';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { Caller } from '../platform/identity.ts';
import type { Services } from '../services.ts';
import { giveUpOrder } from './giveUpOrder.ts';
import { reconcileOrder } from './reconcileOrder.ts';

/** Somebody else's order answers as one that does not exist: ids are not to be tried out. */
async function checkOwnOrder(services: Services, caller: Caller, orderId: OrderId): Promise<Result<Order>> {
  const order = await services.store.read<Order>(paths.order(orderId));
  return order?.data.uid === caller.uid
    ? succeed(order.data)
    : refuse('not-found', 'There is no such order.');
}

export async function cancelOrder(
  services: Services,
  caller: Caller,
  { orderId }: ActionRequest<'orders/cancel'>,
): Promise<Result<OrderAnswer>> {
  const own = await checkOwnOrder(services, caller, orderId);
  if (!own.ok) return own;
  const status = await giveUpOrder(services, orderId, 'cancelled');
  if (status === 'processing')
    return refuse('hold-busy', 'The payment is being processed and cannot be cancelled now.', { orderId });
  if (status === undefined) return refuse('not-found', 'There is no such order.');
  if (status === 'paid') return refuse('conflict', 'This order is paid.');
  return succeed({ orderId, status });
}

export async function refreshOrder(
  services: Services,
  caller: Caller,
  { orderId }: ActionRequest<'orders/refresh'>,
): Promise<Result<OrderAnswer>> {
  const own = await checkOwnOrder(services, caller, orderId);
  if (!own.ok) return own;
  const status = await reconcileOrder(services, orderId);
  return status ? succeed({ orderId, status }) : refuse('not-found', 'There is no such order.');
}
