/** App Check's tokens, signed by a key set of this test's own and served as Firebase serves its own. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAppCheck } from './appCheck.ts';
import { Failure } from './failures.ts';

const projectNumber = '123456789012';
let server: Server;
let keysUrl: URL;
let ours: CryptoKey;
let strangers: CryptoKey;

beforeAll(async () => {
  const [own, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  ours = own.privateKey;
  strangers = other.privateKey;
  const keys = [{ ...(await exportJWK(own.publicKey)), kid: 'ours', alg: 'RS256', use: 'sig' }];
  server = createServer((_, response) => response.end(JSON.stringify({ keys })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  keysUrl = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/jwks`);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

interface Making {
  claims?: JWTPayload;
  header?: { alg?: string; kid?: string; typ?: string };
  key?: CryptoKey | Uint8Array;
  endsIn?: string;
}
const makeToken = ({ claims, header, key = ours, endsIn = '1h' }: Making = {}): Promise<string> =>
  new SignJWT({
    iss: `https://firebaseappcheck.googleapis.com/${projectNumber}`,
    aud: [`projects/${projectNumber}`, 'projects/demo-fashionista'],
    sub: '1:123456789012:web:abc',
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'ours', typ: 'JWT', ...header })
    .setIssuedAt()
    .setExpirationTime(endsIn)
    .sign(key);

const isOurs = (token: string | undefined) => createAppCheck({ projectNumber, keysUrl }).isOurs(token);

test('a token of our app is taken', async () => {
  expect(await isOurs(await makeToken())).toBe(true);
});

describe('refused is', () => {
  test.each<[string, Making]>([
    ['one that has expired', { endsIn: '-1m' }],
    ['one of another project', { claims: { aud: ['projects/999'] } }],
    ['one that another issuer made', { claims: { iss: 'https://evil.example/123456789012' } }],
    ['one of nobody', { claims: { sub: undefined } }],
    ['one signed by a key that the set has not', { header: { kid: 'theirs' } }],
    ['one of another type', { header: { typ: 'at+jwt' } }],
    [
      'one signed by a shared secret',
      { header: { alg: 'HS256' }, key: new TextEncoder().encode('k'.repeat(32)) },
    ],
  ])('%s', async (_, making) => {
    expect(await isOurs(await makeToken(making))).toBe(false);
  });
  test('one that a stranger signed under the name of our key', async () => {
    expect(await isOurs(await makeToken({ key: strangers }))).toBe(false);
  });
  test('one that nobody signed', async () => {
    const [, payload] = (await makeToken()).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    expect(await isOurs(`${header}.${payload}.`)).toBe(false);
  });
  test.each([undefined, '', 'x', 'a.b.c', '{}'])('what is no token: %j', async (token) => {
    expect(await isOurs(token)).toBe(false);
  });
});

test('keys that cannot be had are nobody’s fault who asks', async () => {
  const nowhere = createAppCheck({ projectNumber, keysUrl: new URL('http://127.0.0.1:9/v1/jwks') });
  await expect(nowhere.isOurs(await makeToken())).rejects.toBeInstanceOf(Failure);
});

test('where it is not configured nobody is asked', async () => {
  expect(await createAppCheck(undefined).isOurs(undefined)).toBe(true);
});
