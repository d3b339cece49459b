import { expect, test } from 'vitest';
import { readAuthFailure } from './authFailure.ts';

test.each([
  ['auth/email-already-in-use', 'email-taken'],
  ['auth/invalid-login-credentials', 'wrong-credentials'],
  ['auth/user-not-found', 'wrong-credentials'],
  ['auth/network-request-failed', 'offline'],
  ['auth/something-new', 'unknown'],
] as const)('%s is %s', (code, failure) => {
  expect(readAuthFailure(Object.assign(new Error(), { code }))).toBe(failure);
});
test('what is no FirebaseError is unknown', () => {
  expect(readAuthFailure('boom')).toBe('unknown');
  expect(readAuthFailure(undefined)).toBe('unknown');
});
test('an unknown person and a wrong password are told alike, so that nobody learns who has an account', () => {
  expect(readAuthFailure({ code: 'auth/user-not-found' })).toBe(
    readAuthFailure({ code: 'auth/wrong-password' }),
  );
});
