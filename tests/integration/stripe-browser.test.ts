/** What a browser does at the Stripe double: it pays with a client secret, and goes through 3-D Secure. */
import { describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { confirmAsBrowser, connectSdk, failureOf } from './stripe-harness.ts';
import { RETURN_URL, openPayer } from './stripe-payer.ts';

const { harness, stripe, createIntent, confirmWith } = await openPayer();

const secretOf = (intent: Stripe.PaymentIntent): string => intent.client_secret ?? '';

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
