/**
 * Lets the holds of whoever leaves go ([X2]): what is held is free again, and the hold itself is deleted. An order that began to be paid all
 * the same is given up at Stripe first; what was paid by then is sold, and stays as any other. IO: Firestore, Stripe.
 */
import type { Hold } from '@fashionista/domain/holdRecord';
import type { Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { giveUpOrder } from '../../orders/giveUpOrder.ts';
import type { Snapshot, Write } from '../../platform/store.ts';
import { showFreed } from '../../seats/changeHold.ts';
import type { Services } from '../../services.ts';
import { ofPerson } from './describeDeletion.ts';

async function removeHold(services: Services, { path, data, updateTime }: Snapshot<Hold>): Promise<void> {
  if (data.orderId !== null) {
    await giveUpOrder(services, data.orderId, 'cancelled');
    return;
  }
  const outcome = await services.store.commit([
    { kind: 'delete', path, unchangedSince: updateTime },
    ...data.places.map(({ placeId }): Write => ({
      kind: 'delete',
      path: paths.claim(data.eventId, placeId),
    })),
  ]);
  // Whoever was quicker: the next look finds what is left.
  if (outcome === 'committed' && data.places.length > 0) await showFreed(services, data.eventId, data.places);
}

/** Answers whether there were any. */
export async function removeHolds(services: Services, uid: Uid): Promise<boolean> {
  const holds = await services.store.query<Hold>(paths.holds, ofPerson(uid));
  for (const hold of holds) await removeHold(services, hold);
  return holds.length > 0;
}
