/**
 * Signing in by Google. In production Google's own window answers an access token (Google Identity Services, loaded by the
 * press of the button and not before); on one machine no Google is asked: the Auth emulator takes what a page says
 * of itself. IO: Firebase Auth, Google.
 */
import { GoogleAuthProvider, signInWithCredential } from 'firebase/auth';
import type { OAuthCredential } from 'firebase/auth';
import type { Session, SignInOutcome } from './session.svelte.ts';

/** What of `google.accounts.oauth2` is used: https://developers.google.com/identity/oauth2/web/reference/js-reference */
interface GoogleOAuth {
  initTokenClient(options: {
    client_id: string;
    scope: string;
    callback: (answer: { access_token?: string; error?: string }) => void;
    error_callback: (error: { type: string }) => void;
  }): { requestAccessToken(): void };
}
declare global {
  var google: { accounts: { oauth2: GoogleOAuth } } | undefined;
}

const scriptAddress = 'https://accounts.google.com/gsi/client';

/** As Firebase names it, so that one list of failures has them all. */
const failure = (code: string) => Object.assign(new Error(code), { code: `auth/${code}` });

let loading: Promise<GoogleOAuth> | undefined;
function loadGoogle(): Promise<GoogleOAuth> {
  loading ??= new Promise<GoogleOAuth>((resolve, reject) => {
    const script = document.createElement('script');
    script.src = scriptAddress;
    script.onload = () => {
      if (globalThis.google) resolve(globalThis.google.accounts.oauth2);
      else reject(failure('internal-error'));
    };
    script.onerror = () => reject(failure('network-request-failed'));
    document.head.append(script);
  });
  // What failed to load is tried again at the next press.
  loading.catch(() => (loading = undefined));
  return loading;
}

/** Asks Google who this is. Rejects where its window was closed, or it cannot be reached. */
async function askGoogle(clientId: string): Promise<OAuthCredential> {
  const oauth = await loadGoogle();
  const token = await new Promise<string>((resolve, reject) => {
    const client = oauth.initTokenClient({
      client_id: clientId,
      scope: 'openid email profile',
      callback: ({ access_token: accessToken }) => {
        if (accessToken) resolve(accessToken);
        else reject(failure('popup-closed-by-user'));
      },
      error_callback: () => reject(failure('popup-closed-by-user')),
    });
    client.requestAccessToken();
  });
  return GoogleAuthProvider.credential(null, token);
}

/** The Auth emulator reads an unsigned token: https://firebase.google.com/docs/emulator-suite/connect_auth */
const localCredential = (email: string): OAuthCredential =>
  GoogleAuthProvider.credential(
    // Google knows everybody's name; here it is what stands before the @.
    JSON.stringify({ sub: `local-${email}`, email, email_verified: true, name: email.split('@')[0] }),
  );

export type GoogleWay = { clientId: string } | { localEmail: string };

/** Makes the account where there is none. A guest is left behind: what they have comes along by a merge. */
export const signInByGoogle = (session: Session, way: GoogleWay): Promise<SignInOutcome> =>
  session.enter(async ({ auth }) => {
    const credential = 'clientId' in way ? await askGoogle(way.clientId) : localCredential(way.localEmail);
    return (await signInWithCredential(auth, credential)).user;
  });
