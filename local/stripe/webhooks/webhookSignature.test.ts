import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { signWebhook } from './webhookSignature.ts';

const { webhooks } = new Stripe('sk_test_double');
const BODY = JSON.stringify({ id: 'evt_1', object: 'event', name: 'Défilé' });
const nowSeconds = (): number => Math.floor(Date.now() / 1000);

describe('signing a webhook', () => {
  it('passes the SDK’s own check', () => {
    const header = signWebhook(BODY, 'whsec_double', nowSeconds());
    expect(webhooks.constructEvent(BODY, header, 'whsec_double').id).toBe('evt_1');
  });

  it('is what the SDK itself would have signed', () => {
    const timestamp = nowSeconds();
    const theirs = webhooks.generateTestHeaderString({ payload: BODY, secret: 'whsec_double', timestamp });
    expect(signWebhook(BODY, 'whsec_double', timestamp)).toBe(theirs);
  });

  it('fails for another body, another secret or an old time', () => {
    const header = signWebhook(BODY, 'whsec_double', nowSeconds());
    const old = signWebhook(BODY, 'whsec_double', nowSeconds() - 301);
    expect(() => webhooks.constructEvent(`${BODY} `, header, 'whsec_double')).toThrow();
    expect(() => webhooks.constructEvent(BODY, header, 'whsec_other')).toThrow();
    expect(() => webhooks.constructEvent(BODY, old, 'whsec_double')).toThrow();
  });
});
