/**
 * All that was written about one event, read behind the rules, and what must be true of it at every instant and once
 * everything has ended. A proof sets each case in an event of its own, so this is a case's whole world. IO: Firestore.
 */
import { projectBoard } from '@fashionista/domain/board';
import type { Board } from '@fashionista/domain/board';
import type { Claim } from '@fashionista/domain/claim';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { EventId } from '@fashionista/domain/ids';
import type { Notification } from '@fashionista/domain/notification';
import type { Order, OrderEntry } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { PlanIndex } from '@fashionista/domain/plan';
import type { Ticket } from '@fashionista/domain/ticket';
import type { Firestore, Query } from 'firebase-admin/firestore';
import { awaitQuery } from '../support/awaitDocument.ts';

export interface World {
  claims: Claim[];
  holds: Hold[];
  orders: Order[];
  /** By order. */
  entries: Map<string, OrderEntry[]>;
  tickets: Ticket[];
  notifications: Notification[];
  boards: Board[];
}

async function readAll<T>(query: Query): Promise<T[]> {
  return (await query.get()).docs.map((found) => found.data() as T);
}

export async function readWorld(firestore: Firestore, eventId: EventId): Promise<World> {
  const ofEvent = <T>(collection: string) =>
    readAll<T>(firestore.collection(collection).where('eventId', '==', eventId));
  const [claims, boards, holds, orders, tickets, notifications] = await Promise.all([
    readAll<Claim>(firestore.collection(paths.claims(eventId))),
    readAll<Board>(firestore.collection(paths.boards(eventId))),
    ofEvent<Hold>(paths.holds),
    ofEvent<Order>(paths.orders),
    ofEvent<Ticket>(paths.tickets),
    ofEvent<Notification>(paths.notifications),
  ]);
  const entries = await Promise.all(
    orders.map(async ({ orderId }): Promise<[string, OrderEntry[]]> => {
      const path = `${paths.order(orderId)}/entries`;
      return [orderId, await readAll<OrderEntry>(firestore.collection(path))];
    }),
  );
  return { claims, boards, holds, orders, tickets, notifications, entries: new Map(entries) };
}

/** The same once its boards are what its claims say: the stack sees to it within about a second. */
export async function readShownWorld(
  firestore: Firestore,
  eventId: EventId,
  index: PlanIndex,
): Promise<World> {
  const world = await readWorld(firestore, eventId);
  if (checkBoards(world, index).length === 0) return world;
  await awaitQuery(firestore.collection(paths.boards(eventId)), ({ docs }) => {
    const boards = docs.map((found) => found.data() as Board);
    return checkBoards({ ...world, boards }, index).length === 0;
  });
  return readWorld(firestore, eventId);
}

/** What is in one list and not in the other, in words. */
function compare(what: string, actual: readonly string[], wanted: readonly string[]): string[] {
  const extra = actual.filter((one) => !wanted.includes(one)).map((one) => `${what} too many: ${one}`);
  const missing = wanted.filter((one) => !actual.includes(one)).map((one) => `${what} missing: ${one}`);
  return [...extra, ...missing];
}

/** At every instant: claims are what holds list and tickets admit to, each place once. */
export function checkClaims({ claims, holds, tickets, orders }: World): string[] {
  const held = claims.filter((claim) => claim.state === 'held');
  const sold = claims.filter((claim) => claim.state === 'sold');
  const valid = tickets.filter((ticket) => ticket.status !== 'void');
  const double = valid.filter((one, i) => valid.findIndex((other) => other.placeId === one.placeId) !== i);
  const paying = holds.filter((hold) => hold.state === 'paying');
  const waiting = orders.filter((order) => order.status === 'awaiting-payment');
  return [
    ...compare(
      'held claim',
      held.map((claim) => `${claim.holdId} ${claim.placeId}`),
      holds.flatMap((hold) => hold.places.map((place) => `${hold.holdId} ${place.placeId}`)),
    ),
    ...compare(
      'sold claim',
      sold.map((claim) => `${claim.orderId} ${claim.placeId}`),
      valid.map((ticket) => `${ticket.orderId} ${ticket.placeId}`),
    ),
    ...double.map((ticket) => `place sold twice: ${ticket.placeId}`),
    ...compare(
      'order awaiting payment',
      waiting.map((order) => `${order.holdId} ${order.orderId}`),
      paying.map((hold) => `${hold.holdId} ${hold.orderId}`),
    ),
  ];
}

/** Once everything has ended: nothing is held, every order is over, its tickets, entries and mail are its status's. */
export function checkEnded(world: World): string[] {
  const { holds, orders, tickets, entries, notifications } = world;
  const violations = checkClaims(world);
  for (const hold of holds) {
    const bought = tickets.filter((ticket) => ticket.uid === hold.uid).length;
    if (hold.state !== 'empty') violations.push(`hold ${hold.holdId} is ${hold.state} for ever`);
    if (hold.bought !== bought)
      violations.push(`hold ${hold.holdId} says ${hold.bought} bought, not ${bought}`);
  }
  for (const order of orders) {
    const { orderId, status, lines } = order;
    const mine = tickets.filter((ticket) => ticket.orderId === orderId).map((ticket) => ticket.placeId);
    const wanted = status === 'paid' ? lines.map((line) => line.placeId) : [];
    violations.push(...compare(`ticket of a ${status} order`, mine, wanted));
    if (status === 'awaiting-payment') violations.push(`order ${orderId} awaits payment for ever`);
    if (order.refundPending) violations.push(`order ${orderId}: its refund is never made`);
    const kinds = (entries.get(orderId) ?? []).map((entry) => entry.kind);
    const told = notifications
      .filter((one) => 'orderId' in one && one.orderId === orderId)
      .map((one) => one.kind);
    const byStatus: Record<string, [string[], string[]]> = {
      paid: [['payment'], ['order-paid']],
      refunded: [['refund-due', 'refund'], ['order-refunded']],
    };
    const [wantedKinds, wantedTold] = byStatus[status] ?? [[], []];
    violations.push(...compare(`entry of a ${status} order`, kinds, wantedKinds));
    violations.push(...compare(`notification of a ${status} order`, told, wantedTold));
  }
  return violations;
}

/** [B1] Boards that are not what the claims say. */
export function checkBoards({ claims, boards }: World, index: PlanIndex): string[] {
  const states = new Map(claims.map((claim) => [claim.placeId, claim.state]));
  return index.plan.sections.flatMap((section) => {
    const wanted = projectBoard(section, (placeId) => states.get(placeId));
    const shown = boards.find((board) => board.sectionId === section.sectionId)?.places;
    return shown === wanted ? [] : [`board ${section.sectionId} shows ${shown}, not ${wanted}`];
  });
}
