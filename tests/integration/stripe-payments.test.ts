import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { confirmAsBrowser, connectSdk, failureOf, idOf, startHarness } from './stripe-harness.ts';
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
});

const RETURN_URL = 'http://127.0.0.1:9/orders/o1?tab=tickets';

const createIntent = (over: Partial<Stripe.PaymentIntentCreateParams> = {}): Promise<Stripe.PaymentIntent> =>
  stripe.paymentIntents.create({
    amount: 4200,
    currency: 'eur',
    automatic_payment_methods: { enabled: true },
    metadata: { orderId: 'o1' },
    ...over,
  });

const confirmWith = (id: string, method: string): Promise<Stripe.PaymentIntent> =>
  stripe.paymentIntents.confirm(id, { payment_method: method, return_url: RETURN_URL });

const secretOf = (intent: Stripe.PaymentIntent): string => intent.client_secret ?? '';

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

describe('paying from a browser', () => {
  it('needs only the publishable key and the client secret, from any origin, and sees less', async () => {
    const intent = await createIntent();
    const fields = { payment_method: 'pm_card_visa', return_url: RETURN_URL };
    const paid = await confirmAsBrowser(harness.double.origin, secretOf(intent), fields);
    expect(paid.status).toBe(200);
    expect(paid.headers.get('access-control-allow-origin')).toBe('*');
    expect(paid.body).toMatchObject({ id: intent.id, status: 'succeeded' });
    expect(paid.body).not.toHaveProperty('metadata');
    const query = new URLSearchParams({ key: 'pk_test_double', client_secret: secretOf(intent) });
    const again = await fetch(`${harness.double.origin}/v1/payment_intents/${intent.id}?${query.toString()}`);
    expect(await again.json()).toMatchObject({ status: 'succeeded' });
  });

  it('is allowed by the preflight that a bearer asks for', async () => {
    const response = await fetch(`${harness.double.origin}/v1/payment_intents/pi_1/confirm`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:5000',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  it('shows a decline with the intent, less the shop’s own members', async () => {
    const intent = await createIntent();
    const fields = { payment_method: 'pm_card_visa_chargeDeclined', return_url: RETURN_URL };
    const { status, body } = await confirmAsBrowser(harness.double.origin, secretOf(intent), fields);
    expect(status).toBe(402);
    expect(body['error']).toMatchObject({
      code: 'card_declined',
      payment_intent: { status: 'requires_payment_method' },
    });
    expect(body['error']).not.toHaveProperty('payment_intent.metadata');
  });

  it('is refused with another intent’s secret, and for anything but looking and confirming', async () => {
    const [mine, other] = [await createIntent(), await createIntent()];
    const forged = `${mine.id}_secret_${secretOf(other).split('_secret_')[1] ?? ''}`;
    const fields = { payment_method: 'pm_card_visa', return_url: RETURN_URL };
    expect((await confirmAsBrowser(harness.double.origin, forged, fields)).status).toBe(400);
    expect((await stripe.paymentIntents.retrieve(mine.id)).status).toBe('requires_payment_method');
    const browser = connectSdk(harness.double, 'pk_test_double');
    const refused = await failureOf(browser.paymentIntents.cancel(mine.id));
    expect(refused).toMatchObject({ statusCode: 403, code: 'secret_key_required' });
  });
});

describe('3-D Secure', () => {
  async function begin(): Promise<{ intent: Stripe.PaymentIntent; page: string }> {
    const intent = await createIntent({ description: 'Seat <A12>' });
    const asked = await confirmWith(intent.id, 'pm_card_threeDSecure2Required');
    expect(asked.status).toBe('requires_action');
    expect(asked.next_action?.redirect_to_url?.return_url).toBe(RETURN_URL);
    return { intent, page: asked.next_action?.redirect_to_url?.url ?? '' };
  }

  const press = (page: string, outcome: string): Promise<Response> =>
    fetch(page, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ outcome }) });

  it('shows the amount and two buttons, and escapes what the shop wrote', async () => {
    const { page } = await begin();
    const html = await (await fetch(page)).text();
    expect(html).toContain('€42.00');
    expect(html).toContain('Seat &lt;A12&gt;');
    expect(html).toMatch(/<button[^>]*value="pass"[^>]*>\s*Pass/);
    expect(html).toMatch(/<button[^>]*value="fail"[^>]*>\s*Fail/);
  });

  it('passed: pays, and comes back to the shop with the result', async () => {
    const { intent, page } = await begin();
    const back = await press(page, 'pass');
    expect(back.status).toBe(303);
    const url = new URL(back.headers.get('location') ?? '');
    expect(`${url.origin}${url.pathname}`).toBe('http://127.0.0.1:9/orders/o1');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      tab: 'tickets',
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: 'succeeded',
    });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
    expect(await harness.flush()).toEqual([
      'payment_intent.created',
      'payment_intent.requires_action',
      'charge.succeeded',
      'payment_intent.succeeded',
      'charge.updated',
    ]);
  });

  it('failed: takes nothing, and the same intent can be paid another way', async () => {
    const { intent, page } = await begin();
    const back = await press(page, 'fail');
    expect(back.headers.get('location')).toContain('redirect_status=failed');
    const failed = await stripe.paymentIntents.retrieve(intent.id);
    expect(failed.status).toBe('requires_payment_method');
    expect(failed.last_payment_error?.code).toBe('payment_intent_authentication_failure');
    expect(failed.latest_charge).toBeNull();
    expect((await confirmWith(intent.id, 'pm_card_visa')).status).toBe('succeeded');
  });

  it('pressed twice pays once', async () => {
    const { intent, page } = await begin();
    const answers = await Promise.all([press(page, 'pass'), press(page, 'pass')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 410]);
    expect((await stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1);
  });

  it('is over once the order was given up', async () => {
    const { intent, page } = await begin();
    await stripe.paymentIntents.cancel(intent.id);
    expect((await press(page, 'pass')).status).toBe(410);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('canceled');
  });

  it('declined by the bank after it was passed: back with failed', async () => {
    const { id } = await createIntent();
    const asked = await confirmWith(id, 'pm_card_threeDSecureRequiredChargeDeclined');
    const back = await press(asked.next_action?.redirect_to_url?.url ?? '', 'pass');
    expect(back.headers.get('location')).toContain('redirect_status=failed');
    expect((await stripe.paymentIntents.retrieve(id)).last_payment_error?.code).toBe('card_declined');
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

describe('refunds', () => {
  async function pay(method = 'pm_card_visa'): Promise<Stripe.PaymentIntent> {
    const { id } = await createIntent();
    return confirmWith(id, method);
  }

  it('gives back in parts up to the whole, and no more', async () => {
    const { id, latest_charge: charge } = await pay();
    const first = await stripe.refunds.create({
      payment_intent: id,
      amount: 1200,
      metadata: { orderId: 'o1' },
    });
    expect(first).toMatchObject({ status: 'succeeded', amount: 1200, charge });
    const tooMuch = await failureOf(stripe.refunds.create({ payment_intent: id, amount: 3001 }));
    expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount' });
    expect(tooMuch.message).toContain('€30.01');
    const rest = await stripe.refunds.create({ charge: idOf(charge) });
    expect(rest.amount).toBe(3000);
    const again = await failureOf(stripe.refunds.create({ payment_intent: id }));
    expect(again).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' });
    expect(await stripe.charges.retrieve(idOf(charge))).toMatchObject({
      refunded: true,
      amount_refunded: 4200,
    });
    const all = await stripe.refunds.list({ payment_intent: id });
    expect(all.data.map((refund) => refund.id)).toEqual([rest.id, first.id]);
    expect((await stripe.refunds.retrieve(first.id)).amount).toBe(1200);
    expect((await harness.flush()).slice(4)).toEqual([
      'refund.created',
      'charge.refunded',
      'refund.updated',
      'refund.created',
      'charge.refunded',
      'refund.updated',
    ]);
  });

  it('are refused for what was not paid, for both names at once, and for none', async () => {
    const unpaid = await createIntent();
    const paid = await pay();
    const nothing = await failureOf(stripe.refunds.create({ payment_intent: unpaid.id }));
    expect(nothing.message).toContain('does not have a successful charge');
    const both = { payment_intent: paid.id, charge: idOf(paid.latest_charge) };
    expect((await failureOf(stripe.refunds.create(both))).statusCode).toBe(400);
    expect((await failureOf(stripe.refunds.create({}))).code).toBe('parameter_missing');
    expect((await failureOf(stripe.refunds.create({ charge: 'ch_none' }))).code).toBe('resource_missing');
  });

  it('may stay pending, and may fail later', async () => {
    const [slow, lost] = [await pay('pm_card_pendingRefund'), await pay('pm_card_refundFail')];
    const pending = await stripe.refunds.create({ payment_intent: slow.id });
    const failing = await stripe.refunds.create({ payment_intent: lost.id });
    expect([pending.status, failing.status]).toEqual(['pending', 'succeeded']);
    await harness.flush();
    await harness.post('/__/payments/settle');
    expect((await stripe.refunds.retrieve(pending.id)).status).toBe('succeeded');
    expect(await stripe.refunds.retrieve(failing.id)).toMatchObject({
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
    });
    expect((await stripe.charges.retrieve(idOf(lost.latest_charge))).amount_refunded).toBe(0);
    expect((await harness.flush()).toSorted()).toEqual(['refund.failed', 'refund.updated']);
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

describe('lists', () => {
  it('page through payments, newest first, all of them once', async () => {
    const ids: string[] = [];
    for (let made = 0; made < 7; made += 1) ids.unshift((await createIntent()).id);
    const listed: string[] = [];
    for await (const intent of stripe.paymentIntents.list({ limit: 3 })) listed.push(intent.id);
    expect(listed).toEqual(ids);
  });

  it('find events by type, by a family of types, and by time', async () => {
    const intent = await createIntent();
    await confirmWith(intent.id, 'pm_card_visa');
    const succeeded = await stripe.events.list({ type: 'payment_intent.succeeded' });
    expect(succeeded.data).toHaveLength(1);
    const [event] = succeeded.data;
    expect(event).toMatchObject({
      api_version: '2026-08-26.dahlia',
      data: { object: { id: intent.id, status: 'succeeded' } },
    });
    expect(event?.request?.id).toMatch(/^req_/);
    expect((await stripe.events.retrieve(event?.id ?? '')).id).toBe(event?.id);
    const charges = await stripe.events.list({ type: 'charge.*' });
    expect(charges.data.map(({ type }) => type)).toEqual(['charge.updated', 'charge.succeeded']);
    const chosen = await stripe.events.list({ types: ['charge.updated', 'payment_intent.created'] });
    expect(chosen.data).toHaveLength(2);
    const later = { created: { gt: (event?.created ?? 0) + 60 } };
    expect((await stripe.events.list(later)).data).toHaveLength(0);
    expect((await stripe.events.list({ created: { gte: intent.created } })).data).toHaveLength(4);
  });
});

describe('the front page', () => {
  it('shows payments, events and their deliveries, and sends one again', async () => {
    const intent = await createIntent({ description: '<b>A12</b>' });
    await harness.flush();
    const page = await (await fetch(harness.double.origin)).text();
    expect(page).toContain(intent.id);
    expect(page).toContain('&lt;b&gt;A12&lt;/b&gt;');
    expect(page).toContain('delivered (200)');
    const action = /action="(\/__\/events\/[^"]+\/resend)"/.exec(page)?.[1] ?? '';
    const resent = await fetch(`${harness.double.origin}${action}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html' },
      body: new URLSearchParams(),
    });
    expect(resent.status).toBe(303);
    expect(harness.receiver.events.map(({ type }) => type)).toEqual(['payment_intent.created']);
  });
});
