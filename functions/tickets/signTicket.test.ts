import { generateKeyPairSync } from 'node:crypto';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { describe, expect, test } from 'vitest';
import type { EventId, PlaceId, TicketId } from '@fashionista/domain/ids';
import type { TicketClaims } from '@fashionista/domain/ticket';
import { createTicketSigner } from './signTicket.ts';

const makeKey = (kid: string) => ({
  ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
  kid,
});
const asSetting = (...keys: unknown[]) => JSON.stringify({ keys });

const claims: TicketClaims = {
  sub: 'order-1_north-a-12' as TicketId,
  aud: 'milano-opening' as EventId,
  place: 'north-a-12' as PlaceId,
  rev: 1,
};
const verify = (code: string, keys: JSONWebKeySet, audience: string) =>
  jwtVerify(code, createLocalJWKSet(keys), { audience, algorithms: ['EdDSA'] });

describe('[T2] a ticket’s code', () => {
  test('verifies with the published keys and says the ticket, event, place and revision, nothing else', async () => {
    const signer = createTicketSigner(asSetting(makeKey('2026-1')));
    const { payload } = await verify(await signer.sign(claims), signer.publicKeys(), 'milano-opening');
    expect(payload).toEqual(claims);
  });

  test('is a compact JWS whose header has alg and kid alone', async () => {
    const code = await createTicketSigner(asSetting(makeKey('2026-1'))).sign(claims);
    expect(code).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(decodeProtectedHeader(code)).toEqual({ alg: 'EdDSA', kid: '2026-1' });
  });

  test('carries no claim beyond those four, whatever it is called with', async () => {
    const signer = createTicketSigner(asSetting(makeKey('2026-1')));
    const withMore = { ...claims, holderName: 'Ada' };
    const { payload } = await verify(await signer.sign(withMore), signer.publicKeys(), 'milano-opening');
    expect(Object.keys(payload).toSorted()).toEqual(['aud', 'place', 'rev', 'sub']);
  });

  test('is refused for another event, after any change, and by a stranger’s key of the same kid', async () => {
    const signer = createTicketSigner(asSetting(makeKey('2026-1')));
    const code = await signer.sign(claims);
    const [header, , signature] = code.split('.');
    const raised = Buffer.from(JSON.stringify({ ...claims, rev: 2 })).toString('base64url');
    const stranger = createTicketSigner(asSetting(makeKey('2026-1')));
    await expect(verify(code, signer.publicKeys(), 'paris-finale')).rejects.toThrow('aud');
    await expect(
      verify([header, raised, signature].join('.'), signer.publicKeys(), 'milano-opening'),
    ).rejects.toThrow('signature');
    await expect(verify(code, stranger.publicKeys(), 'milano-opening')).rejects.toThrow('signature');
  });
});

describe('[T4] rotation', () => {
  test('the first key signs, and tickets of an older key still verify', async () => {
    const [older, newer] = [makeKey('2026-1'), makeKey('2026-2')];
    const soldBefore = await createTicketSigner(asSetting(older)).sign(claims);
    const rotated = createTicketSigner(asSetting(newer, older));
    const soldAfter = await rotated.sign(claims);
    expect(decodeProtectedHeader(soldAfter).kid).toBe('2026-2');
    for (const code of [soldBefore, soldAfter])
      expect((await verify(code, rotated.publicKeys(), 'milano-opening')).payload.sub).toBe(claims.sub);
  });

  test('a key that was taken out verifies nothing more', async () => {
    const older = makeKey('2026-1');
    const code = await createTicketSigner(asSetting(older)).sign(claims);
    const without = createTicketSigner(asSetting(makeKey('2026-2')));
    await expect(verify(code, without.publicKeys(), 'milano-opening')).rejects.toThrow('no applicable key');
  });
});

describe('TICKET_SIGNING_KEYS is refused, saying what is wrong and never the secret, when it', () => {
  const good = makeKey('2026-1');
  const secret = String(good.d);
  const cases: [what: string, setting: string, message: string][] = [
    ['is empty', '', 'is not JSON'],
    ['is cut off', asSetting(good).slice(0, -4), 'is not JSON'],
    ['is a bare key', JSON.stringify(good), 'is not a JWKS'],
    ['is null', 'null', 'is not a JWKS'],
    ['lists nothing', asSetting(), 'holds no key'],
    ['lists a text', asSetting(secret), 'key 1 is not a JSON object'],
    ['has an RSA key', asSetting(good, { kty: 'RSA', kid: 'r' }), 'key 2 is not an Ed25519 key'],
    ['has an X25519 key', asSetting({ ...good, crv: 'X25519' }), 'key 1 is not an Ed25519 key'],
    ['lacks a kid', asSetting({ ...good, kid: undefined }), 'key 1 needs a kid'],
    ['has a kid with a space', asSetting({ ...good, kid: 'a b' }), 'key 1 needs a kid'],
    ['has a public key only', asSetting({ ...good, d: undefined }), 'lacks its x, or its private half d'],
    ['has a broken private half', asSetting({ ...good, d: secret.slice(4) }), 'does not decode'],
    ['has a foreign public half', asSetting({ ...good, x: makeKey('o').x }), 'not the public half'],
    ['repeats a kid', asSetting(good, makeKey('2026-1')), 'two keys of the kid 2026-1'],
  ];
  test.each(cases)('%s', (_what, setting, message) => {
    let thrown: unknown;
    try {
      createTicketSigner(setting);
    } catch (error) {
      thrown = error;
    }
    const told = thrown instanceof Error ? thrown.message : '';
    expect(told).toContain('TICKET_SIGNING_KEYS');
    expect(told).toContain(message);
    expect(told).not.toContain(secret.slice(4, 20));
  });
});
