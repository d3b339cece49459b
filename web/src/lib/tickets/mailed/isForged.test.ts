import { generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isForged } from './isForged.ts';

const makeKey = () => generateKeyPairSync('ed25519').privateKey;
const ours = makeKey();
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signedBy = (key: typeof ours, header: object = { alg: 'EdDSA', kid: 'k1' }) => {
  const text = `${part(header)}.${part({ sub: 'o1_a-1', aud: 'e1', place: 'a-1', rev: 1 })}`;
  return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
};
const published = () => {
  const { kty, crv, x } = ours.export({ format: 'jwk' });
  return Response.json({ keys: [{ kty, crv, x, kid: 'k1', alg: 'EdDSA', use: 'sig' }] });
};

beforeEach(
  () =>
    void vi.stubGlobal(
      'fetch',
      vi.fn(async () => published()),
    ),
);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('[T7] what a published key signed is no forgery', async () => {
  expect(await isForged(signedBy(ours))).toBe(false);
});

test.each([
  ['signed by another key', signedBy(makeKey())],
  ['signed by a key that is not published', signedBy(ours, { alg: 'EdDSA', kid: 'k2' })],
  ['with another header', signedBy(ours, { alg: 'none' })],
  ['with another payload', signedBy(ours).replace(/\.[\w-]+\./, `.${part({ sub: 'o1_a-2' })}.`)],
  ['with a signature of another length', signedBy(ours).slice(0, -4)],
  ['with a signature that is none', signedBy(ours).replace(/[\w-]+$/, 'abcde')],
  ['whose header is not JSON', signedBy(ours).replace(/^[\w-]+/, 'abcd')],
])('[T7] a code %s is forged', async (_what, code) => {
  expect(await isForged(code)).toBe(true);
});

test('[T7] without the keys, or in a browser that knows no Ed25519, nothing is called a forgery', async () => {
  const code = signedBy(makeKey());
  vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new DOMException('', 'NotSupportedError'));
  expect(await isForged(code)).toBe(false);
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  expect(await isForged(code)).toBe(false);
});
