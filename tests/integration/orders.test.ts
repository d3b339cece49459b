import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CheckoutAnswer } from '@fashionista/domain/actions';
import type { Order } from '@fashionista/domain/order';
import type { Ticket } from '@fashionista/domain/ticket';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { awaitDocument } from '../support/awaitDocument.ts';
import { callApi, callApiOrThrow } from '../support/callApi.ts';
import { stack } from '../support/stack.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { confirmPayment, flushWebhooks, readDouble, resetKnobs, setKnobs } from '../support/stripeDouble.ts';
import { createGuest } from '../support/users.ts';
import type { SignedInUser } from '../support/users.ts';

let admin: AdminSdk;
beforeAll(() => {
  admin = openAdminSdk();
});
afterEach(() => resetKnobs());
afterAll(() => admin.close());

const contact = { name: 'Ada Rossi', email: 'ada@example.com', phone: '+39 02 1234567' };

interface Checkout extends CheckoutAnswer {
  buyer: SignedInUser;
  eventId: string;
  holdId: string;
}

async function checkOut(change: { priceMinor?: number; email?: string } = {}): Promise<Checkout> {
  const { eventId, event } = await stageEvent(admin.firestore, { s: ['..........'] });
  if (change.priceMinor !== undefined) {
    const ticketTypes = event.ticketTypes.map((type) => ({ ...type, priceMinor: change.priceMinor }));
    await admin.firestore.doc(`events/${eventId}`).update({ ticketTypes });
  }
  const buyer = await createGuest();
  const { holdId } = await callApiOrThrow(buyer.token, 'seats/hold', { eventId, places: ['s-a-1', 's-a-2'] });
  const request = { holdId, contact: { ...contact, email: change.email ?? contact.email }, locale: 'it' };
  return { ...(await callApiOrThrow(buyer.token, 'orders/checkout', request)), buyer, eventId, holdId };
}

const awaitStatus = async (orderId: string, status: string) =>
  (
    await awaitDocument(admin.firestore.doc(`orders/${orderId}`), (order) => order.get('status') === status)
  ).data() as Order;
const ticketsOf = async (orderId: string) =>
  (await admin.firestore.collection('tickets').where('orderId', '==', orderId).get()).docs.map(
    (ticket) => ticket.data() as Ticket,
  );
const claimStates = async (eventId: string) =>
  (await admin.firestore.collection(`events/${eventId}/claims`).get()).docs.map(
    (claim) => claim.get('state') as string,
  );
describe('checkout', () => {
  it('[P2] [M1] answers lines, the total with everything in it, and how to pay it', async () => {
    const { lines, amountMinor, currency, clientSecret, publishableKey, payBy, serverTime, orderId } =
      await checkOut();
    expect(lines).toEqual([
      { placeId: 's-a-1', ticketTypeId: 'type-s', ticketTypeName: 's', priceMinor: 5_000 },
      { placeId: 's-a-2', ticketTypeId: 'type-s', ticketTypeName: 's', priceMinor: 5_000 },
    ]);
    expect({ amountMinor, currency, publishableKey }).toEqual({
      amountMinor: 10_000,
      currency: 'EUR',
      publishableKey: null,
    });
    expect(clientSecret).toMatch(/^pi_\w+_secret_\w+$/);
    expect(Date.parse(payBy) - Date.parse(serverTime)).toBeGreaterThan(14.9 * 60_000);
    const order = (await admin.firestore.doc(`orders/${orderId}`).get()).data() as Order;
    // 100.00 at 22 % VAT holds 18.03; 4 % of it is 4.00.
    expect(order).toMatchObject({ includedVatMinor: 1_803, includedFeeMinor: 400, contact, locale: 'it' });
    expect(order.paymentIntentId).toBe(clientSecret.split('_secret_')[0]);
  });

  it('[P3] again: the same order and client secret, with the address as corrected', async () => {
    const first = await checkOut();
    const corrected = { ...contact, email: 'ada.rossi@example.com' };
    const again = await callApiOrThrow(first.buyer.token, 'orders/checkout', {
      holdId: first.holdId,
      contact: corrected,
      locale: 'fr',
    });
    expect(again).toMatchObject({
      orderId: first.orderId,
      clientSecret: first.clientSecret,
      payBy: first.payBy,
    });
    const order = (await admin.firestore.doc(`orders/${first.orderId}`).get()).data();
    expect(order).toMatchObject({ contact: corrected, locale: 'fr' });
  });

  it('[P9] [H9] a late repeat of the first checkout does not bring its mistyped address back', async () => {
    const { eventId } = await stageEvent(admin.firestore, { s: ['....'] });
    const { token } = await createGuest();
    const { holdId } = await callApiOrThrow(token, 'seats/hold', { eventId, quantity: 2 });
    const first = {
      holdId,
      contact: { ...contact, email: 'typo@example.com' },
      locale: 'it',
      requestId: 'first-checkout',
    };
    const { orderId } = await callApiOrThrow(token, 'orders/checkout', first);
    await callApiOrThrow(token, 'orders/checkout', { ...first, contact, requestId: 'second-checkout' });
    expect((await callApiOrThrow(token, 'orders/checkout', first)).orderId).toBe(orderId);
    expect((await admin.firestore.doc(`orders/${orderId}`).get()).get('contact')).toEqual(contact);
  });

  it('[H9] a repeat of a second checkout is answered with its order, also once that is paid', async () => {
    const { buyer, holdId, orderId, clientSecret } = await checkOut();
    const second = { holdId, contact, locale: 'it', requestId: 'second-checkout' };
    await callApiOrThrow(buyer.token, 'orders/checkout', second);
    await confirmPayment(clientSecret);
    await awaitStatus(orderId, 'paid');
    expect((await callApiOrThrow(buyer.token, 'orders/checkout', second)).orderId).toBe(orderId);
  });

  it('bad contact details name the field, and the hold stays', async () => {
    const { eventId } = await stageEvent(admin.firestore, { s: ['....'] });
    const { token } = await createGuest();
    const { holdId } = await callApiOrThrow(token, 'seats/hold', { eventId, quantity: 2 });
    const refused = await callApi(token, 'orders/checkout', {
      holdId,
      contact: { name: '', email: 'x' },
      locale: 'en',
    });
    expect(refused).toMatchObject({
      status: 400,
      error: { details: { fields: [{ path: 'contact.name' }, { path: 'contact.email' }] } },
    });
    expect((await admin.firestore.doc(`holds/${holdId}`).get()).get('state')).toBe('held');
  });

  it('[H10] while it is being paid the hold cannot be changed', async () => {
    const { holdId, buyer, eventId, orderId } = await checkOut();
    const busy = { status: 409, error: { code: 'hold-busy', details: { orderId } } };
    expect(await callApi(buyer.token, 'seats/release', { holdId })).toMatchObject(busy);
    expect(await callApi(buyer.token, 'seats/extend', { holdId })).toMatchObject(busy);
    expect(await callApi(buyer.token, 'seats/hold', { eventId, places: ['s-a-3'] })).toMatchObject(busy);
  });

  it('[P8] an order of nothing is sold at once, without Stripe', async () => {
    const { orderId, clientSecret } = await checkOut({ priceMinor: 0 });
    expect(clientSecret).toBe('');
    await awaitStatus(orderId, 'paid');
    expect(await ticketsOf(orderId)).toHaveLength(2);
  });

  it('Stripe away: says that no money moved, keeps the order, and a new try works', async () => {
    const { eventId } = await stageEvent(admin.firestore, { s: ['....'] });
    const { token } = await createGuest();
    const { holdId } = await callApiOrThrow(token, 'seats/hold', { eventId, quantity: 2 });
    const request = { holdId, contact, locale: 'en' };
    await setKnobs({ down: 'refuse' });
    expect(await callApi(token, 'orders/checkout', request)).toMatchObject({
      status: 503,
      error: { code: 'unavailable' },
    });
    await setKnobs({ down: false });
    const { clientSecret } = await callApiOrThrow(token, 'orders/checkout', request);
    expect((await confirmPayment(clientSecret)).body.status).toBe('succeeded');
  });
});

describe('payment', () => {
  it('[P4] [T1] [T2] the webhook makes it paid: tickets with a code the door can verify, seats sold, hold empty', async () => {
    const { orderId, clientSecret, eventId, holdId, buyer } = await checkOut();
    await confirmPayment(clientSecret);
    const order = await awaitStatus(orderId, 'paid');
    expect(order.paidAt).not.toBeNull();
    const tickets = await ticketsOf(orderId);
    expect(tickets.map((ticket) => ticket.ticketId).toSorted()).toEqual([
      `${orderId}_s-a-1`,
      `${orderId}_s-a-2`,
    ]);
    const keys = (await (await fetch(`${stack().api}/.well-known/ticket-keys.json`)).json()) as JSONWebKeySet;
    for (const ticket of tickets) {
      const { payload } = await jwtVerify(ticket.code, createLocalJWKSet(keys), { audience: eventId });
      expect(payload).toMatchObject({ sub: ticket.ticketId, place: ticket.placeId, rev: 1 });
      expect(ticket).toMatchObject({ uid: buyer.uid, status: 'valid', holderName: 'Ada Rossi' });
    }
    expect(await claimStates(eventId)).toEqual(['sold', 'sold']);
    expect((await admin.firestore.doc(`holds/${holdId}`).get()).data()).toMatchObject({
      state: 'empty',
      bought: 2,
    });
    await awaitDocument(admin.firestore.doc(`events/${eventId}/boards/s`), (board) =>
      (board.get('places') as string).startsWith('ss'),
    );
    const entries = await admin.firestore.collection(`orders/${orderId}/entries`).get();
    expect(entries.docs.map((entry) => entry.data())).toMatchObject([
      { kind: 'payment', amountMinor: 10_000 },
    ]);
  });

  it('the confirmation is mailed once, and marked sent', async () => {
    const email = `ada-${Date.now()}@example.com`;
    const { orderId, clientSecret } = await checkOut({ email });
    await confirmPayment(clientSecret);
    await awaitDocument(
      admin.firestore.doc(`notifications/order-paid_${orderId}`),
      (found) => found.get('channels.email.status') === 'sent',
    );
    const messages = (await (await fetch(`${stack().mail}/api/messages`)).json()) as {
      to: unknown;
      html: string;
      text: string;
      attachments: { contentType: string }[];
    }[];
    const mine = messages.filter((message) => JSON.stringify(message.to).includes(email));
    expect(mine).toHaveLength(1);
    expect(mine[0]?.text).toContain(`/tickets/${orderId}_s-a-1`);
    expect(mine[0]?.html).toContain(`/tickets/${orderId}_s-a-2`);
    expect(mine[0]?.attachments.filter(({ contentType }) => contentType === 'image/png')).toHaveLength(2);
  });

  it('[P3] a declined card leaves the hold; the next attempt on the same order works at once', async () => {
    const { orderId, clientSecret, holdId, eventId } = await checkOut();
    const declined = await confirmPayment(clientSecret, 'pm_card_visa_chargeDeclined');
    expect(declined).toMatchObject({ status: 402, body: { error: { code: 'card_declined' } } });
    await flushWebhooks();
    expect((await admin.firestore.doc(`holds/${holdId}`).get()).get('state')).toBe('paying');
    expect(await claimStates(eventId)).toEqual(['held', 'held']);
    expect((await confirmPayment(clientSecret)).body.status).toBe('succeeded');
    await awaitStatus(orderId, 'paid');
    expect(
      (await readDouble(clientSecret)).charges.filter(({ status }) => status === 'succeeded'),
    ).toHaveLength(1);
  });

  it('[P7] webhooks doubled and shuffled: one sale, one mail', async () => {
    await setKnobs({ duplicate: 3, shuffle: true });
    const { orderId, clientSecret, eventId } = await checkOut();
    await confirmPayment(clientSecret);
    await awaitStatus(orderId, 'paid');
    await flushWebhooks();
    expect(await ticketsOf(orderId)).toHaveLength(2);
    expect(await claimStates(eventId)).toEqual(['sold', 'sold']);
    const entries = await admin.firestore.collection(`orders/${orderId}/entries`).get();
    expect(entries.size).toBe(1);
    expect((await readDouble(clientSecret)).refunds).toEqual([]);
  });

  it('[P7] every webhook lost: the waiting page has the server look, and it is paid', async () => {
    await setKnobs({ drop: true });
    const { orderId, clientSecret, buyer } = await checkOut();
    await confirmPayment(clientSecret);
    const refreshed = await callApiOrThrow(buyer.token, 'orders/refresh', { orderId });
    expect(refreshed).toEqual({ orderId, status: 'paid' });
    expect(await ticketsOf(orderId)).toHaveLength(2);
  });

  it('[P7] every webhook lost and nobody waiting: a task looks, and it is paid', async () => {
    await setKnobs({ drop: true });
    const { orderId, clientSecret } = await checkOut();
    await confirmPayment(clientSecret);
    await fetch(`${stack().api}/__/queues/reconcileOrder/run-all`, { method: 'POST' });
    await awaitStatus(orderId, 'paid');
  });

  it('the answer that a return page brings back decides nothing', async () => {
    const { orderId, buyer } = await checkOut();
    await fetch(`${stack().web}/orders/${orderId}?redirect_status=succeeded&payment_intent=pi_1`);
    expect(await callApiOrThrow(buyer.token, 'orders/refresh', { orderId })).toMatchObject({
      status: 'awaiting-payment',
    });
  });
});

describe('giving up', () => {
  it('[P5] asked for: Stripe has cancelled, the seats are free, a new hold works at once', async () => {
    const { orderId, clientSecret, buyer, eventId } = await checkOut();
    expect(await callApiOrThrow(buyer.token, 'orders/cancel', { orderId })).toEqual({
      orderId,
      status: 'cancelled',
    });
    expect((await confirmPayment(clientSecret)).status).toBe(400);
    expect(await claimStates(eventId)).toEqual([]);
    await awaitDocument(admin.firestore.doc(`events/${eventId}/boards/s`), (board) =>
      /^\.+$/.test(board.get('places') as string),
    );
    const again = await callApi(buyer.token, 'seats/hold', { eventId, places: ['s-a-1', 's-a-2'] });
    expect(again.ok).toBe(true);
    // Asking again changes nothing.
    expect(await callApiOrThrow(buyer.token, 'orders/cancel', { orderId })).toEqual({
      orderId,
      status: 'cancelled',
    });
    expect(await claimStates(eventId)).toEqual(['held', 'held']);
  });

  it('[P5] a payment that was quicker is kept, and said', async () => {
    await setKnobs({ drop: true });
    const { orderId, clientSecret, buyer } = await checkOut();
    await confirmPayment(clientSecret);
    expect(await callApi(buyer.token, 'orders/cancel', { orderId })).toMatchObject({
      status: 409,
      error: { code: 'conflict' },
    });
    expect(await ticketsOf(orderId)).toHaveLength(2);
  });

  it('[P5] a payment that is being processed cannot be cancelled, and is sold when it comes', async () => {
    const { orderId, clientSecret, buyer, eventId } = await checkOut();
    expect((await confirmPayment(clientSecret, 'pm_success_de')).body.status).toBe('processing');
    expect(await callApi(buyer.token, 'orders/cancel', { orderId })).toMatchObject({
      error: { code: 'hold-busy' },
    });
    expect(await claimStates(eventId)).toEqual(['held', 'held']);
    await awaitStatus(orderId, 'paid');
  });

  it('somebody else’s order does not exist for me', async () => {
    const { orderId } = await checkOut();
    const { token } = await createGuest();
    for (const action of ['orders/cancel', 'orders/refresh'] as const)
      expect(await callApi(token, action, { orderId })).toMatchObject({ status: 404 });
  });
});

describe('webhooks', () => {
  const post = (body: string, signature: string) =>
    fetch(`${stack().webhooks}/webhooks/stripe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
      body,
    });

  it('what is not signed by Stripe is refused', async () => {
    expect((await post('{}', '')).status).toBe(400);
    expect((await post('{}', `t=${Math.floor(Date.now() / 1000)},v1=00`)).status).toBe(400);
  });

  it('[P7] each event that was processed is noted, with its order', async () => {
    const { orderId, clientSecret } = await checkOut();
    await confirmPayment(clientSecret);
    await awaitStatus(orderId, 'paid');
    await flushWebhooks();
    const noted = await admin.firestore.collection('stripeEvents').where('orderId', '==', orderId).get();
    expect(noted.docs.map((event) => event.get('type') as string)).toContain('payment_intent.succeeded');
  });
});
