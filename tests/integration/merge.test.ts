/**
 * [J…] A guest merged into an account that exists: through `api`, in races with what the guest still does, and by processes
 * that die at each of their writes. After each: no place, order or ticket is lost or doubled, and nothing is the guest's.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { EventId, OrderId, PlaceId, RequestId, Uid } from '@fashionista/domain/ids';
import type { Merge } from '@fashionista/domain/merge';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { PlanIndex } from '@fashionista/domain/plan';
import type { Ticket } from '@fashionista/domain/ticket';
import { continueMerge } from '../../functions/accounts/merge/continueMerge.ts';
import { mergeGuest } from '../../functions/accounts/merge/mergeGuest.ts';
import { sweep } from '../../functions/background/sweep.ts';
import { giveUpOrder } from '../../functions/orders/giveUpOrder.ts';
import { reconcileOrder } from '../../functions/orders/reconcileOrder.ts';
import { expireHold } from '../../functions/seats/changeHold.ts';
import { extendHold, releasePlaces } from '../../functions/seats/changeOwnHold.ts';
import type { Services } from '../../functions/services.ts';
import { checkClaims, readShownWorld, readWorld } from '../proof/world.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { buy, checkOut, pay, save, take, valueOf } from '../support/buyerSteps.ts';
import { callApi, callApiOrThrow } from '../support/callApi.ts';
import { crashingServices } from '../support/crashingServices.ts';
import { writesTo } from '../support/gatedStore.ts';
import { createMember } from '../support/people.ts';
import type { Member } from '../support/people.ts';
import { callerOf, holdIdFor, nextRequestId, stageServices } from '../support/stageServices.ts';
import type { StagedServices } from '../support/stageServices.ts';
import { stageEvent } from '../support/stageEvent.ts';
import type { StagedEvent } from '../support/stageEvent.ts';
import { confirmPayment, resetKnobs, setKnobs } from '../support/stripeDouble.ts';
import { createGuest, upgradeGuest } from '../support/users.ts';
import type { SignedInUser } from '../support/users.ts';

let admin: AdminSdk;
let services: StagedServices;
let guest: SignedInUser;
let member: Member;
let staged: StagedEvent;
let eventId: EventId;

beforeAll(async () => {
  admin = openAdminSdk();
  services = stageServices();
  await setKnobs({ drop: true });
});
afterAll(async () => {
  await resetKnobs();
  await admin.close();
});

const rows = ['..........', '..........'];
async function stagePeople(): Promise<{ guest: SignedInUser; member: Member }> {
  const [one, other] = await Promise.all([createGuest(), createMember(admin.auth)]);
  return { guest: one, member: other };
}
beforeEach(async () => {
  [{ guest, member }, staged] = await Promise.all([stagePeople(), stageEvent(admin.firestore, { s: rows })]);
  ({ eventId } = staged);
});
afterEach(async () => {
  services.setAhead(0);
  await expectNothingLost(staged);
});

/** At every instant: claims are what holds list and tickets admit to; and boards show them. */
async function expectNothingLost({
  eventId: id,
  index,
}: {
  eventId: EventId;
  index: PlanIndex;
}): Promise<void> {
  const world = await readShownWorld(admin.firestore, id, index);
  expect(checkClaims(world)).toEqual([]);
  for (const ticket of world.tickets) {
    const order = world.orders.find(({ orderId }) => orderId === ticket.orderId);
    const claim = world.claims.find(({ placeId }) => placeId === ticket.placeId);
    expect([order?.uid, claim?.uid, claim?.holdId]).toEqual([ticket.uid, ticket.uid, order?.holdId]);
  }
}

/** Whatever says that it is this person's. */
async function countOf(uid: string): Promise<number> {
  const collections = ['holds', 'orders', 'tickets', 'notifications'];
  const found = await Promise.all(
    collections.map((name) => admin.firestore.collection(name).where('uid', '==', uid).get()),
  );
  const saved = await admin.firestore.collection(`users/${uid}/saved`).get();
  const user = await admin.firestore.doc(`users/${uid}`).get();
  return found.reduce((sum, { size }) => sum + size, saved.size + (user.exists ? 1 : 0));
}

const caller = () => ({ ...callerOf(member.uid), isGuest: false });
const requestOf = (guestToken = guest.token, requestId = nextRequestId()) => ({ guestToken, requestId });
const merge = async (by: Services = services) => valueOf(await mergeGuest(by, caller(), requestOf()));
const holdOf = async (uid: string, id = eventId) =>
  (await admin.firestore.doc(paths.hold(holdIdFor(id, uid))).get()).data() as Hold | undefined;
const orderOf = async (orderId: OrderId) =>
  (await admin.firestore.doc(paths.order(orderId)).get()).data() as Order;
const ticketsOf = async (uid: string) =>
  (await admin.firestore.collection('tickets').where('uid', '==', uid).get()).docs.map(
    (ticket) => ticket.data() as Ticket,
  );
const placesOf = (hold: Hold | undefined) => hold?.places.map(({ placeId }) => placeId);
const recordOf = async () => (await admin.firestore.doc(`merges/${guest.uid}`).get()).data() as Merge;

/** Past the last request that could have been let in: the sweep's look is the last. */
async function endMerge(): Promise<void> {
  services.setAhead(2);
  await sweep(services);
  await sweep(services);
  services.setAhead(0);
  expect(await recordOf()).toMatchObject({ state: 'done', pendingOrders: [] });
  expect(await services.authUsers.find(guest.uid as Uid)).toBeUndefined();
  expect(await countOf(guest.uid)).toBe(0);
}

it('a guest who makes an account keeps it all: it is the same one', async () => {
  await take(services, guest.uid, eventId, ['s-a-1', 's-a-2']);
  const open = await checkOut(services, guest.uid, eventId);
  await save(admin, guest.uid, [eventId]);
  await callApiOrThrow(guest.token, 'accounts/open', {});
  const upgraded = await upgradeGuest(guest);
  expect(upgraded.uid).toBe(guest.uid);
  await callApiOrThrow(upgraded.token, 'accounts/open', {});
  expect((await admin.firestore.doc(`users/${guest.uid}`).get()).data()).toMatchObject({
    isGuest: false,
    email: upgraded.email,
  });
  await pay(services, open);
  expect(await ticketsOf(upgraded.uid)).toHaveLength(2);
  expect(await callApiOrThrow(upgraded.token, 'accounts/describeDeletion', {})).toMatchObject({
    goes: { savedEvents: 1 },
    stays: { orders: 1, tickets: 2 },
  });
  expect(await callApi(upgraded.token, 'accounts/merge', requestOf())).toMatchObject({
    error: {
      details: { fields: [{ path: 'guestToken', message: 'is your own: there is nothing to merge' }] },
    },
  });
});

describe('[J3] all that a guest has', () => {
  it('becomes the account’s: holds, orders paid and being paid, tickets, saved events', async () => {
    const [sold, paying] = await Promise.all([1, 2].map(() => stageEvent(admin.firestore, { s: rows })));
    if (!sold || !paying) throw new Error('no events');
    await callApiOrThrow(guest.token, 'seats/hold', { eventId, places: ['s-a-3', 's-a-4'] });
    await take(services, member.uid, eventId, ['s-b-1', 's-b-2']);
    const paid = await buy(services, admin, guest.uid, sold.eventId, ['s-a-1', 's-a-2']);
    await take(services, guest.uid, paying.eventId, ['s-a-1', 's-a-2']);
    const open = await checkOut(services, guest.uid, paying.eventId);
    await save(admin, guest.uid, ['gala', eventId]);
    await save(admin, member.uid, ['gala']);

    const answer = await callApiOrThrow(member.token, 'accounts/merge', requestOf());
    expect(answer).toEqual({
      merged: { holds: 1, orders: 2, tickets: 2, saved: 1 },
      leftOut: [],
      pendingOrders: [],
    });
    expect(await countOf(guest.uid)).toBe(0);
    expect(placesOf(await holdOf(member.uid))).toEqual(['s-b-1', 's-b-2', 's-a-3', 's-a-4']);
    expect(await orderOf(paid)).toMatchObject({
      uid: member.uid,
      holdId: holdIdFor(sold.eventId, member.uid),
    });
    expect(await holdOf(member.uid, sold.eventId)).toMatchObject({ bought: 2, state: 'empty' });

    // The guest's browser pays, with what it was given before.
    await pay(services, open);
    expect(await ticketsOf(member.uid)).toHaveLength(4);
    expect(await callApi(guest.token, 'accounts/open', {})).toMatchObject({ status: 401 });
    for (const event of [sold, paying]) await expectNothingLost(event);
    await endMerge();
  });

  it('[J7] saved events up to the limit, the account’s own first; the name where it has none', async () => {
    const own = Array.from({ length: 498 }, (_, i) => `own-${i}`);
    await save(admin, member.uid, own.slice(0, 250));
    await save(admin, member.uid, own.slice(250));
    const guests = Array.from({ length: 120 }, (_, i) => `saved-${i}`);
    await save(admin, guest.uid, ['own-7', ...guests]);
    await callApiOrThrow(guest.token, 'accounts/open', {});
    await callApiOrThrow(member.token, 'accounts/open', {});
    await admin.firestore.doc(`users/${guest.uid}`).update({ displayName: 'Ada' });
    expect((await merge()).merged).toEqual({ holds: 0, orders: 0, tickets: 0, saved: 2 });
    expect((await admin.firestore.collection(`users/${member.uid}/saved`).get()).size).toBe(500);
    expect((await admin.firestore.doc(`users/${member.uid}`).get()).data()).toMatchObject({
      displayName: 'Ada',
      email: member.email,
    });
    expect(await countOf(guest.uid)).toBe(0);
  });

  it('a ticket that came from somebody else’s order as well', async () => {
    const orderId = await buy(services, admin, member.uid, eventId, ['s-a-1', 's-a-2']);
    await admin.firestore.doc(`tickets/${orderId}_s-a-2`).update({ uid: guest.uid });
    expect((await merge()).merged).toMatchObject({ orders: 0, tickets: 1 });
    expect(await ticketsOf(member.uid)).toHaveLength(2);
  });
});

describe('[J4] where both hold places of one event', () => {
  const row = (name: string, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => `s-${name}-${from + i}`);

  it('the guest’s are added up to the limit; what did not fit is told, free, and shown as free', async () => {
    await take(services, member.uid, eventId, row('a', 1, 8));
    await take(services, guest.uid, eventId, row('b', 1, 5));
    expect(await merge()).toMatchObject({
      merged: { holds: 1 },
      leftOut: [{ eventId, placeIds: row('b', 3, 5) }],
    });
    const { boards, claims } = await readShownWorld(admin.firestore, eventId, staged.index);
    expect(boards[0]?.places).toBe(`hhhhhhhh..hh........`);
    expect(claims).toHaveLength(10);
    await endMerge();
  });

  it('what both bought counts, and stays both’s', async () => {
    await buy(services, admin, member.uid, eventId, row('a', 1, 8));
    await buy(services, admin, guest.uid, eventId, row('b', 1, 6));
    await take(services, guest.uid, eventId, row('b', 7, 8));
    expect(await merge()).toEqual({
      merged: { holds: 0, orders: 1, tickets: 6, saved: 0 },
      leftOut: [{ eventId, placeIds: row('b', 7, 8) }],
      pendingOrders: [],
    });
    expect(await holdOf(member.uid)).toMatchObject({ bought: 14, state: 'empty' });
    await endMerge();
  });

  it('no place is held for longer than it was', async () => {
    await take(services, guest.uid, eventId, ['s-a-1', 's-a-2']);
    const { expiresAt } =
      (await services.store.read<Hold>(paths.hold(holdIdFor(eventId, guest.uid))))?.data ?? {};
    services.setAhead(4);
    await take(services, member.uid, eventId, ['s-b-1', 's-b-2']);
    await merge();
    const joined = await services.store.read<Hold>(paths.hold(holdIdFor(eventId, member.uid)));
    expect(joined?.data.expiresAt).toEqual(expiresAt);
    services.setAhead(11);
    const over = await services.store.read<Hold>(paths.hold(holdIdFor(eventId, member.uid)));
    expect(over && (await expireHold(services, over))).toBe(true);
    expect((await readWorld(admin.firestore, eventId)).claims).toEqual([]);
  });

  it('[H2] a guest’s hold whose time is over is let go', async () => {
    await take(services, guest.uid, eventId, ['s-a-1', 's-a-2']);
    services.setAhead(11);
    expect((await merge()).merged.holds).toBe(0);
    expect((await readWorld(admin.firestore, eventId)).claims).toEqual([]);
  });
});

describe('[J5] a payment in the way', () => {
  it('of the account’s: the guest’s places wait for its end, and go along then', async () => {
    await take(services, member.uid, eventId, ['s-a-1', 's-a-2']);
    const open = await checkOut(services, member.uid, eventId);
    await take(services, guest.uid, eventId, ['s-b-1', 's-b-2']);
    expect(await merge()).toMatchObject({ merged: { holds: 0 }, pendingOrders: [open.orderId] });
    expect(placesOf(await holdOf(guest.uid))).toEqual(['s-b-1', 's-b-2']);
    await pay(services, open);
    await continueMerge(services, guest.uid as Uid);
    expect(placesOf(await holdOf(member.uid))).toEqual(['s-b-1', 's-b-2']);
    await endMerge();
  });

  it('of the guest’s, where the account holds places: its order waits, and its tickets are the account’s in the end', async () => {
    await take(services, member.uid, eventId, ['s-a-1', 's-a-2']);
    await take(services, guest.uid, eventId, ['s-b-1', 's-b-2']);
    const open = await checkOut(services, guest.uid, eventId);
    expect(await merge()).toMatchObject({ merged: { orders: 0 }, pendingOrders: [open.orderId] });
    await pay(services, open);
    await expect
      .poll(async () => (await continueMerge(services, guest.uid as Uid)).pendingOrders, { timeout: 10_000 })
      .toEqual([]);
    expect(await ticketsOf(member.uid)).toHaveLength(2);
    expect(await holdOf(member.uid)).toMatchObject({ bought: 2, state: 'held' });
    await endMerge();
  });

  it('that is moved and never made ends as any other: its places are free', async () => {
    await take(services, guest.uid, eventId, ['s-b-1', 's-b-2']);
    const { orderId } = await checkOut(services, guest.uid, eventId);
    expect((await merge()).merged.orders).toBe(1);
    services.setAhead(16);
    expect(await reconcileOrder(services, orderId)).toBe('expired');
    expect((await readWorld(admin.firestore, eventId)).claims).toEqual([]);
    await endMerge();
  });
});

describe('[J1] who may be merged', () => {
  const refusal = (message: string) => ({
    status: 400,
    error: { code: 'invalid-argument', details: { fields: [{ path: 'guestToken', message }] } },
  });
  const tryMerge = (guestToken: string) => callApi(member.token, 'accounts/merge', requestOf(guestToken));

  it('a guest who is signed in, and nobody else', async () => {
    const [other, ended, gone, upgraded] = await Promise.all([
      createMember(admin.auth),
      ...[1, 2, 3].map(() => createGuest()),
    ]);
    if (!ended || !gone || !upgraded) throw new Error('no guests');
    await admin.firestore.doc(`sessions/${ended.uid}`).set({
      ...{ uid: ended.uid, validAfter: new Date(Date.now() + 60_000), changedAt: new Date() },
      ...{ isSuspended: false, role: null, authIsBehind: false },
    });
    await admin.auth.deleteUser(gone.uid);
    await admin.auth.updateUser(upgraded.uid, {
      email: `${upgraded.uid}@example.com`,
      password: 'a password',
    });
    expect(await tryMerge('nonsense')).toMatchObject(
      refusal('is not the token of somebody who is signed in'),
    );
    expect(await tryMerge(gone.token)).toMatchObject(
      refusal('is not the token of somebody who is signed in'),
    );
    expect(await tryMerge(member.token)).toMatchObject(refusal('is your own: there is nothing to merge'));
    expect(await tryMerge(other.token)).toMatchObject(refusal('is not a guest’s'));
    expect(await tryMerge(upgraded.token)).toMatchObject(refusal('is of a guest who has made an account'));
    await expect
      .poll(async () => tryMerge(ended.token), { timeout: 6_000 })
      .toMatchObject(refusal('is of a session that has ended'));
    expect(await callApi(guest.token, 'accounts/merge', requestOf())).toMatchObject({
      status: 403,
      error: { details: { needs: 'account' } },
    });
    for (const { uid } of [other, ended, gone, upgraded])
      expect((await admin.firestore.doc(`merges/${uid}`).get()).exists).toBe(false);
  });

  it('of two accounts at once one gets the guest, whole', async () => {
    const rival = await createMember(admin.auth);
    await take(services, guest.uid, eventId, ['s-a-1', 's-a-2']);
    const answers = await Promise.all(
      [member, rival].map(({ token }) => callApi(token, 'accounts/merge', requestOf())),
    );
    expect(answers.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    const lost = answers.find(({ ok }) => !ok);
    // Whoever comes later still is told the same, or that the guest has no session any more.
    expect(lost).toMatchObject({ status: 400, error: { details: { fields: [{ path: 'guestToken' }] } } });
    const winner = answers[0]?.ok ? member : rival;
    expect(placesOf(await holdOf(winner.uid))).toEqual(['s-a-1', 's-a-2']);
    expect(await tryMerge(guest.token)).toMatchObject(winner === member ? { status: 200 } : { status: 400 });
  });

  it('[J6] a repeat answers the same, without the guest’s token being good any more', async () => {
    await take(services, guest.uid, eventId, ['s-a-1', 's-a-2']);
    const request = requestOf();
    const first = await callApiOrThrow(member.token, 'accounts/merge', request);
    expect(first.merged.holds).toBe(1);
    await endMerge();
    expect(await callApiOrThrow(member.token, 'accounts/merge', request)).toEqual(first);
    expect(placesOf(await holdOf(member.uid))).toEqual(['s-a-1', 's-a-2']);
  });
});

describe('what is under way while a guest is merged', () => {
  const atHold = () => services.store.stopNext(writesTo(paths.hold(holdIdFor(eventId, guest.uid))));
  /** Runs `first` up to its commit of the guest's hold, then `second` whole, then lets `first` go on. */
  async function overtake<First>(
    first: () => Promise<First>,
    second: () => Promise<unknown>,
  ): Promise<First | Error> {
    const gate = atHold();
    const stopped = first().catch((error: unknown) => error as Error);
    await gate.reached;
    await second();
    gate.open();
    return stopped;
  }
  const request = () => ({ holdId: holdIdFor(eventId, guest.uid), requestId: nextRequestId() });
  const byGuest = () => callerOf(guest.uid);

  const one = ['s-a-1'] as PlaceId[];
  const acts: [string, () => Promise<unknown>, Partial<Hold>][] = [
    [
      'a hold of more places',
      () => take(services, guest.uid, eventId, ['s-a-3', 's-a-4']),
      { places: Array(4).fill(expect.anything()) },
    ],
    [
      'a release',
      () => releasePlaces(services, byGuest(), { ...request(), places: one }),
      { places: [expect.objectContaining({ placeId: 's-a-2' })] },
    ],
    ['an extension', () => extendHold(services, byGuest(), request()), { extensions: 1 }],
    ['a checkout', () => checkOut(services, guest.uid, eventId), { state: 'paying' }],
  ];
  describe.each(acts)('%s of the guest’s', (_, act, left) => {
    beforeEach(async () => {
      await take(services, guest.uid, eventId, ['s-a-1', 's-a-2']);
    });

    it('that comes after the merge finds nothing of the guest’s; what it makes all the same goes along', async () => {
      await overtake(act, merge);
      await endMerge();
      expect(placesOf(await holdOf(member.uid))?.slice(0, 2)).toEqual(['s-a-1', 's-a-2']);
    });

    it('that comes first is merged', async () => {
      await overtake(merge, act);
      await endMerge();
      const { holds } = await readWorld(admin.firestore, eventId);
      expect(holds.filter(({ uid }) => uid !== member.uid)).toEqual([]);
      expect(await holdOf(member.uid)).toMatchObject(left);
    });
  });

  describe('a payment', () => {
    let open: { orderId: OrderId; clientSecret: string };
    beforeEach(async () => {
      await take(services, guest.uid, eventId, ['s-a-1', 's-a-2']);
      open = await checkOut(services, guest.uid, eventId);
      await confirmPayment(open.clientSecret);
    });

    it('that is about to sell to the guest sells to the account', async () => {
      expect(await overtake(() => reconcileOrder(services, open.orderId), merge)).toBe('paid');
      expect(await ticketsOf(member.uid)).toHaveLength(2);
      await endMerge();
    });

    it('that sells while the merge is about to move its hold is the account’s in the end', async () => {
      await overtake(merge, () => reconcileOrder(services, open.orderId));
      await expect
        .poll(async () => (await continueMerge(services, guest.uid as Uid)).pendingOrders, {
          timeout: 10_000,
        })
        .toEqual([]);
      expect(await ticketsOf(member.uid)).toHaveLength(2);
      await endMerge();
    });

    it('that read the order before it was moved, and its hold after, still sells', async () => {
      const { store } = services;
      let isMoved = false;
      const late: Services = {
        ...services,
        store: {
          ...store,
          read: async <T>(path: string) => {
            const read = await store.read<T>(path);
            if (path === paths.order(open.orderId) && !isMoved) {
              isMoved = true;
              await merge();
            }
            return read;
          },
        },
      };
      expect(await giveUpOrder(late, open.orderId, 'cancelled')).toBe('paid');
      expect(await ticketsOf(member.uid)).toHaveLength(2);
    });
  });
});

describe('[J2] a process that dies at a merge', () => {
  interface Case {
    guest: SignedInUser;
    uid: string;
    events: StagedEvent[];
    orderIds: OrderId[];
    requestId: RequestId;
  }

  async function stageCase(): Promise<Case> {
    const [people, ...events] = await Promise.all([
      stagePeople(),
      ...[1, 2, 3].map(() => stageEvent(admin.firestore, { s: ['..........'] })),
    ]);
    const [held, sold, paying] = events;
    if (!held || !sold || !paying) throw new Error('no events');
    const { uid } = people.member;
    const guestUid = people.guest.uid;
    await take(services, uid, held.eventId, [
      's-a-1',
      's-a-2',
      's-a-3',
      's-a-4',
      's-a-5',
      's-a-6',
      's-a-7',
      's-a-8',
    ]);
    await admin.firestore.doc(paths.hold(holdIdFor(held.eventId, uid))).update({ bought: 1 });
    await take(services, guestUid, held.eventId, ['s-a-9', 's-a-10']);
    const paid = await buy(services, admin, guestUid, sold.eventId, ['s-a-1', 's-a-2']);
    await take(services, guestUid, paying.eventId, ['s-a-1', 's-a-2']);
    const { orderId } = await checkOut(services, guestUid, paying.eventId);
    await save(admin, guestUid, ['gala']);
    await admin.firestore.doc(`users/${guestUid}`).set({ uid: guestUid, displayName: '' });
    return { guest: people.guest, uid, events, orderIds: [paid, orderId], requestId: nextRequestId() };
  }

  const run = ({ guest: { token }, uid, requestId }: Case, by: Services) =>
    mergeGuest(by, { ...callerOf(uid), isGuest: false }, { guestToken: token, requestId });

  const process = (aheadMinutes = 0) =>
    crashingServices({ ...stageServices(), clock: () => new Date(Date.now() + aheadMinutes * 60_000) }, true);

  async function checkCase({ guest: { uid: guestUid }, uid, events, orderIds }: Case): Promise<void> {
    const record = (await admin.firestore.doc(`merges/${guestUid}`).get()).data();
    expect(record).toMatchObject({
      state: 'done',
      uid,
      merged: { holds: 1, orders: 2, tickets: 2, saved: 1 },
      leftOut: [{ eventId: events[0]?.eventId, placeIds: ['s-a-10'] }],
    });
    expect(await countOf(guestUid)).toBe(0);
    for (const event of events) await expectNothingLost(event);
    const orders = await Promise.all(orderIds.map(orderOf));
    expect(orders.map((order) => order.uid)).toEqual([uid, uid]);
    expect(await ticketsOf(uid)).toHaveLength(2);
    expect(await services.authUsers.find(guestUid as Uid)).toBeUndefined();
  }

  it(
    'in any write, or at Auth, has lost and doubled nothing: a repeat or the sweep goes on',
    { timeout: 240_000 },
    async () => {
      /** The action, and the last look of the sweep. */
      const whole = async (one: Case, by: Services, later: Services) => {
        await run(one, by);
        await continueMerge(later, one.guest.uid as Uid);
      };
      const rehearsal = await stageCase();
      const [first, second] = [process(), process(2)];
      first.begin();
      second.begin();
      await whole(rehearsal, first, second);
      await checkCase(rehearsal);
      const isWrite = (call: string) => ['store.commit', 'authUsers.remove'].includes(call);
      const deaths = [first, second].flatMap(({ calls }, part) =>
        calls.flatMap((call, i) =>
          isWrite(call) ? (['before', 'after'] as const).map((side) => ({ part, call: i + 1, side })) : [],
        ),
      );
      expect(deaths.length).toBeGreaterThan(16);
      let died = 0;
      const tryDeath = async ({ part, call, side }: (typeof deaths)[number], i: number) => {
        const one = await stageCase();
        const [dying, later] = [process(), process(2)];
        (part === 0 ? dying : later).begin({ call, side });
        const end = await Promise.race([
          whole(one, dying, later).then(() => 'lived'),
          ...[dying, later].map((by) => by.died.then(() => 'died')),
        ]);
        if (end === 'died') died += 1;
        // Who had asked comes back, or nobody does.
        if (i % 2 === 0 && part === 0) valueOf(await run(one, process()));
        const isBegun = (await admin.firestore.doc(`merges/${one.guest.uid}`).get()).exists;
        if (!isBegun) valueOf(await run(one, process()));
        await continueMerge(process(2), one.guest.uid as Uid);
        await continueMerge(process(2), one.guest.uid as Uid);
        await checkCase(one);
      };
      const waiting = [...deaths.entries()];
      const work = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) await tryDeath(next[1], next[0]);
      };
      await Promise.all([work(), work(), work(), work()]);
      // The stack shows seats as well: now and then a board has nothing left to write.
      expect(died).toBeGreaterThan(16);
    },
  );
});
