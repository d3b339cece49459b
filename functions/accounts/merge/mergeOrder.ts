/**
 * A guest's order that is not being paid any more becomes the account's, in one commit with what names its buyer: its tickets,
 * the claims of its places, its mail ([J3]). Mail that is on its way first arrives: whoever sends it has read whose it is
 * ([J5]). Tickets that came to the guest from somebody else's order go along by themselves. IO: Firestore.
 */
import type { Claim } from '@fashionista/domain/claim';
import { holdIdOf, ticketIdOf } from '@fashionista/domain/ids';
import type { OrderId, Uid } from '@fashionista/domain/ids';
import type { Merge } from '@fashionista/domain/merge';
import { notificationIdOf, orderNotificationKinds } from '@fashionista/domain/notification';
import type { Notification } from '@fashionista/domain/notification';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { Ticket } from '@fashionista/domain/ticket';
import type { Snapshot, Store, Write } from '../../platform/store.ts';
import type { Services } from '../../services.ts';
import { doMergeStep } from './mergeStep.ts';
import type { Prepared } from './mergeStep.ts';

export interface OrderRecords {
  tickets: Snapshot<Ticket>[];
  claims: Snapshot<Claim>[];
  mails: Snapshot<Notification>[];
}

const there = <T>(read: readonly (Snapshot<T> | undefined)[]): Snapshot<T>[] =>
  read.flatMap((found) => found ?? []);

/** All that tells of an order beside itself. */
export async function readOrderRecords(store: Store, order: Order): Promise<OrderRecords> {
  const { orderId, eventId, lines } = order;
  const [tickets, claims, mails] = await Promise.all([
    store.readAll<Ticket>(lines.map(({ placeId }) => paths.ticket(ticketIdOf(orderId, placeId)))),
    store.readAll<Claim>(lines.map(({ placeId }) => paths.claim(eventId, placeId))),
    store.readAll<Notification>(
      orderNotificationKinds.map((kind) => paths.notification(notificationIdOf(kind, orderId))),
    ),
  ]);
  return {
    tickets: there(tickets),
    claims: there(claims).filter(({ data }) => data.orderId === orderId),
    mails: there(mails),
  };
}

/** Whether somebody is sending it now; one who died over it is nobody. */
export const isBeingSent = ({ channels: { email } }: Notification, now: Date): boolean =>
  email.status === 'sending' && email.leaseUntil !== null && email.leaseUntil > now;

/** A document's change that needs it unchanged since read. */
export const changeTo = ({ path, updateTime }: Snapshot<unknown>, data: object): Write => ({
  kind: 'update',
  path,
  data,
  unchangedSince: updateTime,
});

async function prepareOrder(
  { store, clock }: Services,
  merge: Merge,
  orderId: OrderId,
): Promise<Prepared<OrderId | null>> {
  const order = await store.read<Order>(paths.order(orderId));
  if (order?.data.uid !== merge.guestUid) return { outcome: null };
  // Its hold takes it along, or waits.
  if (order.data.status === 'awaiting-payment') return { outcome: orderId };
  const { tickets, claims, mails } = await readOrderRecords(store, order.data);
  if (mails.some(({ data }) => isBeingSent(data, clock()))) return { outcome: orderId };
  const mine = tickets.filter(({ data }) => data.uid === merge.guestUid);
  const { uid, merged } = merge;
  const owner = { uid, holdId: holdIdOf(order.data.eventId, uid) };
  return {
    outcome: null,
    merge: { merged: { ...merged, orders: merged.orders + 1, tickets: merged.tickets + mine.length } },
    writes: [
      changeTo(order, owner),
      ...claims.map((claim) => changeTo(claim, owner)),
      ...[...mine, ...mails].map((one) => changeTo(one, { uid })),
    ],
  };
}

/** Answers its id where it must end first, or its mail; else `null`: it is the account's. */
export const mergeOrder = (services: Services, guestUid: Uid, orderId: OrderId): Promise<OrderId | null> =>
  doMergeStep(services, guestUid, (merge) => prepareOrder(services, merge, orderId));

/** Tickets that are the guest's and none of their orders', a commit's worth. */
export const mergeOthersTickets = (
  services: Services,
  guestUid: Uid,
  read: readonly Snapshot<Ticket>[],
): Promise<null> =>
  doMergeStep(services, guestUid, async ({ uid, merged }) => {
    const again = await services.store.readAll<Ticket>(read.map(({ path }) => path));
    const mine = there(again).filter(({ data }) => data.uid === guestUid);
    if (mine.length === 0) return { outcome: null };
    return {
      outcome: null,
      merge: { merged: { ...merged, tickets: merged.tickets + mine.length } },
      writes: mine.map((ticket) => changeTo(ticket, { uid })),
    };
  });
