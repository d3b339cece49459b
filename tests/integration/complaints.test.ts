/**
 * What others' users complain of, as they lived it and in the worst conditions: each test is titled with the complaint's
 * number in the product's list and what it prevents. Where the complaint is felt on a page, tests/e2e/complaints.test.ts
 * has it too.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CheckoutAnswer } from '@fashionista/domain/actions';
import { paths } from '@fashionista/domain/paths';
import { deliver } from '../proof/caseStage.ts';
import { openStripe, readEvents, readMoney } from '../proof/money.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { awaitDocument, awaitQuery } from '../support/awaitDocument.ts';
import { callApi, callApiOrThrow } from '../support/callApi.ts';
import type { ApiAnswer } from '../support/callApi.ts';
import { writesTo } from '../support/gatedStore.ts';
import { stack } from '../support/stack.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { stageServices } from '../support/stageServices.ts';
import { confirmPayment, flushWebhooks, resetKnobs, setKnobs } from '../support/stripeDouble.ts';
import { createGuest } from '../support/users.ts';

let admin: AdminSdk;
beforeAll(() => {
  admin = openAdminSdk();
});
afterEach(() => resetKnobs());
afterAll(() => admin.close());

interface Buyer {
  token: string;
  email: string;
  eventId: string;
  holdId: string;
}

/** Somebody who holds these places. */
async function startBuying(eventId: string, places: readonly string[]): Promise<Buyer> {
  const { token } = await createGuest();
  const { holdId } = await callApiOrThrow(token, 'seats/hold', { eventId, places });
  return { token, email: `${randomUUID()}@example.com`, eventId, holdId };
}

const checkoutBody = ({ holdId, email }: Buyer, requestId: string = randomUUID()) => ({
  holdId,
  contact: { name: 'Ada Rossi', email },
  locale: 'en',
  requestId,
});
const checkOut = (buyer: Buyer): Promise<CheckoutAnswer> =>
  callApiOrThrow(buyer.token, 'orders/checkout', checkoutBody(buyer));

const awaitStatus = (orderId: string, status: string) =>
  awaitDocument(admin.firestore.doc(`orders/${orderId}`), (order) => order.get('status') === status);
const ofOrder = (collection: string, orderId: string) =>
  admin.firestore.collection(collection).where('orderId', '==', orderId);
const claimsOf = async (eventId: string) =>
  (await admin.firestore.collection(`events/${eventId}/claims`).get()).docs.map((claim) => claim.id);
const awaitMailed = (orderId: string) =>
  awaitDocument(
    admin.firestore.doc(`notifications/order-paid_${orderId}`),
    (found) => found.get('channels.email.status') === 'sent',
  );
async function mailsTo(email: string): Promise<{ text: string }[]> {
  const answer = await fetch(`${stack().mail}/api/messages?to=${encodeURIComponent(email)}`);
  return (await answer.json()) as { text: string }[];
}

/** Every task that waits runs now, as if its time had come. */
async function runQueue(queue: string): Promise<void> {
  expect((await fetch(`${stack().api}/__/queues/${queue}/run-all`, { method: 'POST' })).ok).toBe(true);
}
async function runSweep(): Promise<void> {
  expect((await fetch(`${stack().api}/__/schedules/sweep`, { method: 'POST' })).ok).toBe(true);
}

const intentIdOf = ({ clientSecret }: CheckoutAnswer): string => clientSecret.split('_secret_')[0] ?? '';

it('complaint 1, paid and no ticket: the handler of the only webhook that comes dies half-way, the tab is closed, and the tickets come, once, and are mailed', async () => {
  await setKnobs({ drop: true });
  const beganMs = Date.now() - 1_000;
  const { eventId } = await stageEvent(admin.firestore, { s: ['......'] });
  const buyer = await startBuying(eventId, ['s-a-1', 's-a-2']);
  const order = await checkOut(buyer);
  expect((await confirmPayment(order.clientSecret)).body.status).toBe('succeeded');
  // From here on nothing of the buyer's runs any more.
  const events = await readEvents(openStripe(), intentIdOf(order), beganMs);
  const succeeded = events.find((event) => event.type === 'payment_intent.succeeded');
  if (!succeeded) throw new Error('Stripe tells nothing of the payment.');
  const dying = stageServices();
  const end = dying.store.stopNext(writesTo(paths.order(order.orderId)));
  const delivery = deliver(dying, succeeded);
  await end.reached;
  expect((await ofOrder('tickets', order.orderId).get()).size).toBe(0);

  await runQueue('reconcileOrder');
  await awaitStatus(order.orderId, 'paid');
  await awaitMailed(order.orderId);
  const tickets = await ofOrder('tickets', order.orderId).get();
  expect(tickets.docs.map((ticket) => ticket.get('placeId') as string)).toEqual(['s-a-1', 's-a-2']);
  const [mail] = await mailsTo(buyer.email);
  for (const { id } of tickets.docs) expect(mail?.text).toContain(`/tickets/${id}`);

  // What the dead handler had sent arrives late, and so does every webhook that was lost.
  end.open();
  expect(await delivery).toBe(200);
  for (const event of events) expect(await deliver(stageServices(), event)).toBe(200);
  expect((await ofOrder('tickets', order.orderId).get()).size).toBe(2);
  expect((await ofOrder('notifications', order.orderId).get()).size).toBe(1);
  expect(await mailsTo(buyer.email)).toHaveLength(1);
  expect((await readMoney()).get(order.orderId)).toMatchObject({ chargedMinor: 10_000, refundedMinor: 0 });
});

it('complaint 2, “processing” for ever after a lost webhook: a bank debit that ends unheard, with nobody waiting, is sold and mailed', async () => {
  await setKnobs({ drop: true });
  const { eventId } = await stageEvent(admin.firestore, { s: ['......'] });
  const buyer = await startBuying(eventId, ['s-a-1', 's-a-2']);
  const { orderId, clientSecret } = await checkOut(buyer);
  expect((await confirmPayment(clientSecret, 'pm_success_de')).body.status).toBe('processing');
  await runQueue('reconcileOrder');
  expect((await admin.firestore.doc(paths.order(orderId)).get()).get('status')).toBe('awaiting-payment');

  expect((await fetch(`${stack().stripe}/__/payments/settle`, { method: 'POST' })).ok).toBe(true);
  // Every look after checkout may be over by then: the sweep at the end of the time to pay is the last that looks.
  const past = new Date(Date.now() - 1);
  await admin.firestore.doc(paths.order(orderId)).update({ payBy: past });
  await admin.firestore.doc(`holds/${buyer.holdId}`).update({ expiresAt: past });
  await runSweep();
  await awaitStatus(orderId, 'paid');
  await awaitMailed(orderId);
  expect((await ofOrder('tickets', orderId).get()).size).toBe(2);
  expect(await mailsTo(buyer.email)).toHaveLength(1);
});

describe('complaint 3, charged several times under load', () => {
  const buyers = 30;
  const passing = ['unavailable', 'conflict'];

  /** Presses again while it is told to, as our client and then the buyer do. */
  async function insist<Answer>(press: () => Promise<ApiAnswer<Answer>>): Promise<Answer> {
    for (let presses = 0; presses < 10; presses += 1) {
      const answer = await press();
      if (answer.ok) return answer.body;
      if (!passing.includes(answer.error.code))
        throw new Error(`${answer.error.code}: ${answer.error.message}`);
    }
    throw new Error('Pressed ten times in vain.');
  }

  /** Confirms until the bank's answer arrives. */
  async function confirmUntilTold(clientSecret: string): Promise<string | undefined> {
    for (let presses = 0; presses < 10; presses += 1) {
      try {
        const { status, body } = await confirmPayment(clientSecret);
        return status === 200 ? body.status : body.error?.code;
      } catch (error) {
        // `fetch` says no more of a connection that was cut.
        if (!(error instanceof TypeError)) throw error;
      }
    }
    return undefined;
  }

  /** Two tabs, each pressed twice, one of them repeated after its time-out. */
  async function hammer(buyer: Buyer): Promise<Set<string>> {
    const [first, second] = [randomUUID(), randomUUID()];
    const checkout = (requestId: string) =>
      insist(() => callApi(buyer.token, 'orders/checkout', checkoutBody(buyer, requestId)));
    const opened = await Promise.all([checkout(first), checkout(first), checkout(second)]);
    const ends = await Promise.all(
      [...opened, ...opened.slice(0, 1)].map(({ clientSecret }) => confirmUntilTold(clientSecret)),
    );
    for (const end of ends) expect(['succeeded', 'payment_intent_unexpected_state']).toContain(end);
    const orderIds = new Set(opened.map(({ orderId }) => orderId));
    const [orderId] = orderIds;
    const refresh = () => insist(() => callApi(buyer.token, 'orders/refresh', { orderId }));
    const [, , late] = await Promise.all([refresh(), refresh(), checkout(second)]);
    await confirmUntilTold(late.clientSecret);
    return orderIds.add(late.orderId);
  }

  it(`${buyers} buyers press and press while Stripe is slow and answers get lost: one order and one charge each`, async () => {
    const rows = Array.from({ length: buyers / 5 }, () => '..........');
    const { eventId } = await stageEvent(admin.firestore, { s: rows });
    const pairs = rows.flatMap((_row, row) =>
      [1, 3, 5, 7, 9].map((seat) => [0, 1].map((next) => `s-${'abcdefghij'[row] ?? ''}-${seat + next}`)),
    );
    const all = await Promise.all(pairs.map((places) => startBuying(eventId, places)));
    const lost = { path: '/v1/payment_intents', method: 'POST', status: 0, after: 'after', times: 40 };
    await setKnobs({ latencyMs: 150, duplicate: 2, shuffle: true, failNext: lost });
    const orderIds = await Promise.all(all.map(hammer));
    const knobs = (await (await fetch(`${stack().stripe}/__/knobs`)).json()) as { failNext: unknown[] };
    expect(knobs.failNext, 'every answer that was to be lost was lost').toEqual([]);
    expect(orderIds.map((ids) => ids.size)).toEqual(Array(buyers).fill(1));
    const ofEvent = admin.firestore.collection('orders').where('eventId', '==', eventId);
    const orders = await awaitQuery(ofEvent, ({ docs }) => docs.every((one) => one.get('status') === 'paid'));
    expect(new Set(orders.docs.map(({ id }) => id))).toEqual(new Set(orderIds.flatMap((ids) => [...ids])));

    await flushWebhooks();
    const money = await readMoney();
    for (const { id } of orders.docs) {
      const { intents = [], ...moved } = money.get(id as CheckoutAnswer['orderId']) ?? {};
      expect({ intents: intents.length, ...moved }).toEqual({
        intents: 1,
        chargedMinor: 10_000,
        refundedMinor: 0,
      });
    }
    const tickets = await admin.firestore.collection('tickets').where('eventId', '==', eventId).get();
    expect(new Set(tickets.docs.map((ticket) => ticket.get('placeId') as string)).size).toBe(2 * buyers);
    expect(tickets.size).toBe(2 * buyers);
  });
});

it('complaint 4, declined, then an idempotency error on retry: an error that Stripe replays for the key ends that order alone, and the next try pays', async () => {
  const { eventId } = await stageEvent(admin.firestore, { s: ['......'] });
  const places = ['s-a-1', 's-a-2'];
  const buyer = await startBuying(eventId, places);
  await setKnobs({
    failNext: { path: '/v1/payment_intents', method: 'POST', status: 500, after: 'during', times: 1 },
  });
  const refused = await callApi(buyer.token, 'orders/checkout', checkoutBody(buyer));
  expect(refused).toMatchObject({ status: 402, error: { code: 'payment-failed' } });
  expect(JSON.stringify(refused)).toContain('No money moved');
  expect(JSON.stringify(refused)).not.toMatch(/idempot/i);

  // The page offers the same places again.
  await callApiOrThrow(buyer.token, 'seats/hold', { eventId, places });
  const { orderId, clientSecret } = await checkOut(buyer);
  for (const card of ['pm_card_visa_chargeDeclined', 'pm_card_visa_chargeDeclinedInsufficientFunds']) {
    const declined = await confirmPayment(clientSecret, card);
    expect(declined).toMatchObject({ status: 402, body: { error: { code: 'card_declined' } } });
    // Each decline is followed by a press on “pay” in a page that was reloaded.
    expect(await checkOut(buyer)).toMatchObject({ orderId, clientSecret });
  }
  expect((await confirmPayment(clientSecret)).body.status).toBe('succeeded');
  await awaitStatus(orderId, 'paid');
  const orders = await admin.firestore.collection('orders').where('eventId', '==', eventId).get();
  expect(orders.docs.map((order) => order.get('status') as string).toSorted()).toEqual(['cancelled', 'paid']);
  const money = await readMoney();
  const charged = orders.docs.map(({ id }) => money.get(id as typeof orderId)?.chargedMinor ?? 0);
  expect(charged.toSorted((a, b) => a - b)).toEqual([0, 10_000]);
});

it('complaint 5, stock that never comes back: whatever was left lying, with Stripe away at the time, is free again and bought by somebody else', async () => {
  const { eventId } = await stageEvent(admin.firestore, { s: ['..........'] });
  const pairs = [1, 3, 5, 7, 9].map((seat) => [`s-a-${seat}`, `s-a-${seat + 1}`]);
  const [holder, leaver, declined, unlucky, canceller] = (await Promise.all(
    pairs.map((places) => startBuying(eventId, places)),
  )) as [Buyer, Buyer, Buyer, Buyer, Buyer];
  const left = await checkOut(leaver);
  const refused = await checkOut(declined);
  await confirmPayment(refused.clientSecret, 'pm_card_visa_chargeDeclined');
  const unwanted = await checkOut(canceller);
  const away = { ok: false, status: 503, error: { code: 'unavailable' } };
  await setKnobs({ down: 'refuse' });
  const [atCheckout, atCancel] = await Promise.all([
    callApi(unlucky.token, 'orders/checkout', checkoutBody(unlucky)),
    callApi(canceller.token, 'orders/cancel', { orderId: unwanted.orderId }),
  ]);
  expect([atCheckout, atCancel]).toMatchObject([away, away]);

  // Everybody is gone, and all the time there was is over, while Stripe is still away.
  const past = new Date(Date.now() - 1);
  const ofEvent = admin.firestore.collection('orders').where('eventId', '==', eventId);
  const orders = (await ofEvent.get()).docs;
  expect(orders).toHaveLength(4);
  await Promise.all([
    ...[holder, leaver, declined, unlucky, canceller].map(({ holdId }) =>
      admin.firestore.doc(`holds/${holdId}`).update({ expiresAt: past }),
    ),
    ...orders.map((order) => order.ref.update({ payBy: past })),
  ]);
  await runSweep();
  expect(await claimsOf(eventId)).toEqual(pairs.slice(1).flat().toSorted());

  await setKnobs({ down: false });
  await runSweep();
  expect(await claimsOf(eventId)).toEqual([]);
  await awaitDocument(
    admin.firestore.doc(`events/${eventId}/boards/s`),
    (board) => board.get('places') === '..........',
  );
  const ended = (await ofEvent.get()).docs.map((order) => order.get('status') as string);
  expect(ended).toEqual(Array(4).fill('expired'));
  for (const { clientSecret } of [left, refused, unwanted])
    expect((await confirmPayment(clientSecret)).status).toBe(400);

  const other = await startBuying(eventId, pairs.flat());
  const { orderId, clientSecret } = await checkOut(other);
  await confirmPayment(clientSecret);
  await awaitStatus(orderId, 'paid');
  expect((await ofOrder('tickets', orderId).get()).size).toBe(10);
});

it('complaint 6, a failed “+” resets the timer: whatever is asked for in vain, the hold stays as it was, to the second', async () => {
  const { eventId } = await stageEvent(admin.firestore, { s: ['..........', '..........'] });
  const [mine] = await Promise.all([
    startBuying(eventId, ['s-a-1', 's-a-2']),
    startBuying(eventId, ['s-a-6', 's-a-7']),
  ]);
  const hold = admin.firestore.doc(`holds/${mine.holdId}`);
  // Half of the time is over: a timer that began anew would show.
  await hold.update({ expiresAt: new Date(Date.now() + 300_000) });
  const before = await hold.get();
  const failing: [object, string][] = [
    [{ places: ['s-a-6'] }, 'seat-taken'],
    [{ places: ['s-a-5', 's-a-6'] }, 'seat-taken'],
    [{ places: ['s-a-4'] }, 'leaves-single'],
    [{ places: Array.from({ length: 9 }, (_, i) => `s-b-${i + 1}`) }, 'limit-reached'],
    [{ quantity: 9 }, 'limit-reached'],
    [{ places: ['s-b-1', 's-z-1'] }, 'invalid-argument'],
    [{ places: [] }, 'invalid-argument'],
  ];
  const add = (body: object) => callApi(mine.token, 'seats/hold', { eventId, ...body });
  // One after another, and all at once.
  for (const [body, code] of failing) expect(await add(body)).toMatchObject({ error: { code } });
  const atOnce = await Promise.all(failing.map(([body]) => add(body)));
  expect(atOnce.map((answer) => !answer.ok && answer.error.code)).toEqual(failing.map(([, code]) => code));
  const after = await hold.get();
  expect(after.data()).toEqual(before.data());
  expect(after.updateTime?.isEqual(before.updateTime ?? after.createTime ?? after.readTime)).toBe(true);

  const added = await callApiOrThrow(mine.token, 'seats/hold', { eventId, places: ['s-a-3'] });
  expect(added.places).toHaveLength(3);
  expect(added.expiresAt).toBe((before.get('expiresAt') as { toDate(): Date }).toDate().toISOString());
});
