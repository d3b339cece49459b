/**
 * Signs the QR text of seeded tickets with the keys that the functions verify and publish (`TICKET_SIGNING_KEYS`), so
 * that a door takes them like any other. Where the seed is run without keys, their text is empty: no QR is better than
 * one that no door would take. No IO.
 */
import type { TicketClaims } from '@fashionista/domain/ticket';
import { importJWK, SignJWT } from 'jose';
import type { JWK } from 'jose';
import type { SignTicket } from './buildSale.ts';

/** `keys` is a private JWKS as JSON; its first key signs. */
export async function createTicketSigner(keys: string | undefined): Promise<SignTicket> {
  if (!keys) return () => Promise.resolve('');
  const [jwk] = (JSON.parse(keys) as { keys: JWK[] }).keys;
  if (!jwk?.kid) throw new Error('TICKET_SIGNING_KEYS has no key with a kid.');
  const key = await importJWK(jwk, 'EdDSA');
  const header = { alg: 'EdDSA', kid: jwk.kid };
  return ({ sub, aud, place, rev }: TicketClaims) =>
    new SignJWT({ place, rev }).setProtectedHeader(header).setSubject(sub).setAudience(aud).sign(key);
}
