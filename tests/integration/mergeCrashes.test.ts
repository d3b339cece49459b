/**
 * [J2] A process that dies at a merge, in each of its writes and at Auth: whoever asked comes back, or the sweep goes on; nothing is
 * lost or doubled, and the record tells what was done.
 */
import { expect, it } from 'vitest';
import type { OrderId, RequestId, Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { continueMerge } from '../../functions/accounts/merge/continueMerge.ts';
import { mergeGuest } from '../../functions/accounts/merge/mergeGuest.ts';
import type { Services } from '../../functions/services.ts';
import { buy, checkOut, save, take, valueOf } from '../support/buyerSteps.ts';
import { countOf, expectNothingLost, memberCaller, orderOf, ticketsOf } from '../support/mergeStage.ts';
import { createMember } from '../support/people.ts';
import { holdIdFor, nextRequestId } from '../support/stageServices.ts';
import { stageEvent } from '../support/stageEvent.ts';
import type { StagedEvent } from '../support/stageEvent.ts';
import { createGuest } from '../support/users.ts';
import type { SignedInUser } from '../support/users.ts';
import { openQuietStage } from '../support/quietStage.ts';
import { dieAt, rehearse, startProcess } from '../support/deaths.ts';
import type { Death } from '../support/deaths.ts';

const { admin, services } = openQuietStage();

interface Case {
  guest: SignedInUser;
  uid: string;
  events: StagedEvent[];
  orderIds: OrderId[];
  requestId: RequestId;
}

async function stageCase(): Promise<Case> {
  const [guest, { uid }, ...events] = await Promise.all([
    createGuest(),
    createMember(admin.auth),
    ...[1, 2, 3].map(() => stageEvent(admin.firestore, { s: ['..........'] })),
  ]);
  const [held, sold, paying] = events;
  if (!held || !sold || !paying) throw new Error('no events');
  const guestUid = guest.uid;
  await take(
    services,
    uid,
    held.eventId,
    Array.from({ length: 8 }, (_, i) => `s-a-${i + 1}`),
  );
  await admin.firestore.doc(paths.hold(holdIdFor(held.eventId, uid))).update({ bought: 1 });
  await take(services, guestUid, held.eventId, ['s-a-9', 's-a-10']);
  const paid = await buy(services, admin, guestUid, sold.eventId, ['s-a-1', 's-a-2']);
  await take(services, guestUid, paying.eventId, ['s-a-1', 's-a-2']);
  const { orderId } = await checkOut(services, guestUid, paying.eventId);
  await save(admin, guestUid, ['gala']);
  await admin.firestore.doc(`users/${guestUid}`).set({ uid: guestUid, displayName: '' });
  return { guest, uid, events, orderIds: [paid, orderId], requestId: nextRequestId() };
}

const run = ({ guest: { token }, uid, requestId }: Case, by: Services) =>
  mergeGuest(by, memberCaller(uid), { guestToken: token, requestId });

async function checkCase({ guest: { uid: guestUid }, uid, events, orderIds }: Case): Promise<void> {
  const record = (await admin.firestore.doc(`merges/${guestUid}`).get()).data();
  expect(record).toMatchObject({
    state: 'done',
    uid,
    merged: { holds: 1, orders: 2, tickets: 2, saved: 1 },
    leftOut: [{ eventId: events[0]?.eventId, placeIds: ['s-a-10'] }],
  });
  expect(await countOf(admin, guestUid)).toBe(0);
  for (const event of events) await expectNothingLost(admin, event);
  const orders = await Promise.all(orderIds.map((orderId) => orderOf(admin, orderId)));
  expect(orders.map((order) => order?.uid)).toEqual([uid, uid]);
  expect(await ticketsOf(admin, uid)).toHaveLength(2);
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
    const deaths = await rehearse(['store.commit', 'authUsers.remove'], (...both) =>
      whole(rehearsal, ...both),
    );
    await checkCase(rehearsal);
    expect(deaths.length).toBeGreaterThan(16);
    let died = 0;
    const tryDeath = async (death: Death, i: number) => {
      const one = await stageCase();
      if (await dieAt(death, (...both) => whole(one, ...both))) died += 1;
      // Who had asked comes back, or nobody does.
      if (i % 2 === 0 && death.part === 0) valueOf(await run(one, startProcess()));
      const isBegun = (await admin.firestore.doc(`merges/${one.guest.uid}`).get()).exists;
      if (!isBegun) valueOf(await run(one, startProcess()));
      await continueMerge(startProcess(2), one.guest.uid as Uid);
      await continueMerge(startProcess(2), one.guest.uid as Uid);
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
