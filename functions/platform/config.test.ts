import { describe, expect, it } from 'vitest';
import { ConfigError, findStripeProblems, readConfig } from './config.ts';

const withDouble = {
  GCLOUD_PROJECT: 'demo-fashionista',
  PUBLIC_ORIGIN: 'http://127.0.0.1:5000/',
  STRIPE_SECRET_KEY: 'sk_test_double',
  STRIPE_WEBHOOK_SECRET: 'whsec_double',
  STRIPE_API_ORIGIN: 'http://127.0.0.1:12111',
  SMTP_URL: 'smtp://127.0.0.1:2525',
  MAIL_FROM: 'tickets@example.com',
  TICKET_SIGNING_KEYS: '{"keys":[]}',
  STORAGE_BUCKET: 'demo-fashionista.firebasestorage.app',
};
const withStripe = {
  ...withDouble,
  STRIPE_API_ORIGIN: undefined,
  STRIPE_SECRET_KEY: 'sk_live_abc',
  STRIPE_PUBLISHABLE_KEY: 'pk_live_abc',
  STRIPE_WEBHOOK_SECRET: 'whsec_abc',
};
const inProduction = { K_SERVICE: 'api' };

describe('settings that fit', () => {
  it('the double, on one machine', () => {
    const config = readConfig(withDouble);
    expect(config.publicOrigin).toBe('http://127.0.0.1:5000');
    expect(config.stripe).toMatchObject({
      publishableKey: null,
      apiOrigin: new URL('http://127.0.0.1:12111'),
    });
  });

  it('Stripe itself, in production and on one machine, live and test', () => {
    expect(readConfig({ ...withStripe, ...inProduction }).stripe.apiOrigin).toBeNull();
    const test = { ...withStripe, STRIPE_SECRET_KEY: 'rk_test_a', STRIPE_PUBLISHABLE_KEY: 'pk_test_a' };
    expect(readConfig(test).stripe.publishableKey).toBe('pk_test_a');
  });
});

describe('refuses to start, naming the variable', () => {
  it.each<[string, Record<string, string | undefined>, RegExp]>([
    [
      'half of the keys: no webhook secret',
      { ...withStripe, STRIPE_WEBHOOK_SECRET: undefined },
      /STRIPE_WEBHOOK_SECRET/,
    ],
    [
      'half of the keys: no publishable key',
      { ...withStripe, STRIPE_PUBLISHABLE_KEY: '' },
      /STRIPE_PUBLISHABLE_KEY/,
    ],
    ['half of the keys: no secret key', { ...withStripe, STRIPE_SECRET_KEY: undefined }, /STRIPE_SECRET_KEY/],
    ['live and test keys mixed', { ...withStripe, STRIPE_PUBLISHABLE_KEY: 'pk_test_abc' }, /different modes/],
    ['a double in production', { ...withDouble, ...inProduction }, /STRIPE_API_ORIGIN .*production/],
    [
      'a real key sent to a double',
      { ...withStripe, STRIPE_API_ORIGIN: 'http://127.0.0.1:1' },
      /real key never/,
    ],
    [
      'the double’s key without a double',
      { ...withDouble, STRIPE_API_ORIGIN: undefined },
      /STRIPE_API_ORIGIN is not/,
    ],
    [
      'something that is no key',
      { ...withStripe, STRIPE_SECRET_KEY: 'secret' },
      /STRIPE_SECRET_KEY must begin/,
    ],
    ['no mail server', { ...withDouble, SMTP_URL: undefined }, /SMTP_URL is not set/],
    ['an address that is none', { ...withDouble, PUBLIC_ORIGIN: 'tickets' }, /PUBLIC_ORIGIN must be/],
  ])('%s', (_, env, message) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(message);
  });

  it('tells every problem at once', () => {
    expect(findStripeProblems({})).toHaveLength(3);
    expect(() => readConfig({})).toThrow(/GCLOUD_PROJECT[^]*MAIL_FROM/);
  });
});
