/**
 * Who is calling: verifies Firebase ID tokens. What was verified is kept by the token's digest until it expires, for
 * the Auth emulator is asked for the user at every verification, and production's public keys need no second look.
 * IO: Firebase Auth.
 */
import { createHash } from 'node:crypto';
import { FirebaseError } from 'firebase-admin/app';
import type { Auth, DecodedIdToken } from 'firebase-admin/auth';
import { LRUCache } from 'lru-cache';
import type { Uid } from '@fashionista/domain/ids';
import { roles } from '@fashionista/domain/session';
import type { Role } from '@fashionista/domain/session';
import { unavailable } from './failures.ts';

export interface Caller {
  uid: Uid;
  isGuest: boolean;
  email: string | undefined;
  /** The address was proven when this token was made. */
  isEmailVerified: boolean;
  role: Role | null;
  /** When whoever has this token last proved who they are; renewing a token does not move it. In whole seconds. */
  signedInAt: Date;
  /** Whether that took a second factor. */
  hasSecondFactor: boolean;
}

export interface Identity {
  /**
   * `undefined` where the token is missing, malformed, expired, or of another project.
   * @throws {Failure} `unavailable` where that cannot be told just now: whoever is signed in must not be sent away for it.
   */
  verify(authorization: string | undefined): Promise<Caller | undefined>;
}

const keptTokens = 20_000;

/** Google signs no ID token without one; the Auth emulator lets through what nobody has signed. */
const providerOf = ({ firebase }: Partial<DecodedIdToken>): string | undefined => firebase?.sign_in_provider;

const callerOf = (decoded: DecodedIdToken, provider: string): Caller => ({
  uid: decoded.uid as Uid,
  isGuest: provider === 'anonymous',
  email: decoded.email,
  isEmailVerified: decoded.email_verified ?? false,
  role: roles.find((role) => role === decoded.role) ?? null,
  signedInAt: new Date(decoded.auth_time * 1000),
  hasSecondFactor: typeof decoded.firebase.sign_in_second_factor === 'string',
});

/** firebase-admin reads on in claims that are no JSON, or `null`, and throws what is no error of its own. */
function hasClaims(token: string): boolean {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return typeof claims === 'object' && claims !== null;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/**
 * firebase-admin calls it an `auth/argument-error` too when it cannot fetch Google's keys, and drops the cause. What it says
 * of a token begins with one of these words; what it says of the keys is the network's or Google's own message.
 */
const aboutToken = /^(Firebase ID token|Decoding Firebase ID token|verifyIdToken\(\)) /;

type Doubt = 'token' | 'service' | 'neither';

/** What an error of `verifyIdToken` puts in doubt. */
function doubtOf(error: unknown): Doubt {
  if (!(error instanceof FirebaseError)) return 'neither';
  if (error.code === 'auth/argument-error') return aboutToken.test(error.message) ? 'token' : 'service';
  // Only the Auth emulator is asked for the user. An internal error is one of its answers that nobody understands.
  if (error.code.startsWith('app/') || error.code === 'auth/internal-error') return 'service';
  return error.code.startsWith('auth/') ? 'token' : 'neither';
}

export function createIdentity(auth: Auth, clock: () => Date): Identity {
  const verified = new LRUCache<string, { caller: Caller; expiresAtMs: number }>({ max: keptTokens });
  return {
    verify: async (authorization) => {
      const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
      if (token === undefined) return undefined;
      const digest = createHash('sha256').update(token).digest('base64');
      const known = verified.get(digest);
      if (known && known.expiresAtMs > clock().getTime()) return known.caller;
      if (!hasClaims(token)) return undefined;
      try {
        const decoded = await auth.verifyIdToken(token);
        const provider = providerOf(decoded);
        if (provider === undefined) return undefined;
        const caller = callerOf(decoded, provider);
        verified.set(digest, { caller, expiresAtMs: decoded.exp * 1000 });
        return caller;
      } catch (error) {
        const doubt = doubtOf(error);
        if (doubt === 'token') return undefined;
        if (doubt === 'service')
          throw unavailable('We cannot check who you are just now. Try again: nothing was changed.', error);
        throw error;
      }
    },
  };
}
