/** What went wrong at signing in, as the portal tells it apart; Firebase's own codes end here. No IO. */

export type AuthFailure =
  | 'email-taken'
  | 'email-invalid'
  | 'password-weak'
  | 'wrong-credentials'
  | 'code-wrong'
  | 'code-expired'
  | 'link-over'
  | 'phone-invalid'
  | 'sign-in-too-old'
  | 'other-way'
  | 'window-closed'
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
  'auth/invalid-verification-code': 'code-wrong',
  'auth/missing-verification-code': 'code-wrong',
  'auth/code-expired': 'code-expired',
  'auth/invalid-action-code': 'link-over',
  'auth/expired-action-code': 'link-over',
  'auth/invalid-phone-number': 'phone-invalid',
  'auth/missing-phone-number': 'phone-invalid',
  'auth/requires-recent-login': 'sign-in-too-old',
  'auth/account-exists-with-different-credential': 'other-way',
  'auth/popup-closed-by-user': 'window-closed',
  'auth/user-disabled': 'account-disabled',
  'auth/too-many-requests': 'too-many-attempts',
  'auth/network-request-failed': 'offline',
  'auth/timeout': 'offline',
};

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Reads the `code` of a FirebaseError; anything else is `unknown`. */
export const readAuthFailure = (error: unknown): AuthFailure => failureOf[codeOf(error)] ?? 'unknown';

/** The password was right, and this account wants a second factor beside it. */
export const wantsSecondFactor = (error: unknown): boolean =>
  codeOf(error) === 'auth/multi-factor-auth-required';
