/**
 * Users of the stack under test, signed in as a browser signs in: through the Auth emulator's REST interface.
 * IO: the Auth emulator.
 */
import { randomUUID } from 'node:crypto';
import { stack } from './stack.ts';

export interface SignedInUser {
  uid: string;
  /** A Firebase ID token: the bearer of every action. */
  token: string;
  refreshToken: string;
  /** Absent for a guest. */
  email?: string;
  password?: string;
}

interface SignInAnswer {
  localId: string;
  idToken: string;
  refreshToken: string;
}

async function callAuth(method: string, body: Record<string, unknown>): Promise<SignInAnswer> {
  const { auth, apiKey } = stack();
  const answer = await fetch(`${auth}/identitytoolkit.googleapis.com/v1/accounts:${method}?key=${apiKey}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, returnSecureToken: true }),
  });
  if (!answer.ok) throw new Error(`accounts:${method} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as SignInAnswer;
}

const toUser = ({ localId, idToken, refreshToken }: SignInAnswer): SignedInUser => ({
  uid: localId,
  token: idToken,
  refreshToken,
});

/** A new user with an e-mail address and password that nobody else has. */
export async function createUser(): Promise<SignedInUser> {
  const email = `${randomUUID()}@example.com`;
  const password = randomUUID();
  return { ...toUser(await callAuth('signUp', { email, password })), email, password };
}

/** A new guest (anonymous). */
export async function createGuest(): Promise<SignedInUser> {
  return toUser(await callAuth('signUp', {}));
}

/** The guest makes an account of it: the same one, with an address and a password. */
export async function upgradeGuest({ token }: SignedInUser): Promise<SignedInUser> {
  const email = `${randomUUID()}@example.com`;
  const password = randomUUID();
  return { ...toUser(await callAuth('signUp', { idToken: token, email, password })), email, password };
}

const signUpsAtOnce = 20;

/** As many new guests, a few at once. */
export async function createGuests(count: number): Promise<SignedInUser[]> {
  const guests: SignedInUser[] = [];
  while (guests.length < count) {
    const some = Math.min(signUpsAtOnce, count - guests.length);
    guests.push(...(await Promise.all(Array.from({ length: some }, createGuest))));
  }
  return guests;
}
