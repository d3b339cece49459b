/**
 * The task that ends a hold at its instant ([H2]). A hold that was extended since has a task of its own; one that is
 * paid is its order's affair. IO: Firestore.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { HoldId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { expireHold } from '../seats/changeHold.ts';
import type { Services } from '../services.ts';

/** A queue's clock may run this far ahead of ours: then the task waits for the instant. */
const aheadMs = 2_000;

export async function runExpireHold(services: Services, holdId: HoldId): Promise<void> {
  const hold = await services.store.read<Hold>(paths.hold(holdId));
  if (hold?.data.state !== 'held' || hold.data.expiresAt === null) return;
  const leftMs = hold.data.expiresAt.getTime() - services.clock().getTime();
  if (leftMs > aheadMs) return;
  if (leftMs > 0) await wait(leftMs);
  await expireHold(services, hold);
}
