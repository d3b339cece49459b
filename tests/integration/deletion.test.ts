/**
 * [X…] A person who leaves: what is said first, who may, what is in the way; that afterwards no document at all says who they
 * were; what was under way meanwhile. Processes that die are `deletionCrashes.test.ts`'s.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventId, OrderId, Uid } from '@fashionista/domain/ids';
import { createNotification } from '@fashionista/domain/notification';
import type { Order } from '@fashionista/domain/order';
import { paths } from '@fashionista/domain/paths';
import type { Ticket } from '@fashionista/domain/ticket';
import { continueDeletion } from '../../functions/accounts/deletion/continueDeletion.ts';
import { deleteAccount } from '../../functions/accounts/deletion/deleteAccount.ts';
import { applyPayment } from '../../functions/orders/sellOrder.ts';
import type { Services } from '../../functions/services.ts';
import { checkClaims, readShownWorld, readWorld } from '../proof/world.ts';
import { buy, checkOut, save, take } from '../support/buyerSteps.ts';
import { callApi, callApiOrThrow } from '../support/callApi.ts';
import { writesTo } from '../support/gatedStore.ts';
import { memberCaller } from '../support/mergeStage.ts';
import { createAdmin, createMember, signIn } from '../support/people.ts';
import type { Member } from '../support/people.ts';
import { findAnywhere } from '../support/readEverything.ts';
import { holdIdFor, nextRequestId, sweepAtLeisure } from '../support/stageServices.ts';
import { stageEvent } from '../support/stageEvent.ts';
import type { StagedEvent } from '../support/stageEvent.ts';
import { confirmPayment } from '../support/stripeDouble.ts';
import { createGuest } from '../support/users.ts';
import { openQuietStage } from '../support/quietStage.ts';

const { admin, services } = openQuietStage();
let person: Member;
let staged: StagedEvent;
let eventId: EventId;

beforeEach(async () => {
  [person, staged] = await Promise.all([
    createMember(admin.auth),
    stageEvent(admin.firestore, { s: ['..........', '..........'] }),
  ]);
  ({ eventId } = staged);
});
afterEach(async () => {
  services.setAhead(0);
  expect(checkClaims(await readShownWorld(admin.firestore, eventId, staged.index))).toEqual([]);
});

const docOf = async (path: string) => (await admin.firestore.doc(path).get()).data();
const leave = (token: string) =>
  callApi(token, 'accounts/delete', { confirm: true, requestId: nextRequestId() });
const describeIt = (token: string) => callApiOrThrow(token, 'accounts/describeDeletion', {});

/** The same token with another time of sign-in; the Auth emulator signs none. */
function signedInAgo(token: string, minutes: number): string {
  const [head = '', body = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { auth_time: number };
  const older = { ...claims, auth_time: claims.auth_time - minutes * 60 };
  return `${head}.${Buffer.from(JSON.stringify(older)).toString('base64url')}.`;
}

/** Time passes: the last look, and the end of the last token. */
async function sweepToTheEnd(uid: string): Promise<void> {
  for (const minutes of [2, 3]) {
    services.setAhead(minutes);
    await continueDeletion(services, uid as Uid);
  }
  await sweepAtLeisure(services, 80);
}

describe('[X3] a person who has done much here', () => {
  const contact = { name: 'Zenobia Quartz', email: 'zenobia.quartz@example.com', phone: '+39 02 7654321' };

  async function liveHere() {
    const { uid, token, email } = person;
    const { firestore, files } = admin;
    const house = await createAdmin(admin.auth);
    await firestore.doc(`users/${uid}`).update({ displayName: contact.name });
    await firestore.doc(`users/${uid}/inbox/one`).set({ text: `Ciao ${contact.name}` });
    await save(admin, uid, ['gala', eventId]);
    await firestore.doc(`limits/seats-account_${uid}`).set({ leased: 60, expiresAt: new Date() });
    const role = { uid, role: 'organizer', reason: 'the spring season', requestId: nextRequestId() };
    await callApiOrThrow(house.token, 'admin/setRole', role);
    const guest = await createGuest();
    await take(services, guest.uid, eventId, ['s-b-1', 's-b-2']);
    await callApiOrThrow(token, 'accounts/merge', { guestToken: guest.token, requestId: nextRequestId() });
    await take(services, uid, eventId, ['s-b-3']);
    const sold = await stageEvent(firestore, { s: ['....'] });
    const orderId = await buy(services, admin, uid, sold.eventId, ['s-a-1', 's-a-2'], contact);
    await firestore.doc(`designers/of-${eventId}`).set({
      ...{ designerId: `of-${eventId}`, state: 'published', members: { [uid]: 'editor', other: 'owner' } },
      memberUids: [uid, 'other'],
    });
    const draft = { name: `Casa ${uid}`, kind: 'house', city: 'Como', country: 'IT' };
    const { designerId } = await callApiOrThrow(token, 'designers/create', draft);
    const sketch = files.file(`designers/${designerId}/private/sketch.pdf`);
    await sketch.save('%PDF-1.7');
    await firestore.doc(`events/past-${eventId}`).set({
      ...{ eventId: `past-${eventId}`, state: 'published', organizerUid: uid, teamUids: [uid, 'other'] },
      endsAt: new Date(Date.now() - 86_400_000),
    });
    await firestore.doc(`events/${eventId}`).update({ teamUids: ['other', uid], coOrganizerUids: [uid] });
    await firestore.doc(`events/${eventId}/team/${uid}`).set({ eventId, uid, role: 'organizer', email });
    const link = createNotification(
      'order-paid',
      { orderId, eventId, uid: uid as Uid, locale: 'it', contact: { ...contact, email } },
      new Date(),
    );
    const { orderId: _order, eventId: _event, uid: _uid, ...mailed } = link;
    await firestore
      .doc(`notifications/link-${uid}`)
      .set({ ...mailed, kind: 'account-link', nextAttemptAt: null });
    return { orderId, designerId, sketch };
  }

  it(
    'is told first what goes and what stays; afterwards no document says who they were',
    { timeout: 90_000 },
    async () => {
      const { orderId, designerId, sketch } = await liveHere();
      const { uid, email } = person;
      const words = [uid, email, contact.name, contact.email, contact.phone];
      expect((await findAnywhere(words)).length).toBeGreaterThan(15);
      const before = (await docOf(`orders/${orderId}`)) as Order;
      const { token } = await signIn(person);
      const told = await describeIt(token);
      expect(told).toEqual({
        goes: { profile: 1, savedEvents: 2, holds: 1, exports: 0, designers: 1 },
        stays: {
          ...{ orders: 1, tickets: 2, upcomingTickets: 2, reason: 'tax-law' },
          untilYear: new Date().getUTCFullYear() + 10,
        },
        blockers: [],
      });

      expect(await leave(token)).toMatchObject({ status: 200, body: { uid } });
      expect(await leave(token)).toMatchObject({ status: 401 });
      await expect(signIn(person)).rejects.toThrow('USER_DISABLED');
      const { claims } = await readShownWorld(admin.firestore, eventId, staged.index);
      expect(claims).toEqual([]);
      // Nobody's, and its slug taken until the end: what was on its way into its files arrives there, and goes.
      expect(await docOf(`designers/${designerId}`)).toMatchObject({ members: {} });
      expect(await sketch.exists()).toEqual([false]);
      await sketch.save('%PDF-1.7, late');
      await sweepToTheEnd(uid);

      expect(await services.authUsers.find(uid as Uid)).toBeUndefined();
      const left = await findAnywhere(words);
      // Who did what to an account stays known by its id ([R6]); the audit knows no names.
      expect(left.filter((path) => !path.startsWith('audit/'))).toEqual([]);
      expect(await findAnywhere(words.filter((word) => word !== uid))).toEqual([]);

      const after = (await docOf(`orders/${orderId}`)) as Order;
      const { uid: _uid, holdId: _holdId, contact: _contact, ...kept } = before;
      expect(after).toMatchObject(kept);
      expect(after.uid).toMatch(/^former[A-Za-z0-9]+$/);
      expect(await docOf(`designers/of-${eventId}`)).toMatchObject({
        members: { other: 'owner' },
        memberUids: ['other'],
      });
      expect(await docOf(`designers/${designerId}`)).toBeUndefined();
      expect(await sketch.exists()).toEqual([false]);
      expect(await docOf(`events/past-${eventId}`)).toMatchObject({
        organizerUid: after.uid,
        teamUids: ['other'],
      });
      expect(await docOf(`events/${eventId}`)).toMatchObject({ teamUids: ['other'], coOrganizerUids: [] });
      const tickets = await admin.firestore.collection('tickets').where('orderId', '==', orderId).get();
      expect(tickets.docs.map((ticket) => ticket.data() as Ticket)).toMatchObject([
        { uid: after.uid, holderName: '', status: 'valid' },
        { uid: after.uid, holderName: '', status: 'valid' },
      ]);
    },
  );
});

describe('[X1] who may delete an account', () => {
  it('a member who signed in within the last five minutes', async () => {
    const signedInAt = new Date(Date.now() - 6 * 60_000);
    const caller = { ...memberCaller(person.uid), signedInAt };
    expect(await deleteAccount(services, caller, { confirm: true })).toMatchObject({
      error: { code: 'permission-denied', details: { needs: 'recent-sign-in' } },
    });
    expect(await docOf(`deletions/${person.uid}`)).toBeUndefined();
    expect(await leave(person.token)).toMatchObject({ status: 200 });
  });

  it('a guest, whenever that was', async () => {
    const { uid, token } = await createGuest();
    await callApiOrThrow(token, 'seats/hold', { eventId, places: ['s-a-1', 's-a-2'] });
    expect(await leave(signedInAgo(token, 600))).toMatchObject({ status: 200 });
    expect((await readWorld(admin.firestore, eventId)).claims).toEqual([]);
    await sweepToTheEnd(uid);
    expect(await findAnywhere([uid])).toEqual([]);
  });

  it('whoever confirms it, and nobody by accident', async () => {
    for (const [body, message] of [
      [{}, 'is missing'],
      [{ confirm: false }, 'must be true'],
    ] as const)
      expect(await callApi(person.token, 'accounts/delete', body)).toMatchObject({
        error: { details: { fields: [{ path: 'confirm', message }] } },
      });
    expect(await docOf(`deletions/${person.uid}`)).toBeUndefined();
  });
});

describe('[X4] what is in the way', () => {
  const expectBlocked = async (blockers: object[]) => {
    expect(await describeIt(person.token)).toMatchObject({ blockers });
    expect(await leave(person.token)).toMatchObject({ status: 409, error: { code: 'conflict' } });
    expect(await docOf(`deletions/${person.uid}`)).toBeUndefined();
    expect(await callApi(person.token, 'accounts/open', {})).toMatchObject({ status: 200 });
  };

  it('a payment under way, until it has ended', async () => {
    await take(services, person.uid, eventId, ['s-a-1', 's-a-2']);
    const { orderId } = await checkOut(services, person.uid, eventId);
    await expectBlocked([{ kind: 'payment', id: orderId }]);
    await callApiOrThrow(person.token, 'orders/cancel', { orderId });
    expect(await describeIt(person.token)).toMatchObject({ blockers: [] });
  });

  it('an event to come that they answer for, and a designer of whom they are the only owner', async () => {
    const { uid } = person;
    await admin.firestore.doc(`events/${eventId}`).update({ organizerUid: uid });
    const designer = { designerId: `of-${uid}`, members: { [uid]: 'owner' }, memberUids: [uid] };
    await admin.firestore.doc(`designers/of-${uid}`).set({ ...designer, state: 'published' });
    await expectBlocked([
      { kind: 'event', id: eventId },
      { kind: 'designer', id: `of-${uid}` },
    ]);
  });
});

it('[X2] nobody gives a role to, or lifts the suspension of, an account that is being deleted', async () => {
  const house = await createAdmin(admin.auth);
  await leave(person.token);
  const { uid } = person;
  const reason = 'a mistake';
  for (const [action, change] of [
    ['admin/setRole', { role: 'organizer' }],
    ['admin/suspend', { isSuspended: false }],
  ] as const)
    expect(await callApi(house.token, action, { uid, reason, ...change })).toMatchObject({
      error: { code: 'conflict' },
    });
});

describe('what is under way while a person leaves', () => {
  const leaver = () => memberCaller(person.uid);
  const remove = (by: Services = services) => deleteAccount(by, leaver(), { confirm: true });
  const formerOf = async (orderId: OrderId) => {
    await sweepToTheEnd(person.uid);
    const order = (await docOf(`orders/${orderId}`)) as Order;
    expect(order).toMatchObject({ contact: { name: '', email: '' } });
    expect(await findAnywhere([person.uid])).toEqual([]);
    return order;
  };

  /** The person checks out just as their deletion is about to be noted. */
  async function checkOutMeanwhile(): Promise<{
    orderId: OrderId;
    clientSecret: string;
    removing: Promise<unknown>;
  }> {
    await take(services, person.uid, eventId, ['s-a-1', 's-a-2']);
    const gate = services.store.stopNext(writesTo(paths.deletion(person.uid as Uid)));
    const removing = remove();
    await gate.reached;
    const open = await checkOut(services, person.uid, eventId);
    return { ...open, removing: Promise.resolve(gate.open()).then(() => removing) };
  }

  it('a payment that began too late to be in the way is given up, and its places are free', async () => {
    const { orderId, removing } = await checkOutMeanwhile();
    expect(await removing).toMatchObject({ ok: true });
    expect(await formerOf(orderId)).toMatchObject({ status: 'cancelled' });
    expect((await readWorld(admin.firestore, eventId)).claims).toEqual([]);
  });

  it('one that was made by then is sold, and stays without the person', async () => {
    await take(services, person.uid, eventId, ['s-a-1', 's-a-2']);
    const gate = services.store.stopNext(writesTo(paths.deletion(person.uid as Uid)));
    const removing = remove();
    await gate.reached;
    const { orderId, clientSecret } = await checkOut(services, person.uid, eventId);
    await confirmPayment(clientSecret);
    gate.open();
    expect(await removing).toMatchObject({ ok: true });
    // Its mail is on its way: it is waited for.
    await expect
      .poll(
        async () => {
          await continueDeletion(services, person.uid as Uid);
          return ((await docOf(`orders/${orderId}`)) as Order).contact.name;
        },
        { timeout: 10_000 },
      )
      .toBe('');
    expect(await formerOf(orderId)).toMatchObject({ status: 'paid' });
    const { tickets } = await readWorld(admin.firestore, eventId);
    expect(tickets.map(({ holderName }) => holderName)).toEqual(['', '']);
  });

  it('a hold that is about to be made is found by the last look', async () => {
    const gate = services.store.stopNext(writesTo(paths.hold(holdIdFor(eventId, person.uid))));
    const taking = take(services, person.uid, eventId, ['s-a-1', 's-a-2']);
    await gate.reached;
    expect(await remove()).toMatchObject({ ok: true });
    gate.open();
    await taking;
    await sweepToTheEnd(person.uid);
    expect(await findAnywhere([person.uid])).toEqual([]);
    expect((await readWorld(admin.firestore, eventId)).claims).toEqual([]);
  });

  it('[X3] money that comes too late for an order goes back, and nobody is told', async () => {
    await take(services, person.uid, eventId, ['s-a-1', 's-a-2']);
    const { orderId } = await checkOut(services, person.uid, eventId);
    await callApiOrThrow(person.token, 'orders/cancel', { orderId });
    await remove();
    await formerOf(orderId);
    const payment = { paymentIntentId: 'pi_late', amountMinor: 10_000, currency: 'EUR' };
    expect(await applyPayment(services, orderId, payment)).toBe('refund-due');
    expect(await docOf(`notifications/order-refunded_${orderId}`)).toBeUndefined();
    await admin.firestore.doc(`orders/${orderId}`).update({ refundPending: false });
  });
});
