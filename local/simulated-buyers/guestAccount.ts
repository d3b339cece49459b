/**
 * A simulated buyer's account: anonymous, made and renewed at the Auth emulator by the requests that Firebase's SDK makes
 * in a browser. The SDK itself keeps one user a page; here are many.
 * IO: HTTP to the Auth emulator.
 */
import type { Uid } from '@fashionista/domain/ids';

const timeoutMs = 10_000;
/** A token is good for an hour. */
const renewAfterMs = 50 * 60_000;

export interface GuestAccount {
  uid: Uid;
  /** The bearer token; `fresh` asks for a new one. Rejects where the emulator cannot be reached. */
  getToken(fresh?: boolean): Promise<string>;
}

interface TokenAnswer {
  idToken: string;
  refreshToken: string;
}

async function post(url: string, body: string, contentType: string): Promise<Record<string, string>> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}`);
  return (await answer.json()) as Record<string, string>;
}

/** Rejects where the emulator cannot be reached. */
export async function openGuestAccount(authOrigin: string, apiKey: string): Promise<GuestAccount> {
  const at = (path: string) => `${authOrigin}/${path}?key=${apiKey}`;
  const signUp = at('identitytoolkit.googleapis.com/v1/accounts:signUp');
  const made = await post(signUp, JSON.stringify({ returnSecureToken: true }), 'application/json');
  let tokens = made as unknown as TokenAnswer;
  let renewedAtMs = Date.now();
  const renew = async () => {
    const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: tokens.refreshToken });
    const answer = await post(
      at('securetoken.googleapis.com/v1/token'),
      form.toString(),
      'application/x-www-form-urlencoded',
    );
    tokens = { idToken: answer['id_token'] ?? '', refreshToken: answer['refresh_token'] ?? '' };
    renewedAtMs = Date.now();
  };
  return {
    uid: made['localId'] as Uid,
    getToken: async (fresh = false) => {
      if (fresh || Date.now() - renewedAtMs > renewAfterMs) await renew();
      return tokens.idToken;
    },
  };
}
