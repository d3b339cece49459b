/**
 * Goes on with a merge ([J2]): looks for what is the guest's still and moves it, step by step; ends it once a last look, made
 * when nothing more can become the guest's, found nothing. Called by the action and by the sweep, as often as it takes; who
 * dies at it leaves whole steps. IO: Firestore, Firebase Auth, Storage.
 */
import type { Hold } from '@fashionista/domain/holdRecord';
import type { OrderId, Uid } from '@fashionista/domain/ids';
import { isLastLook } from '@fashionista/domain/merge';
import type { Merge } from '@fashionista/domain/merge';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { Ticket } from '@fashionista/domain/ticket';
import type { Services } from '../../services.ts';
import { removeExports } from '../exports/exportData.ts';
import { mergeHold } from './mergeHold.ts';
import { mergeOrder, mergeOthersTickets } from './mergeOrder.ts';
import { mergeSaved, mergeUser } from './mergeProfile.ts';
import { doMergeStep } from './mergeStep.ts';

/** Well within what a commit may have. */
const ticketsAStep = 200;

const isId = (orderId: OrderId | null): orderId is OrderId => orderId !== null;

interface Look {
  /** Whether anything was the guest's. */
  foundAny: boolean;
  pendingOrders: OrderId[];
}

async function moveHoldsAndOrders(services: Services, guestUid: Uid): Promise<Look> {
  const isGuests = { where: [['uid', '==', guestUid] as ['uid', '==', Uid]] };
  const holds = await services.store.query<Hold>(paths.holds, isGuests);
  const waiting: (OrderId | null)[] = [];
  for (const { data } of holds) waiting.push(await mergeHold(services, guestUid, data));
  const orders = await services.store.query<Order>(paths.orders, isGuests);
  for (const { data } of orders) waiting.push(await mergeOrder(services, guestUid, data.orderId));
  const pendingOrders = [...new Set(waiting.filter(isId))].toSorted();
  // Tickets of an order that waits wait with it.
  const tickets = (await services.store.query<Ticket>(paths.tickets, isGuests)).filter(
    ({ data }) => !pendingOrders.includes(data.orderId),
  );
  for (let from = 0; from < tickets.length; from += ticketsAStep)
    await mergeOthersTickets(services, guestUid, tickets.slice(from, from + ticketsAStep));
  return { foundAny: holds.length + orders.length + tickets.length > 0, pendingOrders };
}

async function moveProfile(services: Services, guestUid: Uid): Promise<void> {
  let isMore = true;
  while (isMore) isMore = await mergeSaved(services, guestUid);
  await mergeUser(services, guestUid);
  // Nobody could read them any more.
  await removeExports(services, guestUid);
}

/** Answers the record as it is after. */
export async function continueMerge(services: Services, guestUid: Uid): Promise<Merge> {
  const lookedAt = services.clock();
  const begun = await services.store.read<Merge>(paths.merge(guestUid));
  if (!begun) throw new Error(`merges/${guestUid} is gone while it is worked on.`);
  if (begun.data.state === 'done') return begun.data;
  const { foundAny, pendingOrders } = await moveHoldsAndOrders(services, guestUid);
  await moveProfile(services, guestUid);
  const isDone = !foundAny && isLastLook(begun.data.createdAt, lookedAt);
  // Before the record says so: who dies in between does it again.
  if (isDone) await services.authUsers.remove(guestUid);
  return doMergeStep(services, guestUid, (merge) => {
    const end = isDone ? ({ state: 'done', doneAt: services.clock() } as const) : {};
    const isSame = merge.pendingOrders.join() === pendingOrders.join();
    const change = { pendingOrders, ...end };
    const outcome: Merge = { ...merge, ...change };
    return Promise.resolve(isSame && !isDone ? { outcome } : { outcome, merge: change, writes: [] });
  });
}
