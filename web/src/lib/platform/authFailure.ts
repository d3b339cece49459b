/** What went wrong at signing in, as the portal tells it apart; Firebase's own codes end here. No IO. */

export type AuthFailure =
  | 'email-taken'
  | 'email-invalid'
  | 'password-weak'
  | 'wrong-credentials'
  | 'account-disabled'
  | 'too-many-attempts'
  | 'offline'
  | 'unknown';

const failureOf: Record<string, AuthFailure> = {
  'auth/email-already-in-use': 'email-taken',
  'auth/credential-already-in-use': 'email-taken',
  'auth/invalid-email': 'email-invalid',
  'auth/missing-email': 'email-invalid',
  'auth/weak-password': 'password-weak',
  'auth/missing-password': 'password-weak',
  'auth/password-does-not-meet-requirements': 'password-weak',
  'auth/wrong-password': 'wrong-credentials',
  'auth/user-not-found': 'wrong-credentials',
  'auth/invalid-credential': 'wrong-credentials',
  'auth/invalid-login-credentials': 'wrong-credentials',
  'auth/user-disabled': 'account-disabled',
  'auth/too-many-requests': 'too-many-attempts',
  'auth/network-request-failed': 'offline',
  'auth/timeout': 'offline',
};

/** Reads the `code` of a FirebaseError; anything else is `unknown`. */
export function readAuthFailure(error: unknown): AuthFailure {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return failureOf[code] ?? 'unknown';
}
