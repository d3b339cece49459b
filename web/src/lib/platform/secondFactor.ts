/**
 * The step that follows a right password for who has a second factor: a code by text message, or one of an authenticator
 * app. Loaded only then. Text messages exist where the Auth emulator sends them; Firebase itself asks for an app's
 * codes, so no page loads what Google asks before it sends one. IO: Firebase Auth.
 */
import {
  PhoneAuthProvider,
  PhoneMultiFactorGenerator,
  TotpMultiFactorGenerator,
  getMultiFactorResolver,
} from 'firebase/auth';
import type { ApplicationVerifier, Auth, MultiFactorError, PhoneMultiFactorInfo, User } from 'firebase/auth';

export interface SecondFactorStep {
  kind: 'phone' | 'totp';
  /** The end of the number that a text message goes to; `null` for an app. */
  to: string | null;
  /** Sends a message, anew at each call; nothing for an app. Rejects as Firebase does. */
  send(): Promise<void>;
  /** Rejects as Firebase does where the code is not right. */
  confirm(code: string): Promise<User>;
}

/** The emulator takes any token; there is nobody to prove to that no machine asks. */
export const emulatorVerifier: ApplicationVerifier & { _reset(): void } = {
  type: 'recaptcha',
  verify: () => Promise.resolve('emulator'),
  _reset: () => undefined,
};

/** @throws where none of the account's factors can be used here. */
export function openSecondFactor(auth: Auth, error: unknown, hasEmulator: boolean): SecondFactorStep {
  const resolver = getMultiFactorResolver(auth, error as MultiFactorError);
  const totp = resolver.hints.find(({ factorId }) => factorId === TotpMultiFactorGenerator.FACTOR_ID);
  const resolve = async (assertion: Parameters<typeof resolver.resolveSignIn>[0]): Promise<User> =>
    (await resolver.resolveSignIn(assertion)).user;
  if (totp)
    return {
      kind: 'totp',
      to: null,
      send: () => Promise.resolve(),
      confirm: (code) => resolve(TotpMultiFactorGenerator.assertionForSignIn(totp.uid, code)),
    };
  const phone = resolver.hints.find(({ factorId }) => factorId === PhoneMultiFactorGenerator.FACTOR_ID);
  if (!phone || !hasEmulator) throw error;
  let verificationId = '';
  return {
    kind: 'phone',
    to: (phone as PhoneMultiFactorInfo).phoneNumber.slice(-4),
    send: async () => {
      const asked = { multiFactorHint: phone, session: resolver.session };
      verificationId = await new PhoneAuthProvider(auth).verifyPhoneNumber(asked, emulatorVerifier);
    },
    confirm: (code) =>
      resolve(PhoneMultiFactorGenerator.assertion(PhoneAuthProvider.credential(verificationId, code))),
  };
}
