/**
 * `paid`: from Stripe's webhook until the order is paid and its tickets can be read, at 50 webhooks a second. The floor:
 * as many commits of as many documents by the Admin SDK, until a listener sees them. Stripe's double keeps its own
 * webhooks to itself; ours are signed and timed here. IO: a stack of its own.
 */
import Stripe from 'stripe';
import type { CheckoutAnswer } from '@fashionista/domain/actions';
import type { Firestore } from 'firebase-admin/firestore';
import { callApiOrThrow } from '../../tests/support/callApi.ts';
import { stack } from '../../tests/support/stack.ts';
import { stageEvent } from '../../tests/support/stageEvent.ts';
import { confirmPayment, setKnobs } from '../../tests/support/stripeDouble.ts';
import { bigHall } from '../support/bigHall.ts';
import { createGuests, withBenchStack } from '../support/openBench.ts';
import { atLeast, atMost, benchResult } from '../support/result.ts';
import type { BenchOptions, BenchResult } from '../support/result.ts';
import { median, percentile } from '../support/statistics.ts';

const perSecond = 50;
const places = 2;
/** What a sale of two places writes: hold, order, entry, event id, notification, and a claim and a ticket each. */
const documentsPerSale = 5 + 2 * places;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Orders whose payment has succeeded at Stripe, and which nobody has told us of. */
async function prepareOrders(firestore: Firestore, count: number): Promise<CheckoutAnswer[]> {
  const { eventId } = await stageEvent(firestore, bigHall());
  const orders: CheckoutAnswer[] = [];
  for (const { token } of await createGuests(count)) {
    const { holdId } = await callApiOrThrow(token, 'seats/hold', { eventId, quantity: places });
    const contact = { name: 'Ada Rossi', email: 'ada@example.com' };
    const order = await callApiOrThrow(token, 'orders/checkout', { holdId, contact, locale: 'en' });
    await confirmPayment(order.clientSecret);
    orders.push(order);
  }
  return orders;
}

async function postWebhook(paymentIntentId: string, id: string): Promise<void> {
  const payload = JSON.stringify({
    id,
    object: 'event',
    api_version: '2026-08-26.dahlia',
    created: Math.floor(Date.now() / 1000),
    type: 'payment_intent.succeeded',
    data: { object: { id: paymentIntentId, object: 'payment_intent' } },
  });
  const answer = await fetch(`${stack().webhooks}/webhooks/stripe`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret: 'whsec_double' }),
    },
    body: payload,
  });
  if (!answer.ok) throw new Error(`the webhook answered ${answer.status}`);
}

/** Milliseconds until the document satisfies `isMet`, as one who listens sees it. */
function timeUntil(
  firestore: Firestore,
  path: string,
  isMet: (data: FirebaseFirestore.DocumentData) => boolean,
) {
  const startedAt = performance.now();
  return new Promise<number>((resolve, reject) => {
    const stop = firestore.doc(path).onSnapshot((found) => {
      const data = found.data();
      if (!data || !isMet(data)) return;
      stop();
      resolve(performance.now() - startedAt);
    }, reject);
  });
}

interface Timed {
  elapsedMs: number[];
  /** As it really was. */
  begunPerSecond: number;
}

/** Starts `work` for each of `count` at its appointed instant, whatever the others take. */
async function atRate(count: number, work: (i: number) => Promise<number>): Promise<Timed> {
  const begun: Promise<number>[] = [];
  const startedAt = performance.now();
  for (let i = 0; i < count; i += 1) {
    await pause(Math.max(0, startedAt + (i * 1000) / perSecond - performance.now()));
    begun.push(work(i));
  }
  const begunPerSecond = ((count - 1) * 1000) / (performance.now() - startedAt);
  return { elapsedMs: await Promise.all(begun), begunPerSecond };
}

async function timeSale(firestore: Firestore, order: CheckoutAnswer, i: number): Promise<number> {
  const paymentIntentId = order.clientSecret.split('_secret_')[0] ?? '';
  const isPaid = timeUntil(firestore, `orders/${order.orderId}`, (data) => data.status === 'paid');
  const [first] = order.lines;
  const hasTicket = timeUntil(firestore, `tickets/${order.orderId}_${first?.placeId}`, () => true);
  await postWebhook(paymentIntentId, `evt_bench_${order.orderId}_${i}`);
  return Math.max(await isPaid, await hasTicket);
}

async function timeFloor(firestore: Firestore, name: string): Promise<number> {
  const seen = timeUntil(firestore, `floor/${name}-0`, () => true);
  const batch = firestore.batch();
  for (let i = 0; i < documentsPerSale; i += 1)
    batch.create(firestore.doc(`floor/${name}-${i}`), { name, i });
  await batch.commit();
  return seen;
}

export const paid = ({ small }: BenchOptions): Promise<BenchResult> =>
  withBenchStack(async ({ firestore }) => {
    await setKnobs({ drop: true });
    const [rounds, perRound] = small ? [1, 10] : [5, 50];
    const orders = await prepareOrders(firestore, rounds * perRound);
    const sales: number[] = [];
    const floors: number[] = [];
    const rates: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const floor = await atRate(perRound, (i) => timeFloor(firestore, `${round}-${i}`));
      const some = orders.slice(round * perRound, (round + 1) * perRound);
      const sale = await atRate(some.length, (i) => timeSale(firestore, some[i] as CheckoutAnswer, i));
      floors.push(percentile(floor.elapsedMs, 0.95));
      sales.push(percentile(sale.elapsedMs, 0.95));
      rates.push(sale.begunPerSecond);
    }
    const measured = { orders: orders.length, floorP95Ms: Math.round(median(floors)) };
    return benchResult('paid', measured, {
      p95Ms: atMost(median(sales), 300),
      perSecond: atLeast(median(rates), perSecond * 0.97),
    });
  });
