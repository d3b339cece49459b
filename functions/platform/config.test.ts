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
const inProduction = { K_SERVICE: 'api', APP_CHECK_PROJECT_NUMBER: '123456789012' };

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

describe('App Check', () => {
  it('is asked for in production', () => {
    expect(readConfig({ ...withStripe, ...inProduction }).appCheck).toEqual({
      projectNumber: '123456789012',
      keysUrl: new URL('https://firebaseappcheck.googleapis.com/v1/jwks'),
    });
    expect(() => readConfig({ ...withStripe, K_SERVICE: 'api' })).toThrow('APP_CHECK_PROJECT_NUMBER');
  });
  it('is off on one machine', () => {
    expect(readConfig(withDouble).appCheck).toBeUndefined();
  });
  it('never takes other keys than Firebase’s in production', () => {
    const foreign = { APP_CHECK_KEYS_URL: 'https://keys.example/jwks' };
    expect(() => readConfig({ ...withStripe, ...inProduction, ...foreign })).toThrow('APP_CHECK_KEYS_URL');
  });
});

describe('rate limits', () => {
  it('are the house’s, but for those that are set', () => {
    const limits = { seats: { account: { requests: 5, seconds: 10 } } };
    const config = readConfig({ ...withDouble, RATE_LIMITS: JSON.stringify(limits) });
    expect(config.rateLimits.seats.account).toEqual({ requests: 5, seconds: 10 });
    expect(config.rateLimits.seats.address).toEqual(readConfig(withDouble).rateLimits.seats.address);
  });
  it.each([
    ['{', 'is not JSON'],
    ['{"seat": {}}', 'seat'],
    ['{"seats": {"account": {"requests": 0, "seconds": 60}}}', 'seats.account.requests'],
    ['{"seats": {"account": {"requests": 1.5, "seconds": 60}}}', 'whole number'],
  ])('%s is refused, naming what is wrong', (text, words) => {
    expect(() => readConfig({ ...withDouble, RATE_LIMITS: text })).toThrow(words);
  });
  it('a number of proxies that is none is refused', () => {
    expect(() => readConfig({ ...withDouble, TRUSTED_PROXIES: 'two' })).toThrow('TRUSTED_PROXIES');
  });
});
