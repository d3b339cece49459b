/**
 * Takes a person out of their orders ([X3]): each order with its tickets, sold claims and mail in one commit, each unchanged
 * since read. Amounts, dates, tax and the order's number stay. Mail on its way is waited for, as in a merge ([J5]).
 * IO: Firestore.
 */
import { withoutPerson } from '@fashionista/domain/deletion';
import type { Uid } from '@fashionista/domain/ids';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { Ticket } from '@fashionista/domain/ticket';
import type { Snapshot } from '../../platform/store.ts';
import type { Services } from '../../services.ts';
import { changeTo, isBeingSent, readOrderRecords } from '../merge/mergeOrder.ts';
import { ofPerson } from './describeDeletion.ts';

async function takeOutOfOrder(
  { store, clock }: Services,
  order: Snapshot<Order>,
  uid: Uid,
  formerUid: Uid,
): Promise<void> {
  // Its hold gives it up, or it is sold.
  if (order.data.status === 'awaiting-payment') return;
  const { tickets, claims, mails } = await readOrderRecords(store, order.data);
  if (mails.some(({ data }) => isBeingSent(data, clock()))) return;
  await store.commit([
    changeTo(order, withoutPerson.order(order.data, formerUid)),
    ...tickets
      .filter(({ data }) => data.uid === uid)
      .map((ticket) => changeTo(ticket, withoutPerson.ticket(formerUid))),
    ...claims.map((claim) => changeTo(claim, withoutPerson.claim(claim.data, formerUid))),
    ...mails.map((mail) => changeTo(mail, withoutPerson.notification(mail.data, formerUid))),
  ]);
}

/** Answers whether there were any, or tickets of others' orders. */
export async function takeOutOfOrders(services: Services, uid: Uid, formerUid: Uid): Promise<boolean> {
  const { store } = services;
  const orders = await store.query<Order>(paths.orders, ofPerson(uid));
  for (const order of orders) await takeOutOfOrder(services, order, uid, formerUid);
  const tickets = await store.query<Ticket>(paths.tickets, ofPerson(uid));
  const orderIds = new Set(orders.map(({ data }) => data.orderId));
  for (const ticket of tickets.filter(({ data }) => !orderIds.has(data.orderId)))
    await store.commit([changeTo(ticket, withoutPerson.ticket(formerUid))]);
  return orders.length + tickets.length > 0;
}
