/**
 * What a mailed link does, once its page is open: signs in, proves an address, lets a password be chosen. Loaded by that page
 * alone. Codes work once; what Auth refuses comes back as a failure. IO: Firebase Auth.
 */
import {
  EmailAuthProvider,
  applyActionCode,
  checkActionCode,
  confirmPasswordReset,
  signInWithCredential,
  verifyPasswordResetCode,
} from 'firebase/auth';
import type { Session, SignInOutcome } from './session.svelte.ts';

/** Auth's SDK takes a code from the address of a link only. */
function linkOf(code: string, apiKey: string): string {
  const link = new URL('/account/link', location.origin);
  link.search = new URLSearchParams({ mode: 'signIn', oobCode: code, apiKey }).toString();
  return link.href;
}

/** Makes the account where there is none. */
export const signInByLink = (session: Session, email: string, code: string): Promise<SignInOutcome> =>
  session.enter(async ({ auth }) => {
    const credential = EmailAuthProvider.credentialWithLink(email, linkOf(code, auth.config.apiKey));
    return (await signInWithCredential(auth, credential)).user;
  });

/**
 * Proves an address where its account is signed in ([R11]): whoever did not make the account cannot be made to vouch for it.
 * Answers which address it is, and whether it is proven now.
 */
export const proveAddress = (session: Session, code: string) =>
  session.ask(async ({ auth }) => {
    const { data } = await checkActionCode(auth, code);
    await auth.authStateReady();
    const email = data.email ?? '';
    const isTheirs = auth.currentUser?.email === email;
    if (isTheirs) await applyActionCode(auth, code);
    return { email, isProven: isTheirs };
  });

/** Whose password it is; the code still works after. */
export const readReset = (session: Session, code: string) =>
  session.ask(({ auth }) => verifyPasswordResetCode(auth, code));

export const choosePassword = (session: Session, code: string, password: string) =>
  session.ask(({ auth }) => confirmPasswordReset(auth, code, password));
