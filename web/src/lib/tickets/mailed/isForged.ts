/**
 * Whether a code was signed by nobody of ours: else this page would lend our address to whoever sells tickets that there
 * are not ([T7]). What the code itself says wrong makes it forged; what the reader lacks, a network for one, does not: the
 * door checks every code. IO: the published keys over HTTP.
 */
import * as v from 'valibot';
import { bytesOf } from './ticketCode.ts';

interface SignedText {
  kid: string;
  signed: Uint8Array<ArrayBuffer>;
  signature: Uint8Array<ArrayBuffer>;
}

const headerSchema = v.object({ alg: v.literal('EdDSA'), kid: v.string() });
const keysSchema = v.object({
  keys: v.array(
    v.object({ kty: v.literal('OKP'), crv: v.literal('Ed25519'), kid: v.string(), x: v.string() }),
  ),
});
type PublicKey = v.InferOutput<typeof keysSchema>['keys'][number];

const keysAddress = '/.well-known/ticket-keys.json';
/** A ticket is not kept waiting for longer: a queue stands behind. */
const mostWaitMs = 4_000;

function takeApart(code: string): SignedText | undefined {
  const [header = '', payload = '', signature = ''] = code.split('.');
  try {
    const { kid } = v.parse(headerSchema, JSON.parse(new TextDecoder().decode(bytesOf(header))));
    return {
      kid,
      signed: new TextEncoder().encode(`${header}.${payload}`),
      signature: bytesOf(signature),
    };
  } catch {
    // Neither base64url, nor JSON, nor the header that we write.
    return undefined;
  }
}

async function fetchKeys(): Promise<PublicKey[] | undefined> {
  try {
    const response = await fetch(keysAddress, { signal: AbortSignal.timeout(mostWaitMs) });
    return v.parse(keysSchema, await response.json()).keys;
  } catch {
    // No network, too slow a one, or a proxy answered with a page.
    return undefined;
  }
}

async function isSignedBy({ kty, crv, x }: PublicKey, { signed, signature }: SignedText): Promise<boolean> {
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify']);
  } catch {
    // A browser from before 2025 knows no Ed25519.
    return true;
  }
  return crypto.subtle.verify('Ed25519', key, signature, signed);
}

export async function isForged(code: string): Promise<boolean> {
  const text = takeApart(code);
  if (!text) return true;
  const keys = await fetchKeys();
  if (!keys) return false;
  const key = keys.find(({ kid }) => kid === text.kid);
  return !key || !(await isSignedBy(key, text));
}
