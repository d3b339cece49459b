import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { calculateJwkThumbprint, createLocalJWKSet, importJWK, jwtVerify, SignJWT } from 'jose';
import type { JSONWebKeySet, JWK } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { ensureSigningKeys, makeSigningKeys } from './signingKeys.ts';

test('the key signs tickets, and is named by its thumbprint', async () => {
  const keys = JSON.parse(makeSigningKeys()) as JSONWebKeySet;
  const [key] = keys.keys as [JWK];
  expect(key.kid).toBe(await calculateJwkThumbprint(key));
  const jws = await new SignJWT({ sub: 'ticket' })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid ?? '' })
    .sign(await importJWK(key, 'EdDSA'));
  const { d: _private, ...publicKey } = key;
  const verified = await jwtVerify(jws, createLocalJWKSet({ keys: [publicKey] }));
  expect(verified.payload.sub).toBe('ticket');
});

test('keys are made once a folder, for their owner alone', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fashionista-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect(ensureSigningKeys(folder)).toBe(ensureSigningKeys(folder));
  expect(statSync(path.join(folder, 'ticket-signing-keys.json')).mode & 0o077).toBe(0);
});
