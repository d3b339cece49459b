/**
 * Goes on with a deletion ([X2]): looks for what is the person's still, and removes it or takes the person out of it; ends with
 * the account at Auth, once a last look, made when nothing more can become theirs, found nothing. Called by the action and by
 * the sweep, as often as it takes: every step finds what is left to do by itself. IO: Firestore, Firebase Auth, Storage,
 * Stripe.
 */
import { tokensLiveMinutes } from '@fashionista/domain/deletion';
import type { Deletion } from '@fashionista/domain/deletion';
import type { Uid } from '@fashionista/domain/ids';
import { isLastLook } from '@fashionista/domain/merge';
import type { Merge } from '@fashionista/domain/merge';
import { paths } from '@fashionista/domain/paths';
import { limitKinds } from '../../platform/rateLimitConfig.ts';
import type { Write } from '../../platform/store.ts';
import type { Services } from '../../services.ts';
import { catchUp } from '../changeSession.ts';
import { continueMerge } from '../merge/continueMerge.ts';
import { removeHolds } from './removeHolds.ts';
import { removeOwn } from './removeOwn.ts';
import { takeOutOfOrders } from './takeOutOfOrders.ts';
import { takeOutOfTeams } from './takeOutOfTeams.ts';

/** Guests whose things are still becoming this person's: they come first. */
async function endMerges(services: Services, uid: Uid): Promise<boolean> {
  const open = await services.store.query<Merge>(paths.merges, {
    where: [
      ['uid', '==', uid],
      ['state', '==', 'open'],
    ],
  });
  for (const { data } of open) await continueMerge(services, data.guestUid);
  return open.length > 0;
}

/** Whether anything was the person's: then somebody must look again. */
async function lookOnce(services: Services, deletion: Deletion, isLast: boolean): Promise<boolean> {
  const { uid, formerUid } = deletion;
  const found: boolean[] = [];
  found.push(await endMerges(services, uid));
  found.push(await removeHolds(services, uid));
  found.push(await takeOutOfOrders(services, uid, formerUid));
  found.push(await takeOutOfTeams(services, deletion, isLast));
  found.push(await removeOwn(services, uid));
  return found.includes(true);
}

/** Answers whether it is over. */
export async function continueDeletion(services: Services, uid: Uid): Promise<boolean> {
  const { store, authUsers, clock } = services;
  const lookedAt = clock();
  const begun = await store.read<Deletion>(paths.deletion(uid));
  if (begun?.data.state !== 'open') return true;
  // Nobody can sign in from here on; who was taken out of Auth by hand cannot anyway.
  if (await authUsers.find(uid)) await catchUp(services, uid);
  const isLast = isLastLook(begun.data.createdAt, lookedAt);
  const foundAny = await lookOnce(services, begun.data, isLast);
  if (foundAny || !isLast) return false;
  // Before the record says so: who dies in between does it again.
  await authUsers.remove(uid);
  const forgetAt = new Date(clock().getTime() + tokensLiveMinutes * 60_000);
  const data: Partial<Deletion> = { state: 'done', forgetAt };
  await store.commit([{ kind: 'update', path: begun.path, data, unchangedSince: begun.updateTime }]);
  return true;
}

/** [X5] The last that says that there was such an account: it was kept for as long as a token of it could be shown. */
export async function forgetDeletion({ store }: Services, uid: Uid): Promise<void> {
  await store.commit([
    { kind: 'delete', path: paths.session(uid) },
    { kind: 'delete', path: paths.deletion(uid) },
    // How often they asked, counted under their uid.
    ...limitKinds.map((kind): Write => ({ kind: 'delete', path: paths.limit(`${kind}-account_${uid}`) })),
  ]);
}
