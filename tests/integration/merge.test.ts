/**
 * [J…] A guest merged into an account that exists: what becomes of each thing, who may be merged, and repeats. Races are
 * `mergeRaces.test.ts`'s, and processes that die `mergeCrashes.test.ts`'s.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { EventId, Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { continueMerge } from '../../functions/accounts/merge/continueMerge.ts';
import { reconcileOrder } from '../../functions/orders/reconcileOrder.ts';
import { expireHold } from '../../functions/seats/changeHold.ts';
import type { Services } from '../../functions/services.ts';
import { readShownWorld, readWorld } from '../proof/world.ts';
import { buy, checkOut, pay, save, take } from '../support/buyerSteps.ts';
import { callApi, callApiOrThrow } from '../support/callApi.ts';
import {
  awaitPending,
  countOf,
  endMerge,
  expectNothingLost,
  holdOf,
  mergeBy,
  mergeRequest,
  orderOf,
  placesOf,
  stageMerge,
  ticketsOf,
} from '../support/mergeStage.ts';
import type { MergeStage } from '../support/mergeStage.ts';
import { createMember } from '../support/people.ts';
import type { Member } from '../support/people.ts';
import { holdIdFor } from '../support/stageServices.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { createGuest, upgradeGuest } from '../support/users.ts';
import type { SignedInUser } from '../support/users.ts';
import { openQuietStage } from '../support/quietStage.ts';

const { admin, services } = openQuietStage();
let stage: MergeStage;
let guest: SignedInUser;
let member: Member;
let eventId: EventId;

beforeEach(async () => {
  stage = await stageMerge(admin);
  ({ guest, member, eventId } = stage);
});
afterEach(async () => {
  services.setAhead(0);
  await expectNothingLost(admin, stage.staged);
});

const merge = (by: Services = services) => mergeBy(by, stage);

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
  expect(await ticketsOf(admin, upgraded.uid)).toHaveLength(2);
  expect(await callApiOrThrow(upgraded.token, 'accounts/describeDeletion', {})).toMatchObject({
    goes: { savedEvents: 1 },
    stays: { orders: 1, tickets: 2 },
  });
  expect(await callApi(upgraded.token, 'accounts/merge', mergeRequest(guest.token))).toMatchObject({
    error: {
      details: { fields: [{ path: 'guestToken', message: 'is your own: there is nothing to merge' }] },
    },
  });
});

describe('[J3] all that a guest has', () => {
  it('becomes the account’s: holds, orders paid and being paid, tickets, saved events', async () => {
    const [sold, paying] = await Promise.all(
      [1, 2].map(() => stageEvent(admin.firestore, { s: ['..........'] })),
    );
    if (!sold || !paying) throw new Error('no events');
    await callApiOrThrow(guest.token, 'seats/hold', { eventId, places: ['s-a-3', 's-a-4'] });
    await take(services, member.uid, eventId, ['s-b-1', 's-b-2']);
    const paid = await buy(services, admin, guest.uid, sold.eventId, ['s-a-1', 's-a-2']);
    await take(services, guest.uid, paying.eventId, ['s-a-1', 's-a-2']);
    const open = await checkOut(services, guest.uid, paying.eventId);
    await save(admin, guest.uid, ['gala', eventId]);
    await save(admin, member.uid, ['gala']);

    const answer = await callApiOrThrow(member.token, 'accounts/merge', mergeRequest(guest.token));
    expect(answer).toEqual({
      merged: { holds: 1, orders: 2, tickets: 2, saved: 1 },
      leftOut: [],
      pendingOrders: [],
    });
    expect(await countOf(admin, guest.uid)).toBe(0);
    expect(await placesOf(admin, eventId, member.uid)).toEqual(['s-b-1', 's-b-2', 's-a-3', 's-a-4']);
    expect(await orderOf(admin, paid)).toMatchObject({
      uid: member.uid,
      holdId: holdIdFor(sold.eventId, member.uid),
    });
    expect(await holdOf(admin, sold.eventId, member.uid)).toMatchObject({ bought: 2, state: 'empty' });

    // The guest's browser pays, with what it was given before.
    await pay(services, open);
    expect(await ticketsOf(admin, member.uid)).toHaveLength(4);
    expect(await callApi(guest.token, 'accounts/open', {})).toMatchObject({ status: 401 });
    for (const event of [sold, paying]) await expectNothingLost(admin, event);
    await endMerge(services, stage);
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
    expect(await countOf(admin, guest.uid)).toBe(0);
  });

  it('a ticket that came from somebody else’s order as well', async () => {
    const orderId = await buy(services, admin, member.uid, eventId, ['s-a-1', 's-a-2']);
    await admin.firestore.doc(`tickets/${orderId}_s-a-2`).update({ uid: guest.uid });
    expect((await merge()).merged).toMatchObject({ orders: 0, tickets: 1 });
    expect(await ticketsOf(admin, member.uid)).toHaveLength(2);
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
    const { boards, claims } = await readShownWorld(admin.firestore, eventId, stage.staged.index);
    expect(boards[0]?.places).toBe(`hhhhhhhh..hh........`);
    expect(claims).toHaveLength(10);
    await endMerge(services, stage);
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
    expect(await holdOf(admin, eventId, member.uid)).toMatchObject({ bought: 14, state: 'empty' });
    await endMerge(services, stage);
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
    expect(await placesOf(admin, eventId, guest.uid)).toEqual(['s-b-1', 's-b-2']);
    await pay(services, open);
    await continueMerge(services, guest.uid as Uid);
    expect(await placesOf(admin, eventId, member.uid)).toEqual(['s-b-1', 's-b-2']);
    await endMerge(services, stage);
  });

  it('of the guest’s, where the account holds places: its order waits, and its tickets are the account’s in the end', async () => {
    await take(services, member.uid, eventId, ['s-a-1', 's-a-2']);
    await take(services, guest.uid, eventId, ['s-b-1', 's-b-2']);
    const open = await checkOut(services, guest.uid, eventId);
    expect(await merge()).toMatchObject({ merged: { orders: 0 }, pendingOrders: [open.orderId] });
    await pay(services, open);
    await awaitPending(services, guest.uid);
    expect(await ticketsOf(admin, member.uid)).toHaveLength(2);
    expect(await holdOf(admin, eventId, member.uid)).toMatchObject({ bought: 2, state: 'held' });
    await endMerge(services, stage);
  });

  it('that is moved and never made ends as any other: its places are free', async () => {
    await take(services, guest.uid, eventId, ['s-b-1', 's-b-2']);
    const { orderId } = await checkOut(services, guest.uid, eventId);
    expect((await merge()).merged.orders).toBe(1);
    services.setAhead(16);
    expect(await reconcileOrder(services, orderId)).toBe('expired');
    expect((await readWorld(admin.firestore, eventId)).claims).toEqual([]);
    await endMerge(services, stage);
  });
});

describe('[J1] who may be merged', () => {
  const refusal = (message: string) => ({
    status: 400,
    error: { code: 'invalid-argument', details: { fields: [{ path: 'guestToken', message }] } },
  });
  const tryMerge = (guestToken: string) => callApi(member.token, 'accounts/merge', mergeRequest(guestToken));

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
    expect(await tryMerge(ended.token)).toMatchObject(refusal('is of a session that has ended'));
    expect(await callApi(guest.token, 'accounts/merge', mergeRequest(guest.token))).toMatchObject({
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
      [member, rival].map(({ token }) => callApi(token, 'accounts/merge', mergeRequest(guest.token))),
    );
    expect(answers.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    const lost = answers.find(({ ok }) => !ok);
    // Whoever comes later still is told the same, or that the guest has no session any more.
    expect(lost).toMatchObject({ status: 400, error: { details: { fields: [{ path: 'guestToken' }] } } });
    const winner = answers[0]?.ok ? member : rival;
    expect(await placesOf(admin, eventId, winner.uid)).toEqual(['s-a-1', 's-a-2']);
    expect(await tryMerge(guest.token)).toMatchObject(winner === member ? { status: 200 } : { status: 400 });
  });

  it('[J6] a repeat answers the same, without the guest’s token being good any more', async () => {
    await take(services, guest.uid, eventId, ['s-a-1', 's-a-2']);
    const request = mergeRequest(guest.token);
    const first = await callApiOrThrow(member.token, 'accounts/merge', request);
    expect(first.merged.holds).toBe(1);
    await endMerge(services, stage);
    expect(await callApiOrThrow(member.token, 'accounts/merge', request)).toEqual(first);
    expect(await placesOf(admin, eventId, member.uid)).toEqual(['s-a-1', 's-a-2']);
  });
});
