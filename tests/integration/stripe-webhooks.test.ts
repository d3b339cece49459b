import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { startStripeDouble } from '../../local/stripe/stripeDouble.ts';
import type { Delivery } from '../../local/stripe/store/store.ts';
import { HELD_MS, connectSdk, startHarness } from './stripe-harness.ts';
import type { Harness } from './stripe-harness.ts';

let harness: Harness;
let stripe: Stripe;

beforeAll(async () => {
  harness = await startHarness();
  ({ stripe } = harness);
});
afterAll(async () => harness.close());
beforeEach(async () => {
  await harness.post('/__/reset');
  harness.receiver.events.length = 0;
  harness.receiver.answers.length = 0;
});

const turn = (knobs: Record<string, unknown>): Promise<unknown> => harness.post('/__/knobs', knobs);

const createIntent = (idempotencyKey?: string): Promise<Stripe.Response<Stripe.PaymentIntent>> =>
  stripe.paymentIntents.create(
    { amount: 4200, currency: 'eur' },
    idempotencyKey ? { idempotencyKey } : undefined,
  );

const arrived = (): string[] => harness.receiver.events.map(({ type }) => type);

async function readDeliveries(): Promise<Delivery[]> {
  const state = (await (await fetch(`${harness.double.origin}/__/state`)).json()) as {
    deliveries: Delivery[];
  };
  return state.deliveries;
}

describe('a webhook', () => {
  it('arrives by itself, signed, with the object as it was and the request that caused it', async () => {
    const intent = await createIntent('order_1');
    await stripe.paymentIntents.cancel(intent.id);
    await expect.poll(arrived, { timeout: 5_000 }).toHaveLength(2);
    const created = harness.receiver.events.find(({ type }) => type === 'payment_intent.created');
    expect(created).toMatchObject({
      object: 'event',
      api_version: '2026-08-26.dahlia',
      livemode: false,
      request: { id: intent.lastResponse.requestId, idempotency_key: 'order_1' },
      data: { object: { id: intent.id, status: 'requires_payment_method' } },
    });
    const kept = await stripe.events.retrieve(created?.id ?? '');
    expect(kept).toMatchObject({ id: created?.id, pending_webhooks: 0 });
  });

  it('is sent again until it is answered with 2xx, and each time is written down', async () => {
    await turn({ retryBaseMs: 5 });
    harness.receiver.answers.push(500, 302, 404);
    await createIntent();
    await expect.poll(async () => (await readDeliveries())[0]?.state, { timeout: 5_000 }).toBe('delivered');
    const [delivery] = await readDeliveries();
    expect(delivery?.attempts.map(({ status }) => status)).toEqual([500, 302, 404, 200]);
    expect(new Set(harness.receiver.events.map(({ id }) => id)).size).toBe(1);
    expect(harness.receiver.events).toHaveLength(4);
  });

  it('is given up after so many attempts, and can be sent again by hand', async () => {
    await turn({ retryBaseMs: 1, retryMaxAttempts: 3 });
    harness.receiver.answers.push(500, 500, 500);
    await createIntent();
    await expect.poll(async () => (await readDeliveries())[0]?.state, { timeout: 5_000 }).toBe('failed');
    const eventId = harness.receiver.events[0]?.id ?? '';
    expect((await stripe.events.retrieve(eventId)).pending_webhooks).toBe(1);
    expect((await stripe.events.list({ delivery_success: false })).data.map(({ id }) => id)).toEqual([
      eventId,
    ]);
    const resent = await harness.post<Delivery>(`/__/events/${eventId}/resend`);
    expect(resent).toMatchObject({ eventId, state: 'delivered', copy: 1 });
    expect((await stripe.events.retrieve(eventId)).pending_webhooks).toBe(0);
  });

  it('is retried where nobody listens', async () => {
    const nobody = createServer();
    await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve));
    const address = nobody.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise((resolve) => nobody.close(resolve));
    const double = await startStripeDouble({ webhookUrl: `http://127.0.0.1:${port}/` });
    try {
      await connectSdk(double).paymentIntents.create({ amount: 4200, currency: 'eur' });
      const flushed = await fetch(`${double.origin}/__/webhooks/flush`, { method: 'POST' });
      const { deliveries } = (await flushed.json()) as { deliveries: Delivery[] };
      expect(deliveries[0]?.state).toBe('waiting');
      expect(deliveries[0]?.attempts[0]).toMatchObject({
        status: null,
        error: expect.stringContaining('ECONNREFUSED'),
      });
    } finally {
      await double.close();
    }
  });
});

describe('the knobs of delivery', () => {
  async function payHeld(knobs: Record<string, unknown>): Promise<void> {
    await turn({ delayMs: HELD_MS, ...knobs });
    const { id } = await createIntent();
    await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    await stripe.refunds.create({ payment_intent: id });
  }

  const IN_ORDER = [
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.succeeded',
    'charge.updated',
    'refund.created',
    'charge.refunded',
    'refund.updated',
  ];

  it('delay holds events back until they are flushed', async () => {
    await payHeld({});
    expect(arrived()).toEqual([]);
    expect(await harness.flush()).toEqual(IN_ORDER);
    expect(await harness.flush()).toEqual([]);
  });

  it('delay alone delivers late, but delivers', async () => {
    await turn({ delayMs: 60 });
    const before = Date.now();
    await createIntent();
    await expect.poll(arrived, { timeout: 5_000 }).toHaveLength(1);
    expect(Date.now() - before).toBeGreaterThanOrEqual(60);
  });

  it('duplicate sends every event more than once, under one id', async () => {
    await payHeld({ duplicate: 2 });
    expect((await harness.flush()).toSorted()).toEqual([...IN_ORDER, ...IN_ORDER, ...IN_ORDER].toSorted());
    await turn({ duplicate: true });
    await createIntent();
    await harness.post('/__/webhooks/flush', { concurrency: 2 });
    const ids = harness.receiver.events.map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('shuffle delivers everything in another order, the same for the same seed', async () => {
    const shuffleWith = async (seed: number): Promise<string[]> => {
      await harness.post('/__/reset');
      await payHeld({ shuffle: true, seed });
      return harness.flush();
    };
    const first = await shuffleWith(3);
    expect(first).not.toEqual(IN_ORDER);
    expect(first.toSorted()).toEqual(IN_ORDER.toSorted());
    expect(await shuffleWith(3)).toEqual(first);
    expect(await shuffleWith(4)).not.toEqual(first);
  });

  it('shuffle disorders events that nobody flushes', async () => {
    await turn({ shuffle: true, shuffleWindowMs: 60, seed: 5 });
    const made: string[] = [];
    for (let count = 0; count < 12; count += 1) made.push((await createIntent()).id);
    await expect.poll(arrived, { timeout: 5_000 }).toHaveLength(12);
    const told = harness.receiver.events.map(({ data }) => (data.object as Stripe.PaymentIntent).id);
    expect(told).not.toEqual(made);
    expect(told.toSorted()).toEqual(made.toSorted());
  });

  it('drop loses the named types for good; the API still knows them', async () => {
    await payHeld({ drop: ['payment_intent.succeeded', 'charge.updated'] });
    const lost = new Set(['payment_intent.succeeded', 'charge.updated']);
    expect(await harness.flush()).toEqual(IN_ORDER.filter((type) => !lost.has(type)));
    const { data } = await stripe.events.list({ type: 'payment_intent.succeeded' });
    expect(data).toHaveLength(1);
    await harness.post(`/__/events/${data[0]?.id ?? ''}/resend`);
    expect(arrived()).toEqual(['payment_intent.succeeded']);
  });

  it('drop loses a share of all', async () => {
    await turn({ delayMs: HELD_MS, drop: 0.5, seed: 11 });
    for (let count = 0; count < 40; count += 1) await createIntent();
    const told = (await harness.flush()).length;
    expect(told).toBeGreaterThan(8);
    expect(told).toBeLessThan(32);
    const states = (await readDeliveries()).map(({ state }) => state);
    expect(states.filter((state) => state === 'dropped')).toHaveLength(40 - told);
  });

  it('reset forgets what was on its way', async () => {
    await payHeld({});
    await harness.post('/__/reset');
    expect(await harness.flush()).toEqual([]);
    const state = (await (await fetch(`${harness.double.origin}/__/state`)).json()) as Record<
      string,
      unknown
    >;
    expect(state).toMatchObject({ paymentIntents: [], charges: [], refunds: [], events: [], deliveries: [] });
  });
});
