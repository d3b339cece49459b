/**
 * Ends every hold whose time is over ([H2], [P7]): held ones are let go, those that are paid are reconciled with
 * Stripe. Run by a task at the half second in which holds end, and by the sweep. IO: Firestore, Stripe.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Hold } from '@fashionista/domain/holdRecord';
import { paths } from '@fashionista/domain/paths';
import { reconcileOrder } from '../orders/reconcileOrder.ts';
import type { Snapshot } from '../platform/store.ts';
import { expireHold } from '../seats/changeHold.ts';
import type { Services } from '../services.ts';
import { attempt } from './attempt.ts';

const perRound = 300;
/** More than a whole hall at once; what is left then waits for the next sweep. */
const rounds = 20;
const shards = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
/** A queue's clock may run this far ahead of ours: then its task waits for the instant. */
const aheadMs = 2_000;

async function endHold(services: Services, hold: Snapshot<Hold>): Promise<void> {
  const { state, orderId } = hold.data;
  if (state === 'held') await expireHold(services, hold);
  else if (state === 'paying' && orderId !== null) await reconcileOrder(services, orderId);
}

export async function sweepHolds(services: Services): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const due = await services.store.query<Hold>(paths.holds, {
      where: [
        ['shard', 'in', shards],
        ['expiresAt', '<=', services.clock()],
      ],
      orderBy: [['expiresAt', 'asc']],
      limit: perRound,
    });
    await Promise.all(due.map((hold) => attempt(services, hold.path, () => endHold(services, hold))));
    if (due.length < perRound) return;
  }
}

/** The task of one half second. */
export async function expireHoldsAt(services: Services, at: Date): Promise<void> {
  const leftMs = at.getTime() - services.clock().getTime();
  if (leftMs > 0 && leftMs <= aheadMs) await wait(leftMs);
  await sweepHolds(services);
}
