/**
 * Signs what a ticket's QR says, and publishes the keys to check it with ([T2]). Apart from selling, because the door
 * and the key route need it too. The first key signs; the others stay published, so that rotation never turns away a
 * ticket that was sold before ([T4]). No IO: the keys are passed in as text.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { TicketClaims } from '@fashionista/domain/ticket';

/** The public half of a signing key, as RFC 8037 writes Ed25519. */
interface TicketPublicKey {
  kty: 'OKP';
  crv: 'Ed25519';
  alg: 'EdDSA';
  use: 'sig';
  kid: string;
  x: string;
}

export interface TicketSigner {
  /** A compact JWS with `kid`. No `typ`: the QR stays a version smaller. */
  sign(claims: TicketClaims): Promise<string>;
  /** Every key's public half, those that no longer sign too. */
  publicKeys(): { keys: TicketPublicKey[] };
}

interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: TicketPublicKey;
}

const kidPattern = /^[A-Za-z0-9_.-]{1,64}$/;

/** Says what is wrong with the setting, never what is in it. */
const refuseKeys = (what: string, cause?: unknown): never => {
  throw new Error(`TICKET_SIGNING_KEYS ${what}`, { cause });
};

function parseKey(entry: unknown, position: number): SigningKey {
  const name = `key ${position + 1}`;
  if (typeof entry !== 'object' || entry === null) return refuseKeys(`${name} is not a JSON object`);
  const { kty, crv, kid, x, d } = entry as Record<string, unknown>;
  if (kty !== 'OKP' || crv !== 'Ed25519') return refuseKeys(`${name} is not an Ed25519 key (kty OKP)`);
  if (typeof kid !== 'string' || !kidPattern.test(kid))
    return refuseKeys(`${name} needs a kid of 1 to 64 of A-Z, a-z, 0-9, _ . and -`);
  if (typeof x !== 'string' || typeof d !== 'string')
    return refuseKeys(`${name} lacks its x, or its private half d`);
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey({ key: { kty, crv, x, d }, format: 'jwk' });
  } catch (error) {
    return refuseKeys(`${name} does not decode as an Ed25519 key`, error);
  }
  if (createPublicKey(privateKey).export({ format: 'jwk' }).x !== x)
    return refuseKeys(`${name} has an x that is not the public half of its d`);
  return { kid, privateKey, publicKey: { kty, crv, alg: 'EdDSA', use: 'sig', kid, x } };
}

function parseKeys(jwksJson: string): [SigningKey, ...SigningKey[]] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(jwksJson);
  } catch {
    // The parser's own message quotes the text, which is secret.
    return refuseKeys('is not JSON');
  }
  const entries: unknown =
    typeof parsed === 'object' && parsed !== null && 'keys' in parsed ? parsed.keys : null;
  if (!Array.isArray(entries)) return refuseKeys('is not a JWKS: {"keys": […]}');
  const [first, ...others] = entries.map(parseKey);
  if (!first) return refuseKeys('holds no key');
  const kids = [first, ...others].map(({ kid }) => kid);
  const twice = kids.find((kid, i) => kids.indexOf(kid) !== i);
  if (twice !== undefined) return refuseKeys(`has two keys of the kid ${twice}`);
  return [first, ...others];
}

/**
 * Takes the private JWKS of the setting `TICKET_SIGNING_KEYS` and throws, before anything is signed, where it is not
 * a list of Ed25519 keys with distinct `kid`s. `alg` says `EdDSA` (RFC 8037), the name that verifiers in the field know.
 */
export function createTicketSigner(jwksJson: string): TicketSigner {
  const keys = parseKeys(jwksJson);
  const [{ kid, privateKey }] = keys;
  return {
    sign: ({ sub, aud, place, rev }) =>
      new SignJWT({ sub, aud, place, rev }).setProtectedHeader({ alg: 'EdDSA', kid }).sign(privateKey),
    publicKeys: () => ({ keys: keys.map(({ publicKey }) => publicKey) }),
  };
}
