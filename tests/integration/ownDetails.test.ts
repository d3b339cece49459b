/**
 * What a person changes of their own account: the name ([R13]), and the password, which ends other sessions and is told by
 * mail once ([R12]). What the browser asks of Auth is asked of it here in the same way.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Uid } from '@fashionista/domain/ids';
import { changeName } from '../../functions/accounts/changeName.ts';
import { awaitToldMails } from '../support/accountMail.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { callApi, callApiOrThrow } from '../support/callApi.ts';
import { callAuth, createMember, signIn } from '../support/people.ts';
import type { Member } from '../support/people.ts';
import { mayRead } from '../support/readAsBrowser.ts';
import { callerOf, nextRequestId, stageServices } from '../support/stageServices.ts';
import { createGuest, upgradeGuest } from '../support/users.ts';

let sdk: AdminSdk;
beforeAll(() => {
  sdk = openAdminSdk();
});
afterAll(() => sdk.close());

const open = (token: string, body = {}) => callApiOrThrow(token, 'accounts/open', body);
const isLetIn = async (token: string): Promise<boolean> =>
  (await callApi(token, 'accounts/open', {})).status === 200;
/** What was told of an account, its mails on their way or sent. */
const toldOf = async (uid: string) =>
  (
    await sdk.firestore
      .collection('notifications')
      .where('uid', '==', uid)
      .where('kind', '==', 'account-change')
      .get()
  ).docs.map((one) => one.data());

/** `auth_time` has whole seconds. */
async function nextSecond(): Promise<void> {
  const second = Math.floor(Date.now() / 1000);
  await expect.poll(() => Math.floor(Date.now() / 1000), { interval: 50 }).toBeGreaterThan(second);
}

describe('[R13] a name', () => {
  it('is kept in the profile and at Auth, without the blanks around it; a repeat changes nothing', async () => {
    const { token, uid } = await createMember(sdk.auth);
    const request = { name: '  Éloïse Àlvarez ', requestId: nextRequestId() };
    for (let time = 0; time < 2; time += 1) {
      expect(await callApiOrThrow(token, 'accounts/changeName', request)).toEqual({ name: 'Éloïse Àlvarez' });
      expect((await sdk.firestore.doc(`users/${uid}`).get()).get('displayName')).toBe('Éloïse Àlvarez');
      expect((await sdk.auth.getUser(uid)).displayName).toBe('Éloïse Àlvarez');
    }
    // Nobody is signed out for it.
    expect(await isLetIn(token)).toBe(true);
  });

  it.each([
    ['nothing', ' '],
    ['what nobody sees', 'Ada\u202ERossi'],
    ['more than 80 characters', 'A'.repeat(81)],
  ])('of %s is refused, and told of `name`', async (_, name) => {
    const { token, uid } = await createMember(sdk.auth);
    expect(await callApi(token, 'accounts/changeName', { name })).toMatchObject({
      status: 400,
      error: { code: 'invalid-argument', details: { fields: [{ path: 'name' }] } },
    });
    expect((await sdk.auth.getUser(uid)).displayName).toBeUndefined();
  });

  it('is made good by a repeat where somebody died before Auth heard of it, with no profile yet either', async () => {
    const services = stageServices();
    const { uid } = await sdk.auth.createUser({ email: `${randomUUID()}@example.com` });
    const caller = { ...callerOf(uid), isGuest: false };
    const request = { name: 'Ada Rossi', requestId: nextRequestId() };
    const dying = {
      ...services,
      authUsers: { ...services.authUsers, rename: () => Promise.reject(new Error('died')) },
    };
    await expect(changeName(dying, caller, request)).rejects.toThrow('died');
    expect((await sdk.firestore.doc(`users/${uid}`).get()).data()).toMatchObject({
      displayName: 'Ada Rossi',
      isGuest: false,
    });
    expect(await changeName(services, caller, request)).toMatchObject({ ok: true });
    expect((await services.authUsers.find(uid as Uid))?.uid).toBe(uid);
    expect((await sdk.auth.getUser(uid)).displayName).toBe('Ada Rossi');
  });
});

describe('[R12] another password', () => {
  /** As the account's page has Auth do it: what it answers keeps that browser in. */
  const change = (token: string, password: string) =>
    callAuth<{ idToken: string }>('v1/accounts:update', {
      idToken: token,
      password,
      returnSecureToken: true,
    });

  async function changeAndSignIn(member: Member) {
    const password = randomUUID();
    const recent = await signIn(member);
    await change(recent.token, password);
    return { ...(await signIn({ email: member.email, password })), password };
  }

  it('lets its browser go on at once, refuses another’s old token within five seconds, and is told by one mail', async () => {
    const member = await createMember(sdk.auth);
    expect(await isLetIn(member.token)).toBe(true);
    await nextSecond();
    const { token, password } = await changeAndSignIn(member);
    const changedAt = performance.now();
    expect(await isLetIn(token)).toBe(true);
    expect(await mayRead(token, `users/${member.uid}`)).toBe(true);
    await expect.poll(() => isLetIn(member.token), { timeout: 5_000, interval: 20 }).toBe(false);
    await expect.poll(() => mayRead(member.token, `users/${member.uid}`), { timeout: 5_000 }).toBe(false);
    expect(performance.now() - changedAt).toBeLessThan(5_000);

    const [mail, ...others] = await awaitToldMails(sdk.firestore, member.email);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('Your password was changed');
    expect(mail?.text).toContain('Forgotten your password?');
    expect(mail?.text).toMatch(/Choose another password: https?:\S+\/sign-in$/m);
    // Another change is another one to tell of.
    await nextSecond();
    await open((await changeAndSignIn({ ...member, password })).token);
    expect(await awaitToldMails(sdk.firestore, member.email)).toHaveLength(2);
  });

  it('heard of by many at once is told once, in the language of the account', async () => {
    const member = await createMember(sdk.auth);
    await sdk.firestore.doc(`users/${member.uid}`).update({ locale: 'fr' });
    await nextSecond();
    const { token } = await changeAndSignIn(member);
    await Promise.all(Array.from({ length: 8 }, () => open(token, { locale: 'es' })));
    expect(await toldOf(member.uid)).toMatchObject([{ change: 'password', locale: 'fr', uid: member.uid }]);
    const mails = await awaitToldMails(sdk.firestore, member.email);
    expect(mails.map(({ subject }) => subject)).toEqual(['Votre mot de passe a été changé']);
  });

  it('chosen by a mailed link is told as well, whoever else is in is out', async () => {
    const member = await createMember(sdk.auth);
    await nextSecond();
    const link = await sdk.auth.generatePasswordResetLink(member.email);
    const oobCode = new URL(link).searchParams.get('oobCode');
    const newPassword = randomUUID();
    await callAuth('v1/accounts:resetPassword', { oobCode, newPassword });
    await open((await signIn({ email: member.email, password: newPassword })).token);
    expect(await isLetIn(member.token)).toBe(false);
    expect(await toldOf(member.uid)).toHaveLength(1);
    expect(await awaitToldMails(sdk.firestore, member.email)).toHaveLength(1);
  });

  it('a first one, of an account that had links alone, is told', async () => {
    const email = `${randomUUID()}@example.com`;
    const url = 'https://portal.example';
    const link = await sdk.auth.generateSignInWithEmailLink(email, { url, handleCodeInApp: true });
    const came = await callAuth<{ idToken: string; localId: string }>('v1/accounts:signInWithEmailLink', {
      email,
      oobCode: new URL(link).searchParams.get('oobCode'),
    });
    await open(came.idToken);
    await nextSecond();
    const password = randomUUID();
    await change(came.idToken, password);
    await open((await signIn({ email, password })).token);
    expect(await toldOf(came.localId)).toHaveLength(1);
  });

  it('is not told where none was changed: a guest makes an account, an address is proven, all sessions are ended', async () => {
    const upgraded = await upgradeGuest(await createGuest());
    await open(upgraded.token);
    await sdk.auth.updateUser(upgraded.uid, { emailVerified: true });
    const { token } = await signIn({ email: upgraded.email ?? '', password: upgraded.password ?? '' });
    await open(token, { isOwnProof: true });
    await callApiOrThrow(token, 'accounts/signOutEverywhere', {});
    await open((await signIn({ email: upgraded.email ?? '', password: upgraded.password ?? '' })).token);
    expect(await toldOf(upgraded.uid)).toEqual([]);
  });
});
