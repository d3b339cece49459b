import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hold } from '@fashionista/domain/holdRecord';
import { awaitDocument } from '../support/awaitDocument.ts';
import { makeHold } from '../../domain/testing/hall.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { callApi, callApiOrThrow } from '../support/callApi.ts';
import { scheduleExpiry } from '../../functions/seats/scheduleExpiry.ts';
import { stack } from '../support/stack.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { stageServices } from '../support/stageServices.ts';
import type { StagedServices } from '../support/stageServices.ts';
import { createGuest, createUser } from '../support/users.ts';

let admin: AdminSdk;
let services: StagedServices;
beforeAll(() => {
  admin = openAdminSdk();
  services = stageServices();
});
afterAll(() => admin.close());

const hall = { s: ['..........', '..........'], t: ['..........'] };
const boardOf = async (eventId: string, sectionId: string) =>
  (await admin.firestore.doc(`events/${eventId}/boards/${sectionId}`).get()).get('places') as string;
const claimsOf = async (eventId: string) =>
  (await admin.firestore.collection(`events/${eventId}/claims`).get()).docs.map((claim) => claim.id);

describe('hold', () => {
  it('[H1] [H3] [B3] answers what is held, at what price, until when; the board of a quiet section shows it before', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const guest = await createGuest();
    const before = Date.now();
    const held = await callApiOrThrow(guest.token, 'seats/hold', { eventId, places: ['s-a-1', 's-a-2'] });
    expect(await boardOf(eventId, 's')).toBe('hh..................');
    expect(held).toMatchObject({
      holdId: `${eventId}_${guest.uid}`,
      currency: 'EUR',
      extensionsLeft: 2,
      places: [
        { placeId: 's-a-1', ticketTypeId: 'type-s', priceMinor: 5_000 },
        { placeId: 's-a-2', ticketTypeId: 'type-s', priceMinor: 5_000 },
      ],
    });
    const lastsMs = Date.parse(held.expiresAt ?? '') - Date.parse(held.serverTime);
    expect(lastsMs).toBeGreaterThan(9.9 * 60_000);
    expect(Date.parse(held.expiresAt ?? '')).toBeLessThanOrEqual(Date.now() + 600_000);
    expect(Date.parse(held.serverTime)).toBeGreaterThanOrEqual(before);
  });

  it('makes the account of whoever skipped opening it', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const guest = await createGuest();
    await callApiOrThrow(guest.token, 'seats/hold', { eventId, places: ['s-a-1', 's-a-2'] });
    expect((await admin.firestore.doc(`users/${guest.uid}`).get()).data()).toMatchObject({
      uid: guest.uid,
      isGuest: true,
    });
  });

  it('[A5] the slower of two buyers is told what is free nearby', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const [first, second] = await Promise.all([createGuest(), createGuest()]);
    await callApiOrThrow(first.token, 'seats/hold', { eventId, places: ['s-a-1', 's-a-2'] });
    const refused = await callApi(second.token, 'seats/hold', { eventId, places: ['s-a-1', 's-a-2'] });
    expect(refused).toMatchObject({
      ok: false,
      status: 409,
      error: { code: 'seat-taken', details: { taken: ['s-a-1', 's-a-2'], nearest: ['s-b-1', 's-b-2'] } },
    });
  });

  it('[H6] all or nothing: a call that fails takes nothing', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const [first, second] = await Promise.all([createGuest(), createGuest()]);
    await callApiOrThrow(first.token, 'seats/hold', { eventId, places: ['s-a-3', 's-a-4'] });
    const refused = await callApi(second.token, 'seats/hold', {
      eventId,
      places: ['s-a-1', 's-a-2', 's-a-3'],
    });
    expect(refused).toMatchObject({ error: { code: 'seat-taken' } });
    expect(await claimsOf(eventId)).toEqual(['s-a-3', 's-a-4']);
  });

  it('[H9] a repeat of a request is answered the same and takes nothing more', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const { token } = await createGuest();
    const request = { eventId, quantity: 2, requestId: 'the-same-request' };
    const first = await callApiOrThrow(token, 'seats/hold', request);
    const again = await callApiOrThrow(token, 'seats/hold', request);
    expect(again).toMatchObject({ places: first.places, expiresAt: first.expiresAt });
    expect(await claimsOf(eventId)).toHaveLength(2);
  });

  it('[H5] ten places a buyer, whatever the calls', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const { token } = await createGuest();
    await callApiOrThrow(token, 'seats/hold', { eventId, quantity: 8 });
    expect(await callApi(token, 'seats/hold', { eventId, quantity: 3 })).toMatchObject({
      status: 409,
      error: { code: 'limit-reached', details: { limit: 10, has: 8 } },
    });
    const all = await callApiOrThrow(token, 'seats/hold', { eventId, quantity: 2 });
    expect(all.places).toHaveLength(10);
  });

  it('[S1] no orphan: says which seats to take instead, knowing the whole row', async () => {
    const { eventId } = await stageEvent(admin.firestore, { s: ['....xx....'] });
    const { token } = await createGuest();
    expect(await callApi(token, 'seats/hold', { eventId, places: ['s-a-2', 's-a-3'] })).toMatchObject({
      status: 409,
      error: { code: 'leaves-single', details: { choice: ['s-a-1', 's-a-2'] } },
    });
  });

  it('[A1] best available of a ticket type', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const { token } = await createGuest();
    const held = await callApiOrThrow(token, 'seats/hold', { eventId, quantity: 3, ticketTypeId: 'type-t' });
    expect(held.places.map((place) => place.placeId.charAt(0))).toEqual(['t', 't', 't']);
  });

  it('[H2] best available takes the places of holds whose time is over before it says sold-out', async () => {
    const { eventId } = await stageEvent(admin.firestore, { s: ['..'] });
    const [first, second] = await Promise.all([createGuest(), createGuest()]);
    const { holdId } = await callApiOrThrow(first.token, 'seats/hold', { eventId, quantity: 2 });
    await admin.firestore.doc(`holds/${holdId}`).update({ expiresAt: new Date(Date.now() - 1) });
    expect((await callApi(second.token, 'seats/hold', { eventId, quantity: 2 })).ok).toBe(true);
  });

  it('[A1] a buyer who comes back gets the best that is free, as a new one would', async () => {
    const { eventId } = await stageEvent(admin.firestore, { s: ['..........', '..........'] });
    const { token, uid } = await createGuest();
    await admin.firestore.doc(`holds/${eventId}_${uid}`).set({
      ...makeHold([], { state: 'empty', expiresAt: null, bought: 1 }),
      holdId: `${eventId}_${uid}`,
      eventId,
      uid,
    });
    const { places } = await callApiOrThrow(token, 'seats/hold', { eventId, quantity: 2 });
    expect(places.map((place) => place.placeId)).toEqual(['s-a-1', 's-a-2']);
  });

  it('[H5] the limit is told before it is looked which places', async () => {
    const { eventId } = await stageEvent(admin.firestore, { s: ['....'] });
    const { token } = await createGuest();
    for (const request of [{ quantity: 11, together: true }, { quantity: 5_000 }])
      expect(await callApi(token, 'seats/hold', { eventId, ...request })).toMatchObject({
        error: { code: 'limit-reached', details: { limit: 10, has: 0 } },
      });
  });

  it('[A1] says sold-out when nothing is left', async () => {
    const { eventId } = await stageEvent(admin.firestore, { s: ['xx'] });
    const { token } = await createGuest();
    expect(await callApi(token, 'seats/hold', { eventId, quantity: 1 })).toMatchObject({
      error: { code: 'sold-out' },
    });
    expect(await callApi(token, 'seats/hold', { eventId, places: ['s-a-1'] })).toMatchObject({
      error: { code: 'sold-out' },
    });
  });

  it('[E1] an event that is cancelled or over is not sold', async () => {
    const { token } = await createGuest();
    for (const change of [{ state: 'cancelled' as const }, { startsAt: new Date(Date.now() - 1_000) }]) {
      const { eventId } = await stageEvent(admin.firestore, hall, change);
      expect(await callApi(token, 'seats/hold', { eventId, places: ['s-a-1'] })).toMatchObject({
        status: 409,
        error: { code: 'sale-closed' },
      });
    }
  });

  it('[B3] [B4] a rush of 40 buyers for 20 seats sells each once, and the board follows by its task', async () => {
    const { eventId } = await stageEvent(admin.firestore, { s: ['..........', '..........'] });
    const guests = await Promise.all(Array.from({ length: 40 }, () => createGuest()));
    const answers = await Promise.all(
      guests.map(({ token }) => callApi(token, 'seats/hold', { eventId, quantity: 1 })),
    );
    const held = answers.flatMap((answer) =>
      answer.ok ? answer.body.places.map((place) => place.placeId) : [],
    );
    expect(new Set(held).size).toBe(held.length);
    expect(held).toHaveLength(20);
    const codes = new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code])));
    expect([...codes]).toEqual(['sold-out']);
    await awaitDocument(admin.firestore.doc(`events/${eventId}/boards/s`), (board) =>
      /^h{20}$/.test(board.get('places') as string),
    );
  });
});

describe('release and extend', () => {
  it('[H7] a released place is free on the board before the answer, and for the next buyer at once', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const [first, second] = await Promise.all([createGuest(), createGuest()]);
    const { holdId } = await callApiOrThrow(first.token, 'seats/hold', {
      eventId,
      places: ['s-a-1', 's-a-2', 't-a-1', 't-a-2'],
    });
    const left = await callApiOrThrow(first.token, 'seats/release', { holdId, places: ['t-a-1', 't-a-2'] });
    expect(left.places.map((place) => place.placeId)).toEqual(['s-a-1', 's-a-2']);
    const taken = await callApi(second.token, 'seats/hold', { eventId, places: ['t-a-1', 't-a-2'] });
    expect(taken.ok).toBe(true);
    const none = await callApiOrThrow(first.token, 'seats/release', { holdId });
    expect(none).toMatchObject({ places: [], expiresAt: null, extensionsLeft: 0 });
    expect(await callApi(first.token, 'seats/release', { holdId })).toMatchObject({
      status: 410,
      error: { code: 'hold-expired' },
    });
  });

  it('[H4] extends by ten minutes, twice', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const { token } = await createGuest();
    const held = await callApiOrThrow(token, 'seats/hold', { eventId, quantity: 2 });
    const endsMs = Date.parse(held.expiresAt ?? '');
    for (const times of [1, 2]) {
      const extended = await callApiOrThrow(token, 'seats/extend', { holdId: held.holdId });
      expect(Date.parse(extended.expiresAt ?? '')).toBe(endsMs + times * 600_000);
      expect(extended.extensionsLeft).toBe(2 - times);
    }
    expect(await callApi(token, 'seats/extend', { holdId: held.holdId })).toMatchObject({
      error: { code: 'limit-reached', details: { limit: 2, has: 2 } },
    });
  });

  it('somebody else’s hold is not for me', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const [owner, other] = await Promise.all([createGuest(), createUser()]);
    const { holdId } = await callApiOrThrow(owner.token, 'seats/hold', { eventId, quantity: 2 });
    for (const action of ['seats/release', 'seats/extend'] as const)
      expect(await callApi(other.token, action, { holdId })).toMatchObject({ status: 403 });
    const checkout = { holdId, contact: { name: 'Eve', email: 'eve@example.com' }, locale: 'en' };
    expect(await callApi(other.token, 'orders/checkout', checkout)).toMatchObject({ status: 403 });
    expect(await claimsOf(eventId)).toHaveLength(2);
  });
});

describe('expiry', () => {
  it('[H2] its task frees the places at the instant: free on a listener’s screen within 1.5 s', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const { token, uid } = await createGuest();
    const { holdId } = await callApiOrThrow(token, 'seats/hold', { eventId, places: ['s-a-1', 's-a-2'] });
    // Nobody waits ten minutes: the hold is made to end in two seconds, and its task queued as for any hold.
    const expiresAt = new Date(Date.now() + 2_000);
    await admin.firestore.doc(`holds/${holdId}`).update({ expiresAt });
    await scheduleExpiry(services, {
      ...((await admin.firestore.doc(`holds/${holdId}`).get()).data() as Hold),
      expiresAt,
    });
    const board = admin.firestore.doc(`events/${eventId}/boards/s`);
    const isFree = awaitDocument(board, (found) => /^\.+$/.test(found.get('places') as string));
    await isFree;
    expect(Date.now() - expiresAt.getTime()).toBeLessThan(1_500);
    expect((await admin.firestore.doc(`holds/${eventId}_${uid}`).get()).get('state')).toBe('empty');
  });

  it('[H2] whoever wants a place of an expired hold frees it', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const [first, second] = await Promise.all([createGuest(), createGuest()]);
    const { holdId } = await callApiOrThrow(first.token, 'seats/hold', {
      eventId,
      places: ['s-a-1', 's-a-2'],
    });
    await admin.firestore.doc(`holds/${holdId}`).update({ expiresAt: new Date(Date.now() - 1) });
    const held = await callApi(second.token, 'seats/hold', { eventId, places: ['s-a-1', 's-a-2'] });
    expect(held.ok).toBe(true);
    const gone = (await admin.firestore.doc(`holds/${holdId}`).get()).data() as Hold;
    expect(gone).toMatchObject({ state: 'empty', places: [] });
    expect(await callApi(first.token, 'seats/extend', { holdId })).toMatchObject({ status: 410 });
  });

  it('[H2] the sweep frees what no task and no buyer did', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const { token } = await createGuest();
    const { holdId } = await callApiOrThrow(token, 'seats/hold', { eventId, quantity: 2 });
    await admin.firestore.doc(`holds/${holdId}`).update({ expiresAt: new Date(Date.now() - 1) });
    const swept = await fetch(`${stack().api}/__/schedules/sweep`, { method: 'POST' });
    expect(swept.status).toBeLessThan(300);
    expect(await claimsOf(eventId)).toEqual([]);
    await awaitDocument(admin.firestore.doc(`events/${eventId}/boards/s`), (board) =>
      /^\.+$/.test(board.get('places') as string),
    );
  });
});

describe('the edge', () => {
  it('without a token, or with a bad one: 401, and nothing changes', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    for (const token of [undefined, 'nonsense'])
      expect(await callApi(token, 'seats/hold', { eventId, quantity: 1 })).toMatchObject({
        status: 401,
        error: { code: 'unauthenticated' },
      });
    expect(await claimsOf(eventId)).toEqual([]);
  });

  it('bad input names the field', async () => {
    const { token } = await createGuest();
    expect(await callApi(token, 'seats/hold', { eventId: 'x', places: ['s-a-1', '?'] })).toMatchObject({
      status: 400,
      error: { code: 'invalid-argument', details: { fields: [{ path: 'places.1' }] } },
    });
  });

  it('what is no JSON, or too large, is told so', async () => {
    const { token } = await createGuest();
    for (const body of ['{', '"text', `"${'x'.repeat(70_000)}"`]) {
      const answer = await fetch(`${stack().api}/api/seats/hold`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body,
      });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        error: { code: 'invalid-argument', details: { fields: [{}] } },
      });
    }
  });

  it('an action or event that does not exist is not found', async () => {
    const { token } = await createGuest();
    expect(await callApi(token, 'seats/fly' as 'seats/hold', {})).toMatchObject({ status: 404 });
    expect(await callApi(token, 'seats/hold', { eventId: 'nowhere', quantity: 1 })).toMatchObject({
      status: 404,
    });
  });

  it('a plan is served for ever', async () => {
    const { event } = await stageEvent(admin.firestore, hall);
    const answer = await fetch(`${stack().api}/api/plans/${event.planId}`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await answer.json()).toMatchObject({
      planId: event.planId,
      sections: [{ sectionId: 's' }, { sectionId: 't' }],
    });
    expect((await fetch(`${stack().api}/api/plans/none`)).status).toBe(404);
  });
});
