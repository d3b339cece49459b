/**
 * A second factor of one's own: what there is, adding one, taking it away ([R4]). An authenticator app in production, a text
 * message where the Auth emulator sends it: one page has both. Loaded by that page alone. IO: Firebase Auth.
 */
import {
  PhoneAuthProvider,
  PhoneMultiFactorGenerator,
  TotpMultiFactorGenerator,
  multiFactor,
} from 'firebase/auth';
import type { Auth, MultiFactorInfo, MultiFactorUser, PhoneMultiFactorInfo } from 'firebase/auth';
import { emulatorVerifier } from './secondFactor.ts';
import type { Session } from './session.svelte.ts';

export interface Factor {
  factorId: string;
  kind: 'phone' | 'totp';
  /** Of a telephone, as Firebase shows it. */
  number: string | null;
}

/** One that is begun: not on before its first code. */
export interface NewFactor {
  /** For an authenticator app: what it scans, or takes typed. `null` for a telephone. */
  app: { address: string; key: string } | null;
  confirm(code: string): ReturnType<typeof readFactors>;
}

const issuer = 'Fashionista Portal';

function ownFactors(auth: Auth): MultiFactorUser {
  if (!auth.currentUser) throw new Error('Nobody is signed in.');
  return multiFactor(auth.currentUser);
}

const describe = (info: MultiFactorInfo): Factor => ({
  factorId: info.uid,
  kind: info.factorId === TotpMultiFactorGenerator.FACTOR_ID ? 'totp' : 'phone',
  number:
    info.factorId === PhoneMultiFactorGenerator.FACTOR_ID ? (info as PhoneMultiFactorInfo).phoneNumber : null,
});

export const readFactors = (session: Session) =>
  session.ask(({ auth }) => Promise.resolve(ownFactors(auth).enrolledFactors.map(describe)));

export const addApp = (session: Session, email: string) =>
  session.ask(async ({ auth }): Promise<NewFactor> => {
    const own = ownFactors(auth);
    const secret = await TotpMultiFactorGenerator.generateSecret(await own.getSession());
    return {
      app: { address: secret.generateQrCodeUrl(email, issuer), key: secret.secretKey },
      confirm: (code) =>
        session.ask(async () => {
          await own.enroll(TotpMultiFactorGenerator.assertionForEnrollment(secret, code));
          return own.enrolledFactors.map(describe);
        }),
    };
  });

/** `number` with its country code, spaces or not. */
export const addPhone = (session: Session, number: string) =>
  session.ask(async ({ auth }): Promise<NewFactor> => {
    const own = ownFactors(auth);
    const asked = { phoneNumber: number.replaceAll(/[^+\d]/g, ''), session: await own.getSession() };
    const verificationId = await new PhoneAuthProvider(auth).verifyPhoneNumber(asked, emulatorVerifier);
    return {
      app: null,
      confirm: (code) =>
        session.ask(async () => {
          const credential = PhoneAuthProvider.credential(verificationId, code);
          await own.enroll(PhoneMultiFactorGenerator.assertion(credential));
          return own.enrolledFactors.map(describe);
        }),
    };
  });

export const removeFactor = (session: Session, factorId: string) =>
  session.ask(async ({ auth }) => {
    const own = ownFactors(auth);
    await own.unenroll(factorId);
    return own.enrolledFactors.map(describe);
  });
