/**
 * What the tests of payments at the Stripe double share: a harness for the whole of a test file, emptied before each test, and
 * the intents that they pay. Not a test. IO: the harness.
 */
import { afterAll, beforeEach } from 'vitest';
import type Stripe from 'stripe';
import { HELD_MS, startHarness } from './stripe-harness.ts';
import type { Harness } from './stripe-harness.ts';

export const RETURN_URL = 'http://127.0.0.1:9/orders/o1?tab=tickets';

export interface Payer {
  harness: Harness;
  stripe: Stripe;
  createIntent: (over?: Partial<Stripe.PaymentIntentCreateParams>) => Promise<Stripe.PaymentIntent>;
  confirmWith: (id: string, method: string) => Promise<Stripe.PaymentIntent>;
}

/** Call it at the top of the file. */
export async function openPayer(): Promise<Payer> {
  const harness = await startHarness();
  const { stripe } = harness;
  afterAll(() => harness.close());
  beforeEach(async () => {
    await harness.post('/__/reset');
    // Webhooks that go by themselves overtake each other, the more so while connections are new.
    await harness.post('/__/knobs', { delayMs: HELD_MS });
    harness.receiver.events.length = 0;
  });
  return {
    harness,
    stripe,
    createIntent: (over = {}) =>
      stripe.paymentIntents.create({
        amount: 4200,
        currency: 'eur',
        automatic_payment_methods: { enabled: true },
        metadata: { orderId: 'o1' },
        ...over,
      }),
    confirmWith: (id, method) =>
      stripe.paymentIntents.confirm(id, { payment_method: method, return_url: RETURN_URL }),
  };
}
