/**
 * People with a part to play, signed in: members with a role, an admin with a second factor. Sign-in with a second factor
 * goes as a browser's does, its code read off the Auth emulator in place of a telephone. IO: the Auth emulator.
 */
import { randomInt, randomUUID } from 'node:crypto';
import type { Role } from '@fashionista/domain/session';
import type { Auth } from 'firebase-admin/auth';
import { callApiOrThrow } from './callApi.ts';
import { stack } from './stack.ts';
import type { SignedInUser } from './users.ts';

export interface Member extends SignedInUser {
  email: string;
  password: string;
  phone?: string;
}

export interface MemberWish {
  role?: Role;
  hasSecondFactor?: boolean;
}

interface SignInAnswer {
  localId: string;
  idToken?: string;
  refreshToken?: string;
  mfaPendingCredential?: string;
  mfaInfo?: { mfaEnrollmentId: string }[];
}

export async function callAuth<Answer>(method: string, body: Record<string, unknown>): Promise<Answer> {
  const { auth, apiKey } = stack();
  const answer = await fetch(`${auth}/identitytoolkit.googleapis.com/${method}?key=${apiKey}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

async function readCode(sessionInfo: string): Promise<string> {
  const { auth, projectId } = stack();
  const answer = await fetch(`${auth}/emulator/v1/projects/${projectId}/verificationCodes`);
  const { verificationCodes } = (await answer.json()) as {
    verificationCodes: { sessionInfo: string; code: string }[];
  };
  const found = verificationCodes.find((sent) => sent.sessionInfo === sessionInfo);
  if (!found) throw new Error('The Auth emulator has sent no such code.');
  return found.code;
}

async function passSecondFactor({ mfaPendingCredential, mfaInfo }: SignInAnswer): Promise<SignInAnswer> {
  const { phoneResponseInfo } = await callAuth<{ phoneResponseInfo: { sessionInfo: string } }>(
    'v2/accounts/mfaSignIn:start',
    {
      mfaPendingCredential,
      mfaEnrollmentId: mfaInfo?.[0]?.mfaEnrollmentId,
      phoneSignInInfo: { recaptchaToken: 'the emulator takes any' },
    },
  );
  const { sessionInfo } = phoneResponseInfo;
  const phoneVerificationInfo = { sessionInfo, code: await readCode(sessionInfo) };
  return callAuth('v2/accounts/mfaSignIn:finalize', { mfaPendingCredential, phoneVerificationInfo });
}

/** Signs in, by the second factor too where there is one. @throws where Auth refuses. */
export async function signIn({
  email,
  password,
}: Pick<Member, 'email' | 'password'>): Promise<{ token: string; refreshToken: string }> {
  const first = await callAuth<SignInAnswer>('v1/accounts:signInWithPassword', {
    email,
    password,
    returnSecureToken: true,
  });
  const { idToken, refreshToken } = first.mfaPendingCredential ? await passSecondFactor(first) : first;
  if (!idToken || !refreshToken) throw new Error(`Signing in as ${email} gave no token.`);
  return { token: idToken, refreshToken };
}

/** A new member whose address is verified, with the role and second factor that are wished, signed in. */
export async function createMember(auth: Auth, { role, hasSecondFactor }: MemberWish = {}): Promise<Member> {
  const email = `${randomUUID()}@example.com`;
  const password = randomUUID();
  const phone = hasSecondFactor ? `+3932${randomInt(10_000_000, 99_999_999)}` : undefined;
  const { uid } = await auth.createUser({
    email,
    password,
    emailVerified: true,
    ...(phone && { multiFactor: { enrolledFactors: [{ factorId: 'phone', phoneNumber: phone }] } }),
  });
  if (role) await auth.setCustomUserClaims(uid, { role });
  const signedIn = await signIn({ email, password });
  // As a browser does after signing in: from then on the address is known to be proven, and sessions stand beside each other.
  await callApiOrThrow(signedIn.token, 'accounts/open', {});
  return { uid, email, password, ...(phone && { phone }), ...signedIn };
}

export const createAdmin = (auth: Auth): Promise<Member> =>
  createMember(auth, { role: 'admin', hasSecondFactor: true });
