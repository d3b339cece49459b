/** The task of one half second ([H2]): lets go every hold that ends in it, or before. IO: Firestore. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Services } from '../services.ts';

/** A queue's clock may run this far ahead of ours: then its task waits for the instant. */
const aheadMs = 2_000;

export async function expireHoldsAt({ clock, dueHolds }: Services, at: Date): Promise<void> {
  const leftMs = at.getTime() - clock().getTime();
  if (leftMs > 0 && leftMs <= aheadMs) await wait(leftMs);
  await dueHolds.expire();
}
