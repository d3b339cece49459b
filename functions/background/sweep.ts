/**
 * The sweep, every minute: does whatever a lost task, a dead instance or a missed trigger left undone. Holds and
 * orders past their time, refunds due, mail due, accounts of which Auth is behind, guests half merged, and boards that disagree with their claims ([B4]).
 * Each part stands alone: one that fails is logged, and the others go on. IO: Firestore, Auth, Storage, Stripe, mail.
 */
import type { FashionEvent } from '@fashionista/domain/event';
import { holdShards } from '@fashionista/domain/holdRecord';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { EventId } from '@fashionista/domain/ids';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import { deliverDueNotifications } from '../notifications/deliverNotification.ts';
import { reconcileOrder } from '../orders/reconcileOrder.ts';
import { refundOrder } from '../orders/refundOrder.ts';
import type { Services } from '../services.ts';
import { attempt, attemptEach } from './attempt.ts';
import { sweepAccounts } from './sweepAccounts.ts';

/** How many documents of a kind one sweep takes; the next goes on. */
const perSweep = 300;
/** How many wait for Stripe at once, so that a sweep does not use up what buyers need. */
const atStripeAtOnce = 5;
/** Each event's boards are compared with their claims once in this many sweeps. */
const boardRounds = 10;

/** [P7] Orders whose time to pay is over, a few at a time: each asks Stripe. */
async function sweepUnpaid(services: Services): Promise<void> {
  const due = await services.store.query<Hold>(paths.holds, {
    where: [
      ['state', '==', 'paying'],
      ['shard', 'in', holdShards],
      ['expiresAt', '<=', services.clock()],
    ],
    orderBy: [['expiresAt', 'asc']],
    limit: perSweep,
  });
  const orderIds = due.flatMap(({ data }) => data.orderId ?? []);
  await attemptEach(services, orderIds, atStripeAtOnce, (orderId) => reconcileOrder(services, orderId));
}

async function sweepRefunds(services: Services): Promise<void> {
  const due = await services.store.query<Order>(paths.orders, {
    where: [['refundPending', '==', true]],
    limit: perSweep,
  });
  for (const { data } of due)
    await attempt(services, data.orderId, () => refundOrder(services, data.orderId));
}

/** A number that stays with an id, to spread events over the sweeps. */
const roundOf = (id: string): number =>
  [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % boardRounds, 0);

async function sweepBoardsOf(services: Services, eventId: EventId): Promise<void> {
  const index = await services.plans.indexOfEvent(eventId);
  for (const { sectionId } of index?.plan.sections ?? [])
    await attempt(services, `${eventId}/${sectionId}`, async () => {
      if (await services.boards.project(eventId, sectionId)) services.log.boardRepaired(eventId, sectionId);
    });
}

async function sweepBoards(services: Services): Promise<void> {
  const now = services.clock();
  const round = Math.floor(now.getTime() / 60_000) % boardRounds;
  const events = await services.store.query<FashionEvent>(paths.events, {
    where: [
      ['state', 'in', ['published', 'cancelled']],
      ['startsAt', '>', now],
    ],
    orderBy: [['startsAt', 'asc']],
    select: ['eventId'],
  });
  for (const { data } of events.filter((event) => roundOf(event.data.eventId) === round))
    await attempt(services, data.eventId, () => sweepBoardsOf(services, data.eventId));
}

export async function sweep(services: Services): Promise<void> {
  await Promise.all([
    attempt(services, 'holds', () => services.dueHolds.expire()),
    attempt(services, 'unpaid', () => sweepUnpaid(services)),
    attempt(services, 'refunds', () => sweepRefunds(services)),
    attempt(services, 'notifications', () => deliverDueNotifications(services)),
    attempt(services, 'boards', () => sweepBoards(services)),
    sweepAccounts(services),
  ]);
}
