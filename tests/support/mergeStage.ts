/**
 * A guest, an account and an event of a test's own, what both have of it, and what must be true of a merge at every instant and at its end.
 * IO: Firestore, Auth.
 */
import { expect } from 'vitest';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { EventId, OrderId, Uid } from '@fashionista/domain/ids';
import type { Merge } from '@fashionista/domain/merge';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { Ticket } from '@fashionista/domain/ticket';
import { continueMerge } from '../../functions/accounts/merge/continueMerge.ts';
import { mergeGuest } from '../../functions/accounts/merge/mergeGuest.ts';
import { sweep } from '../../functions/background/sweep.ts';
import type { Services } from '../../functions/services.ts';
import { checkClaims, readShownWorld } from '../proof/world.ts';
import type { AdminSdk } from './adminSdk.ts';
import { valueOf } from './buyerSteps.ts';
import { createMember } from './people.ts';
import type { Member } from './people.ts';
import { callerOf, holdIdFor, nextRequestId } from './stageServices.ts';
import type { StagedServices } from './stageServices.ts';
import { stageEvent } from './stageEvent.ts';
import type { StagedEvent } from './stageEvent.ts';
import { createGuest } from './users.ts';
import type { SignedInUser } from './users.ts';

export interface MergeStage {
  admin: AdminSdk;
  guest: SignedInUser;
  member: Member;
  staged: StagedEvent;
  eventId: EventId;
}

export async function stageMerge(admin: AdminSdk, rows = ['..........', '..........']): Promise<MergeStage> {
  const [guest, member, staged] = await Promise.all([
    createGuest(),
    createMember(admin.auth),
    stageEvent(admin.firestore, { s: rows }),
  ]);
  return { admin, guest, member, staged, eventId: staged.eventId };
}

export const mergeRequest = (guestToken: string, requestId = nextRequestId()) => ({ guestToken, requestId });

export const memberCaller = (uid: string) => ({ ...callerOf(uid), isGuest: false });

export const mergeBy = async (services: Services, { guest, member }: Pick<MergeStage, 'guest' | 'member'>) =>
  valueOf(await mergeGuest(services, memberCaller(member.uid), mergeRequest(guest.token)));

const dataOf = async <T>({ firestore }: AdminSdk, path: string): Promise<T | undefined> =>
  (await firestore.doc(path).get()).data() as T | undefined;

export const holdOf = (admin: AdminSdk, eventId: EventId, uid: string): Promise<Hold | undefined> =>
  dataOf(admin, paths.hold(holdIdFor(eventId, uid)));

export const placesOf = async (admin: AdminSdk, eventId: EventId, uid: string) =>
  (await holdOf(admin, eventId, uid))?.places.map(({ placeId }) => placeId);

export const orderOf = (admin: AdminSdk, orderId: OrderId): Promise<Order | undefined> =>
  dataOf(admin, paths.order(orderId));

export const ticketsOf = async ({ firestore }: AdminSdk, uid: string): Promise<Ticket[]> =>
  (await firestore.collection('tickets').where('uid', '==', uid).get()).docs.map(
    (one) => one.data() as Ticket,
  );

/** At every instant: claims are what holds list and tickets admit to, all of one buyer; and boards show them. */
export async function expectNothingLost(
  { firestore }: AdminSdk,
  { eventId, index }: StagedEvent,
): Promise<void> {
  const world = await readShownWorld(firestore, eventId, index);
  expect(checkClaims(world)).toEqual([]);
  for (const ticket of world.tickets) {
    const order = world.orders.find(({ orderId }) => orderId === ticket.orderId);
    const claim = world.claims.find(({ placeId }) => placeId === ticket.placeId);
    expect([order?.uid, claim?.uid, claim?.holdId]).toEqual([ticket.uid, ticket.uid, order?.holdId]);
  }
}

/** How many documents say that they are this person's. */
export async function countOf({ firestore }: AdminSdk, uid: string): Promise<number> {
  const found = await Promise.all(
    ['holds', 'orders', 'tickets', 'notifications'].map((name) =>
      firestore.collection(name).where('uid', '==', uid).get(),
    ),
  );
  const saved = await firestore.collection(`users/${uid}/saved`).get();
  const user = await firestore.doc(`users/${uid}`).get();
  return found.reduce((sum, { size }) => sum + size, saved.size + (user.exists ? 1 : 0));
}

/** Goes on until no payment, and no mail on its way, is waited for. */
export const awaitPending = (services: Services, guestUid: string): Promise<void> =>
  expect
    .poll(async () => (await continueMerge(services, guestUid as Uid)).pendingOrders, { timeout: 10_000 })
    .toEqual([]);

/** [J2] Past the last request that could have been let in: the sweep's look is the last, and nothing is the guest's. */
export async function endMerge(services: StagedServices, { admin, guest }: MergeStage): Promise<void> {
  services.setAhead(2);
  await sweep(services);
  await sweep(services);
  services.setAhead(0);
  expect(await dataOf<Merge>(admin, paths.merge(guest.uid as Uid))).toMatchObject({
    state: 'done',
    pendingOrders: [],
  });
  expect(await services.authUsers.find(guest.uid as Uid)).toBeUndefined();
  expect(await countOf(admin, guest.uid)).toBe(0);
}
