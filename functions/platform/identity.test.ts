/** firebase-admin itself, with Google's keys on a server of ours or out of reach: how it words its errors is what is tested. */
import { generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { Agent } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import type { App } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from './failures.ts';
import { createIdentity } from './identity.ts';

const projectId = 'demo-identity';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** Leads to `port` whoever is called, and without TLS; to nobody where there is none. */
class ShortCut extends Agent {
  readonly #port: number | undefined;

  constructor(port: number | undefined) {
    super();
    this.#port = port;
  }

  override createConnection(): Socket {
    if (this.#port !== undefined) return connect(this.#port, '127.0.0.1');
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  }
}

let app: App;
let server: Server | undefined;
beforeEach(() => vi.stubEnv('FIREBASE_AUTH_EMULATOR_HOST', undefined));
afterEach(async () => {
  vi.unstubAllEnvs();
  await deleteApp(app);
  server?.close();
  server = undefined;
});

const callThrough = (port: number | undefined): void => {
  app = initializeApp({ projectId, httpAgent: new ShortCut(port) }, 'identity');
};

async function serveKeys(status: number, answer: object): Promise<void> {
  const started = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  callThrough((started.address() as AddressInfo).port);
}

const encode = (part: unknown): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
const header = { alg: 'RS256', kid: 'a', typ: 'JWT' };
const nowSeconds = Math.floor(Date.now() / 1000);
const claims = {
  iss: `https://securetoken.google.com/${projectId}`,
  aud: projectId,
  sub: 'ada',
  iat: nowSeconds,
  exp: nowSeconds + 3600,
  firebase: { sign_in_provider: 'anonymous' },
};
function tokenOf(head: unknown, body: unknown, key: KeyObject = privateKey): string {
  const signed = `${encode(head)}.${encode(body)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

const verify = (token: string) => createIdentity(getAuth(app), () => new Date()).verify(`Bearer ${token}`);

async function expectUnavailable(verified: Promise<unknown>): Promise<void> {
  await expect(verified).rejects.toThrow(Failure);
  await expect(verified).rejects.toMatchObject({ portalError: { code: 'unavailable' } });
}

describe('with Google’s keys', () => {
  beforeEach(() => serveKeys(200, { a: publicKey.export({ type: 'spki', format: 'pem' }) }));

  it('a good token tells who it is', async () => {
    expect(await verify(tokenOf(header, claims))).toMatchObject({ uid: 'ada', isGuest: true });
  });

  it.each<[string, string]>([
    ['signed by another', tokenOf(header, claims, foreign)],
    ['signed by a key that Google does not have', tokenOf({ ...header, kid: 'b' }, claims)],
    ['that has ended', tokenOf(header, { ...claims, exp: nowSeconds - 10 })],
    ['that is not yet', tokenOf(header, { ...claims, nbf: nowSeconds + 600 })],
  ])('a token %s is bad', async (_, token) => {
    expect(await verify(token)).toBeUndefined();
  });
});

describe('while Google’s keys cannot be had', () => {
  it('whose token may be good is told to come back, not to sign in', async () => {
    callThrough(undefined);
    await expectUnavailable(verify(tokenOf(header, claims)));
  });

  it('because Google fails, likewise', async () => {
    await serveKeys(500, { error: 'backend' });
    await expectUnavailable(verify(tokenOf(header, claims)));
  });

  it.each<[string, string]>([
    ['no token at all', 'token'],
    ['three words', 'a.b.c'],
    ['claims that are not JSON', tokenOf(header, '{oh')],
    ['claims that are null', tokenOf(header, 'null')],
    ['no key', tokenOf({ alg: 'RS256', typ: 'JWT' }, claims)],
    ['nobody’s signature', tokenOf({ ...header, alg: 'none' }, claims)],
    ['another project', tokenOf(header, { ...claims, aud: 'another' })],
    ['another issuer', tokenOf(header, { ...claims, iss: 'https://example.com' })],
    ['no subject', tokenOf(header, { ...claims, sub: '' })],
    [
      'a custom token',
      tokenOf(
        { alg: 'RS256' },
        {
          ...claims,
          aud: 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit',
        },
      ),
    ],
  ])('a token that is bad by itself is bad all the same: %s', async (_, token) => {
    callThrough(undefined);
    expect(await verify(token)).toBeUndefined();
  });
});
