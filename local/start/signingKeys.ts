/**
 * The key that signs tickets on this machine: made once and kept with the data, because tickets sold in an earlier run
 * must still verify. In production it comes from the secret store. IO: one file, readable by its owner alone.
 */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A private JWKS of one Ed25519 key. `kid` is the key's RFC 7638 thumbprint. */
export function makeSigningKeys(): string {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const thumbed = JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x });
  const kid = createHash('sha256').update(thumbed).digest('base64url');
  return JSON.stringify({ keys: [{ ...jwk, kid, alg: 'EdDSA', use: 'sig' }] });
}

/** The keys kept in `stateDir`, made on first use. */
export function ensureSigningKeys(stateDir: string): string {
  const file = path.join(stateDir, 'ticket-signing-keys.json');
  if (!existsSync(file)) {
    mkdirSync(stateDir, { recursive: true });
    writeFileSync(file, makeSigningKeys(), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}
