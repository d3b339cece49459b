/**
 * Accounts as Auth has them: looked up, and made to say what a session's record says ([R3]). IO: Firebase Auth.
 */
import { FirebaseError } from 'firebase-admin/app';
import type { Auth, UserRecord } from 'firebase-admin/auth';
import type { Uid } from '@fashionista/domain/ids';
import type { LinkPurpose } from '@fashionista/domain/notification';
import { roles } from '@fashionista/domain/session';
import type { Role } from '@fashionista/domain/session';
import { unavailable } from './failures.ts';

export interface SecondFactor {
  /** As Auth names it: `phone`, `totp`. */
  kind: string;
  phoneNumber: string | null;
}

export interface AuthUser {
  uid: Uid;
  email: string | null;
  /** Whoever has the account has shown that the address is theirs. */
  isEmailVerified: boolean;
  /** Nobody can sign in as it again. */
  isGuest: boolean;
  role: Role | null;
  secondFactors: SecondFactor[];
  /** When Auth last ended every session by itself, as at another password. `null`: never. */
  sessionsEndedAt: Date | null;
}

export interface AuthUsers {
  find(uid: Uid): Promise<AuthUser | undefined>;
  findByEmail(email: string): Promise<AuthUser | undefined>;
  /** The one-time code of a link to `origin`; `undefined` where no account at this address may have one. */
  makeLinkCode(purpose: LinkPurpose, email: string, origin: string): Promise<string | undefined>;
  /** From then on tokens and pages show this name. */
  rename(uid: Uid, name: string): Promise<void>;
  /** Nobody can sign in as it any more. One that is gone already is no error. */
  remove(uid: Uid): Promise<void>;
  /** From its answer on new sign-ins say it, and refresh tokens handed out before are good for nothing where `endsSessions`. */
  apply(uid: Uid, state: { role: Role | null; isSuspended: boolean; endsSessions: boolean }): Promise<void>;
}

/** An account begins with all of its tokens good, and Auth writes that as the instant in which it was made. */
function endedAtOf({ tokensValidAfterTime, metadata }: UserRecord): Date | null {
  if (tokensValidAfterTime === undefined) return null;
  const endedAt = new Date(tokensValidAfterTime);
  return endedAt > new Date(metadata.creationTime) ? endedAt : null;
}

const factorsOf = ({ multiFactor }: UserRecord): SecondFactor[] =>
  (multiFactor?.enrolledFactors ?? []).map((factor) => ({
    kind: factor.factorId,
    phoneNumber: 'phoneNumber' in factor ? String(factor.phoneNumber) : null,
  }));

const describe = (user: UserRecord): AuthUser => ({
  uid: user.uid as Uid,
  email: user.email ?? null,
  isEmailVerified: user.emailVerified,
  sessionsEndedAt: endedAtOf(user),
  isGuest: user.providerData.length === 0 && user.email === undefined,
  role: roles.find((role) => role === user.customClaims?.role) ?? null,
  secondFactors: factorsOf(user),
});

/** What Auth calls who gets no link: nobody is there, or nobody may come in. */
const withoutLink = ['auth/user-not-found', 'auth/email-not-found', 'auth/user-disabled'];

const isUnknown = (error: unknown): boolean =>
  error instanceof FirebaseError && error.code === 'auth/user-not-found';

export function createAuthUsers(auth: Auth): AuthUsers {
  const ask = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof FirebaseError && !isUnknown(error))
        throw unavailable(
          'The accounts cannot be reached just now. Try again: nothing is done twice.',
          error,
        );
      throw error;
    }
  };
  const lookUp = async (work: () => Promise<UserRecord>): Promise<AuthUser | undefined> => {
    try {
      return describe(await ask(work));
    } catch (error) {
      if (isUnknown(error)) return undefined;
      throw error;
    }
  };
  const linkTo: Record<LinkPurpose, (email: string, origin: string) => Promise<string>> = {
    'sign-in': (email, origin) =>
      auth.generateSignInWithEmailLink(email, { url: origin, handleCodeInApp: true }),
    'verify-email': (email) => auth.generateEmailVerificationLink(email),
    'reset-password': (email) => auth.generatePasswordResetLink(email),
  };
  return {
    makeLinkCode: (purpose, email, origin) =>
      ask(async () => {
        try {
          return new URL(await linkTo[purpose](email, origin)).searchParams.get('oobCode') ?? undefined;
        } catch (error) {
          if (error instanceof FirebaseError && withoutLink.includes(error.code)) return undefined;
          throw error;
        }
      }),
    find: (uid) => lookUp(() => auth.getUser(uid)),
    findByEmail: (email) => lookUp(() => auth.getUserByEmail(email)),
    rename: (uid, name) =>
      ask(async () => {
        await auth.updateUser(uid, { displayName: name });
      }),
    remove: async (uid) => {
      try {
        await ask(() => auth.deleteUser(uid));
      } catch (error) {
        if (!isUnknown(error)) throw error;
      }
    },
    apply: (uid, { role, isSuspended, endsSessions }) =>
      ask(async () => {
        await auth.setCustomUserClaims(uid, role === null ? null : { role });
        await auth.updateUser(uid, { disabled: isSuspended });
        if (endsSessions) await auth.revokeRefreshTokens(uid);
      }),
  };
}
