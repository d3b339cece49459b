/**
 * One's own password: whether there is one, and another in its place. Loaded by whoever changes theirs. IO: Firebase Auth.
 */
import { updatePassword } from 'firebase/auth';
import type { Auth, User } from 'firebase/auth';
import type { WebConfig } from './config.ts';
import type { Portal } from './portal.ts';
import type { Session } from './session.svelte.ts';

const authHost = 'https://identitytoolkit.googleapis.com';

function ownUser(auth: Auth): User {
  if (!auth.currentUser) throw new Error('Nobody is signed in.');
  return auth.currentUser;
}

async function appCheckHeader(config: WebConfig): Promise<Record<string, string>> {
  if (!config.appCheck) return {};
  const { getAppCheckToken } = await import('./appCheck.ts');
  return { 'x-firebase-appcheck': await getAppCheckToken(config) };
}

/**
 * Whoever came by a link alone, or by Google, has none. Auth tells its SDK, which keeps it to itself: asked here as
 * https://firebase.google.com/docs/reference/rest/auth#section-get-account-info has it. Of a password that is there, the
 * answer has a hash blotted out.
 */
export const readHasPassword = ({ config, session }: Pick<Portal, 'config' | 'session'>) =>
  session.ask(async ({ auth }) => {
    const host = config.emulators ? `${config.emulators.auth}/identitytoolkit.googleapis.com` : authHost;
    const answer = await fetch(`${host}/v1/accounts:lookup?key=${encodeURIComponent(auth.config.apiKey)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await appCheckHeader(config)) },
      body: JSON.stringify({ idToken: await ownUser(auth).getIdToken() }),
    });
    if (!answer.ok) throw new Error(`Auth answered ${answer.status} about an account.`);
    const { users } = (await answer.json()) as { users?: { passwordHash?: string }[] };
    return users?.[0]?.passwordHash !== undefined;
  });

/** Where there was none as well. Refused as `sign-in-too-old` where the sign-in is not of the last minutes. */
export const choosePassword = (session: Session, password: string) =>
  session.ask(({ auth }) => updatePassword(ownUser(auth), password));
