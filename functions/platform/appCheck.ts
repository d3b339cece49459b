/**
 * Whether a request comes from our own app: verifies App Check's tokens against Firebase's public keys, which are kept and
 * fetched anew by themselves. Claims: https://firebase.google.com/docs/app-check/custom-resource-backend. IO: HTTPS.
 */
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { unavailable } from './failures.ts';

export interface AppCheckConfig {
  /** Of the Firebase project: its audience and issuer. */
  projectNumber: string;
  keysUrl: URL;
}

export interface AppCheck {
  /**
   * False where the token is missing, malformed, expired, of another project, or signed by nobody we know.
   * @throws {Failure} `unavailable` where the keys cannot be had: it is nobody's fault who asks.
   */
  isOurs(token: string | undefined): Promise<boolean>;
}

/** `undefined`: nobody is asked for a token. */
export function createAppCheck(config: AppCheckConfig | undefined): AppCheck {
  if (!config) return { isOurs: () => Promise.resolve(true) };
  const keys = createRemoteJWKSet(config.keysUrl, { timeoutDuration: 5_000 });
  const expected = {
    issuer: `https://firebaseappcheck.googleapis.com/${config.projectNumber}`,
    audience: `projects/${config.projectNumber}`,
    algorithms: ['RS256'],
    typ: 'JWT',
    requiredClaims: ['exp', 'sub'],
  };
  return {
    isOurs: async (token) => {
      if (!token) return false;
      try {
        await jwtVerify(token, keys, expected);
        return true;
      } catch (error) {
        if (isAboutToken(error)) return false;
        throw unavailable('We cannot check this request just now. Try again: nothing was changed.', error);
      }
    },
  };
}

/** What jose says of the set of keys itself is the network's or Firebase's fault, but for a key that is not in it. */
const isAboutToken = (error: unknown): boolean =>
  error instanceof errors.JWTInvalid ||
  error instanceof errors.JWTExpired ||
  error instanceof errors.JWTClaimValidationFailed ||
  error instanceof errors.JWSInvalid ||
  error instanceof errors.JWSSignatureVerificationFailed ||
  error instanceof errors.JOSEAlgNotAllowed ||
  error instanceof errors.JOSENotSupported ||
  error instanceof errors.JWKSNoMatchingKey;
