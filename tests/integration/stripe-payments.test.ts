/** How a payment goes at the Stripe double, asked by the SDK: paid, declined, processed, given up, changed; and what is refused. */
import { describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { connectSdk, failureOf } from './stripe-harness.ts';
import { RETURN_URL, openPayer } from './stripe-payer.ts';

const { harness, stripe, createIntent, confirmWith } = await openPayer();

describe('paying by card', () => {
  it('succeeds, and its events come in Stripe’s order', async () => {
    const intent = await createIntent();
    expect(intent.status).toBe('requires_payment_method');
    const paid = await confirmWith(intent.id, 'pm_card_visa');
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 4200, metadata: { orderId: 'o1' } });
    expect(await harness.flush()).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'charge.updated',
    ]);
  });

  it('fails for a declined card, and a second card on the same intent succeeds', async () => {
    const intent = await createIntent();
    const error = await failureOf(confirmWith(intent.id, 'pm_card_visa_chargeDeclined'));
    expect(error).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code: 'card_declined',
      decline_code: 'generic_decline',
    });
    expect(error.payment_intent).toMatchObject({ id: intent.id, status: 'requires_payment_method' });
    const declined = await stripe.paymentIntents.retrieve(intent.id);
    expect(declined.last_payment_error?.code).toBe('card_declined');
    const paid = await confirmWith(intent.id, 'pm_card_mastercard');
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null });
    const charges = await stripe.charges.list({ payment_intent: intent.id });
    expect(charges.data.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
    expect(charges.data[0]?.id).toBe(paid.latest_charge);
    expect(await harness.flush()).toEqual([
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
      'charge.succeeded',
      'payment_intent.succeeded',
      'charge.updated',
    ]);
  });

  it.each([
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
  ])('%s fails with %s, %s', async (method, code, declineCode) => {
    const { id } = await createIntent();
    const error = await failureOf(confirmWith(id, method));
    expect(error).toMatchObject({ statusCode: 402, code, decline_code: declineCode });
  });

  it('can be created and confirmed in one call; a decline there names the intent', async () => {
    const direct = { confirm: true, return_url: RETURN_URL };
    const paid = await createIntent({ ...direct, payment_method: 'pm_card_visa' });
    expect(paid.status).toBe('succeeded');
    const error = await failureOf(createIntent({ ...direct, payment_method: 'pm_card_visa_chargeDeclined' }));
    const id = error.payment_intent?.id ?? '';
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_payment_method');
  });

  it('expands the charge and its refunds where asked', async () => {
    const { id } = await createIntent();
    const paid = await stripe.paymentIntents.confirm(id, {
      payment_method: 'pm_card_visa',
      return_url: RETURN_URL,
      expand: ['latest_charge.refunds', 'payment_method'],
    });
    expect(paid.latest_charge).toMatchObject({ object: 'charge', refunds: { object: 'list', data: [] } });
    expect(paid.payment_method).toMatchObject({ object: 'payment_method', card: { last4: '4242' } });
    const error = await failureOf(stripe.paymentIntents.retrieve(id, { expand: ['amount'] }));
    expect(error.message).toContain('cannot be expanded');
  });
});

describe('a payment that is being processed', () => {
  it('succeeds after a while by itself', async () => {
    await harness.post('/__/knobs', { processingMs: 30 });
    const { id } = await createIntent();
    expect((await confirmWith(id, 'pm_success_de')).status).toBe('processing');
    await expect
      .poll(async () => (await stripe.paymentIntents.retrieve(id)).status, { timeout: 5_000 })
      .toBe('succeeded');
    expect(await harness.flush()).toEqual([
      'payment_intent.created',
      'charge.pending',
      'payment_intent.processing',
      'charge.succeeded',
      'payment_intent.succeeded',
      'charge.updated',
    ]);
  });

  it('may fail instead, and ends at once where a test asks', async () => {
    const { id } = await createIntent();
    await confirmWith(id, 'pm_failedDelayed_de');
    const { settled } = await harness.post<{ settled: string[] }>('/__/payments/settle');
    expect(settled).toEqual([id]);
    const failed = await stripe.paymentIntents.retrieve(id);
    expect(failed.status).toBe('requires_payment_method');
    expect(failed.last_payment_error?.code).toBe('generic_could_not_process');
  });

  it('cannot be cancelled, confirmed or refunded meanwhile', async () => {
    const { id } = await createIntent();
    await confirmWith(id, 'pm_successDelayed_de');
    const canceled = await failureOf(stripe.paymentIntents.cancel(id));
    expect(canceled).toMatchObject({ code: 'payment_intent_unexpected_state' });
    expect(canceled.payment_intent?.status).toBe('processing');
    expect((await failureOf(confirmWith(id, 'pm_card_visa'))).code).toBe('payment_intent_unexpected_state');
    expect((await failureOf(stripe.refunds.create({ payment_intent: id }))).statusCode).toBe(400);
  });
});

describe('cancelling', () => {
  it('gives up what is open, once', async () => {
    const { id } = await createIntent();
    const canceled = await stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' });
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' });
    expect(canceled.canceled_at).toBeGreaterThan(0);
    expect((await failureOf(stripe.paymentIntents.cancel(id))).code).toBe('payment_intent_unexpected_state');
    expect((await failureOf(confirmWith(id, 'pm_card_visa'))).payment_intent?.status).toBe('canceled');
    expect(await harness.flush()).toEqual(['payment_intent.created', 'payment_intent.canceled']);
  });

  it('is refused once paid, and says so', async () => {
    const { id } = await createIntent();
    await confirmWith(id, 'pm_card_visa');
    const error = await failureOf(stripe.paymentIntents.cancel(id));
    expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
    expect(error.payment_intent?.status).toBe('succeeded');
  });
});

describe('changing an intent', () => {
  it('takes a new amount, words and metadata until it is paid', async () => {
    const { id } = await createIntent();
    const changed = await stripe.paymentIntents.update(id, { amount: 5000, metadata: { seat: 'a-1' } });
    expect(changed).toMatchObject({ amount: 5000, metadata: { orderId: 'o1', seat: 'a-1' } });
    await confirmWith(id, 'pm_card_visa');
    const error = await failureOf(stripe.paymentIntents.update(id, { amount: 1000 }));
    expect(error.code).toBe('payment_intent_unexpected_state');
    const described = await stripe.paymentIntents.update(id, { description: 'Two seats' });
    expect(described).toMatchObject({ status: 'succeeded', amount: 5000, description: 'Two seats' });
  });
});

describe('refusing requests', () => {
  it('answers 401 to a wrong key, 404 to an unknown id and an unknown address', async () => {
    const stranger = connectSdk(harness.double, 'sk_test_somebody_else');
    const wrongKey = await failureOf(stranger.paymentIntents.create({ amount: 100, currency: 'eur' }));
    expect(wrongKey).toMatchObject({ type: 'StripeAuthenticationError', statusCode: 401 });
    const unknown = await failureOf(stripe.paymentIntents.retrieve('pi_none'));
    expect(unknown).toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'intent' });
    const elsewhere = await failureOf(stripe.customers.create({}));
    expect(elsewhere.statusCode).toBe(404);
  });

  it('answers 400 to unknown, missing and wrong parameters, and to an unknown payment method', async () => {
    const unknown = await failureOf(
      createIntent({ colour: 'red' } as Partial<Stripe.PaymentIntentCreateParams>),
    );
    expect(unknown).toMatchObject({ statusCode: 400, code: 'parameter_unknown', param: 'colour' });
    const { id } = await createIntent();
    expect(await failureOf(confirmWith(id, 'pm_card_none'))).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'payment_method',
    });
    const bare = await failureOf(stripe.paymentIntents.confirm(id));
    expect(bare.message).toContain('missing a payment method');
  });

  it('never takes a bank debit that the intent does not offer', async () => {
    const { id } = await createIntent({
      automatic_payment_methods: undefined,
      payment_method_types: ['card'],
    });
    const error = await failureOf(confirmWith(id, 'pm_success_de'));
    expect(error).toMatchObject({ statusCode: 400, param: 'payment_method' });
  });
});
