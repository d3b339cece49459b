import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { failureOf, startHarness } from './stripe-harness.ts';
import type { Harness } from './stripe-harness.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let harness: Harness;
let stripe: Stripe;
let aheadMs = 0;

beforeAll(async () => {
  harness = await startHarness({ nowMs: () => Date.now() + aheadMs });
  ({ stripe } = harness);
});
afterAll(async () => harness.close());
beforeEach(async () => {
  aheadMs = 0;
  await harness.post('/__/reset');
});

const INTENT = { amount: 4200, currency: 'eur', automatic_payment_methods: { enabled: true } };

const create = (idempotencyKey: string, over: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({ ...INTENT, ...over }, { idempotencyKey });

const countIntents = async (): Promise<number> =>
  (await stripe.paymentIntents.list({ limit: 100 })).data.length;

const isReplayed = (answer: { lastResponse: { headers: Record<string, string> } }): boolean =>
  answer.lastResponse.headers['idempotent-replayed'] === 'true';

describe('an idempotency key', () => {
  it('repeats the first answer as it was then, and makes nothing', async () => {
    const first = await create('order_1');
    await stripe.paymentIntents.cancel(first.id);
    const second = await create('order_1');
    expect(isReplayed(first)).toBe(false);
    expect(isReplayed(second)).toBe(true);
    expect(second.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId);
    expect(second).toMatchObject({ id: first.id, status: 'requires_payment_method' });
    expect((await stripe.paymentIntents.retrieve(first.id)).status).toBe('canceled');
    expect(await countIntents()).toBe(1);
  });

  it('repeats a decline too: a second attempt wants its own key', async () => {
    const { id } = await create('order_1');
    const confirm = (method: string, idempotencyKey: string): Promise<unknown> =>
      stripe.paymentIntents.confirm(id, { payment_method: method }, { idempotencyKey });
    const declined = await failureOf(confirm('pm_card_visa_chargeDeclined', 'attempt_1'));
    const replayed = await failureOf(confirm('pm_card_visa_chargeDeclined', 'attempt_1'));
    expect(replayed.charge).toBe(declined.charge);
    expect(replayed.headers?.['idempotent-replayed']).toBe('true');
    const other = await failureOf(confirm('pm_card_visa', 'attempt_1'));
    expect(other).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
    await confirm('pm_card_visa', 'attempt_2');
    expect((await stripe.charges.list({ payment_intent: id })).data).toHaveLength(2);
  });

  it('is refused with other parameters and at another endpoint', async () => {
    const { id } = await create('order_1');
    const mismatch = await failureOf(create('order_1', { amount: 4300 }));
    expect(mismatch).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
    const elsewhere = await failureOf(stripe.paymentIntents.cancel(id, {}, { idempotencyKey: 'order_1' }));
    expect(elsewhere.message).toContain('same endpoint');
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_payment_method');
  });

  it('in use answers 409 to whoever comes second, and the first is served', async () => {
    await harness.post('/__/knobs', { latencyMs: 150 });
    const answers = await Promise.allSettled([create('order_1'), create('order_1'), create('order_1')]);
    await harness.post('/__/knobs', { latencyMs: 0 });
    const refused = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason as unknown] : [],
    );
    expect(refused).toHaveLength(2);
    for (const reason of refused)
      expect(reason).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    expect(await countIntents()).toBe(1);
    expect(isReplayed(await create('order_1'))).toBe(true);
  });

  it('is not used up by what failed validation', async () => {
    const wrong = await failureOf(create('order_1', { amount: 4200.5 }));
    expect(wrong.code).toBe('parameter_invalid_integer');
    expect(isReplayed(await create('order_1'))).toBe(false);
  });

  it('is forgotten after 24 hours', async () => {
    const first = await create('order_1');
    aheadMs = DAY_MS - 60_000;
    expect((await create('order_1')).id).toBe(first.id);
    aheadMs = DAY_MS + 60_000;
    expect((await create('order_1')).id).not.toBe(first.id);
  });
});

describe('a failing network and a failing Stripe', () => {
  const plan = (failNext: Record<string, unknown>): Promise<unknown> =>
    harness.post('/__/knobs', { failNext: { path: '/v1/payment_intents', ...failNext } });

  it('before: nothing happened, and the same key works at once', async () => {
    await plan({ status: 503, after: 'before' });
    expect((await failureOf(create('order_1'))).statusCode).toBe(503);
    expect(await countIntents()).toBe(0);
    expect(isReplayed(await create('order_1'))).toBe(false);
  });

  it('during: a 500 is the answer for this key for good, and nothing was made', async () => {
    await plan({ status: 500, after: 'during' });
    expect((await failureOf(create('order_1'))).statusCode).toBe(500);
    const again = await failureOf(create('order_1'));
    expect(again).toMatchObject({ type: 'StripeAPIError', statusCode: 500 });
    expect(again.headers?.['idempotent-replayed']).toBe('true');
    expect(await countIntents()).toBe(0);
  });

  it('after, 500: it was made, and the 500 is repeated', async () => {
    await plan({ status: 500, after: 'after' });
    expect((await failureOf(create('order_1'))).statusCode).toBe(500);
    expect((await failureOf(create('order_1'))).statusCode).toBe(500);
    expect(await countIntents()).toBe(1);
  });

  it('after, a lost answer: the same key finds what was made', async () => {
    await plan({ status: 0, after: 'after' });
    const lost = fetch(`${harness.double.origin}/v1/payment_intents`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_double', 'idempotency-key': 'order_1' },
      body: new URLSearchParams({
        amount: '4200',
        currency: 'eur',
        'automatic_payment_methods[enabled]': 'true',
      }),
    });
    await expect(lost).rejects.toThrow();
    expect(await countIntents()).toBe(1);
    const found = await create('order_1');
    expect(isReplayed(found)).toBe(true);
    expect(await countIntents()).toBe(1);
  });

  it('after, a lost answer: the SDK itself asks again under its key', async () => {
    await plan({ status: 0, after: 'after' });
    const intent = await stripe.paymentIntents.create(INTENT);
    expect(isReplayed(intent)).toBe(true);
    expect(await countIntents()).toBe(1);
  });

  it('429 and a body of one’s own are given as planned', async () => {
    await plan({ status: 429 });
    expect(await failureOf(create('order_1'))).toMatchObject({
      type: 'StripeRateLimitError',
      code: 'rate_limit',
    });
    await plan({
      status: 402,
      body: { error: { type: 'card_error', code: 'card_declined', message: 'No.' } },
    });
    expect(await failureOf(create('order_1'))).toMatchObject({ type: 'StripeCardError', message: 'No.' });
  });

  it('down: refuses connections or answers 500, and comes back', async () => {
    await harness.post('/__/knobs', { down: 'refuse' });
    expect((await failureOf(create('order_1'))).type).toBe('StripeConnectionError');
    await harness.post('/__/knobs', { down: 'error' });
    expect((await failureOf(create('order_1'))).statusCode).toBe(500);
    await harness.post('/__/knobs', { down: false });
    expect((await create('order_1')).status).toBe('requires_payment_method');
  });

  it('keeps requests apart that arrive at once: two cards on one intent charge it once', async () => {
    const { id } = await create('order_1');
    await harness.post('/__/knobs', { latencyMs: 50 });
    const confirm = (): Promise<unknown> =>
      stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    const answers = await Promise.allSettled([confirm(), confirm(), confirm()]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await stripe.charges.list({ payment_intent: id })).data).toHaveLength(1);
  });

  it('tells of a wrong knob', async () => {
    const answer = await harness.post<{ error: { message: string } }>('/__/knobs', { delayMS: 5 });
    expect(answer.error.message).toBe('unknown knob: delayMS');
  });
});
