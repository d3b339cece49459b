/**
 * Who is calling: verifies Firebase ID tokens. What was verified is kept by the token's digest until it expires, for
 * the Auth emulator is asked for the user at every verification, and production's public keys need no second look.
 * IO: Firebase Auth.
 */
import { createHash } from 'node:crypto';
import type { Auth, DecodedIdToken } from 'firebase-admin/auth';
import { LRUCache } from 'lru-cache';
import type { Uid } from '@fashionista/domain/ids';

export interface Caller {
  uid: Uid;
  isGuest: boolean;
  email: string | undefined;
  role: string | undefined;
}

export interface Identity {
  /** `undefined` where the token is missing, malformed, expired, or of another project. */
  verify(authorization: string | undefined): Promise<Caller | undefined>;
}

const keptTokens = 20_000;

/** Google signs no ID token without one; the Auth emulator lets through what nobody has signed. */
const providerOf = ({ firebase }: Partial<DecodedIdToken>): string | undefined => firebase?.sign_in_provider;

export function createIdentity(auth: Auth, clock: () => Date): Identity {
  const verified = new LRUCache<string, { caller: Caller; expiresAtMs: number }>({ max: keptTokens });
  return {
    verify: async (authorization) => {
      const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
      if (token === undefined) return undefined;
      const digest = createHash('sha256').update(token).digest('base64');
      const known = verified.get(digest);
      if (known && known.expiresAtMs > clock().getTime()) return known.caller;
      try {
        const decoded = await auth.verifyIdToken(token);
        const provider = providerOf(decoded);
        if (provider === undefined) return undefined;
        const caller: Caller = {
          uid: decoded.uid as Uid,
          isGuest: provider === 'anonymous',
          email: decoded.email,
          role: typeof decoded.role === 'string' ? decoded.role : undefined,
        };
        verified.set(digest, { caller, expiresAtMs: decoded.exp * 1000 });
        return caller;
      } catch (error) {
        // firebase-admin throws auth/argument-error, auth/id-token-expired, auth/user-not-found and the like.
        if (error instanceof Error && 'code' in error && String(error.code).startsWith('auth/'))
          return undefined;
        throw error;
      }
    },
  };
}
