import { describe, expect, test } from 'vitest';
import type { WebConfig } from '#lib/platform/config.ts';
import { completePolicy } from './contentPolicy.ts';

const built = "script-src 'self' 'sha256-abc='; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
const firebase = { apiKey: 'k', projectId: 'p', authDomain: 'p.firebaseapp.com' };
const local: WebConfig = {
  firebase,
  emulators: { auth: 'http://127.0.0.1:9099', firestore: 'http://127.0.0.1:8080' },
  paymentDouble: 'http://127.0.0.1:12111',
};
const sourcesOf = (policy: string, name: string): string[] =>
  policy
    .split('; ')
    .map((directive) => directive.split(' '))
    .find(([directive]) => directive === name)
    ?.slice(1) ?? [];

describe('in every configuration', () => {
  test.each([
    ['one machine', local],
    ['production', { firebase }],
    ['production with all keys', { firebase, google: { clientId: 'c' }, appCheck: { siteKey: 's' } }],
  ] satisfies [string, WebConfig][])('%s: no inline script, no eval, nobody unnamed', (_, config) => {
    const policy = completePolicy(built, config);
    const scripts = sourcesOf(policy, 'script-src');
    expect(scripts).toEqual(expect.arrayContaining(["'self'", "'sha256-abc='"]));
    for (const source of ["'unsafe-inline'", "'unsafe-eval'", '*', 'https:', 'http:', 'data:'])
      expect(scripts).not.toContain(source);
    expect(sourcesOf(policy, 'default-src')).toEqual(["'self'"]);
    for (const name of ['object-src', 'base-uri', 'frame-ancestors'])
      expect(sourcesOf(policy, name)).toEqual(["'none'"]);
  });
});

test('Stripe is allowed only where its form is used', () => {
  expect(completePolicy(built, local)).not.toContain('stripe.com');
  const policy = completePolicy(built, { firebase });
  for (const name of ['script-src', 'frame-src'])
    expect(sourcesOf(policy, name)).toContain('https://js.stripe.com');
  expect(sourcesOf(policy, 'connect-src')).toContain('https://api.stripe.com');
});

test('Google’s sign-in and reCAPTCHA are allowed only with a key', () => {
  const without = completePolicy(built, { firebase });
  expect(without).not.toMatch(/accounts\.google\.com|recaptcha|appcheck/);
  expect(completePolicy(built, { firebase, google: { clientId: 'c' } })).toContain('accounts.google.com/gsi');
  expect(completePolicy(built, { firebase, appCheck: { siteKey: 's' } })).toContain('recaptcha');
});

test('emulators are asked on one machine, and Firebase is not', () => {
  expect(sourcesOf(completePolicy(built, local), 'connect-src')).toEqual([
    "'self'",
    'http://127.0.0.1:9099',
    'http://127.0.0.1:8080',
    'http://127.0.0.1:12111',
  ]);
  expect(sourcesOf(completePolicy(built, { firebase }), 'connect-src')).toContain(
    'https://firestore.googleapis.com',
  );
});

test('nothing may be framed into a page where nobody is asked for it', () => {
  expect(sourcesOf(completePolicy(built, local), 'frame-src')).toEqual(["'none'"]);
});
