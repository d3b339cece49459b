/**
 * The sweep, every minute: does whatever a lost task, a dead instance or a missed trigger left undone. Holds and
 * orders past their time, refunds due, mail due, and boards that disagree with their claims ([B4]).
 * Each part stands alone: one that fails is logged, and the others go on. IO: Firestore, Stripe, mail.
 */
import type { FashionEvent } from '@fashionista/domain/event';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import { deliverDueNotifications } from '../notifications/deliverNotification.ts';
import { refundOrder } from '../orders/refundOrder.ts';
import type { Services } from '../services.ts';
import { attempt } from './attempt.ts';
import { sweepHolds } from './sweepHolds.ts';

/** How many documents of a kind one sweep takes; the next goes on. */
const perSweep = 300;
/** Each event's boards are compared with their claims once in this many sweeps. */
const boardRounds = 10;

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
  for (const { data } of events.filter((event) => roundOf(event.data.eventId) === round)) {
    const index = await services.plans.indexOfEvent(data.eventId);
    for (const { sectionId } of index?.plan.sections ?? [])
      await attempt(services, `${data.eventId}/${sectionId}`, async () => {
        if (await services.boards.project(data.eventId, sectionId))
          services.log.boardRepaired(data.eventId, sectionId);
      });
  }
}

export async function sweep(services: Services): Promise<void> {
  await attempt(services, 'holds', () => sweepHolds(services));
  await attempt(services, 'refunds', () => sweepRefunds(services));
  await attempt(services, 'notifications', () => deliverDueNotifications(services));
  await attempt(services, 'boards', () => sweepBoards(services));
}
