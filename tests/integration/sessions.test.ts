/**
 * Ended sessions: signing out everywhere, a lost role, suspension; what a copied token is good for then, at `api` and at
 * Firestore's rules; and who dies half-way.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Uid } from '@fashionista/domain/ids';
import type { Session } from '@fashionista/domain/session';
import { sweep } from '../../functions/background/sweep.ts';
import { setRole } from '../../functions/admin/changeAccount.ts';
import { createSessionList } from '../../functions/platform/sessionList.ts';
import type { Store } from '../../functions/platform/store.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { callApi, callApiOrThrow } from '../support/callApi.ts';
import { callAuth, createAdmin, createMember, signIn } from '../support/people.ts';
import type { Member } from '../support/people.ts';
import { mayRead } from '../support/readAsBrowser.ts';
import { stack } from '../support/stack.ts';
import { callerOf, nextRequestId, stageServices } from '../support/stageServices.ts';
import type { StagedServices } from '../support/stageServices.ts';
import { createUser } from '../support/users.ts';

let sdk: AdminSdk;
let services: StagedServices;
let house: Member;
beforeAll(async () => {
  sdk = openAdminSdk();
  services = stageServices();
  house = await createAdmin(sdk.auth);
});
afterAll(() => sdk.close());

const reason = 'a test of sessions';
const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
const sessionOf = async (uid: string) => (await sdk.firestore.doc(`sessions/${uid}`).get()).data();
const auditOf = async (uid: string) =>
  (await sdk.firestore.collection('audit').where('on.id', '==', uid).get()).docs.map((entry) => entry.data());
const isLetIn = async (token: string): Promise<boolean> =>
  (await callApi(token, 'accounts/open', {})).status === 200;

describe('a stolen token', () => {
  const ways: [string, (victim: Member) => Promise<unknown>][] = [
    ['signing out everywhere', ({ token }) => callApiOrThrow(token, 'accounts/signOutEverywhere', {})],
    [
      'suspension',
      ({ uid }) => callApiOrThrow(house.token, 'admin/suspend', { uid, isSuspended: true, reason }),
    ],
    ['a lost role', ({ uid }) => callApiOrThrow(house.token, 'admin/setRole', { uid, role: null, reason })],
  ];
  it.each(ways)('after %s is refused within five seconds, by `api` and by the rules', async (_, end) => {
    const victim = await createMember(sdk.auth, { role: 'organizer' });
    expect(await isLetIn(victim.token)).toBe(true);
    expect(await mayRead(victim.token, `users/${victim.uid}`)).toBe(true);
    const endedAt = performance.now();
    await end(victim);
    await expect.poll(() => isLetIn(victim.token), { timeout: 5_000, interval: 20 }).toBe(false);
    await expect.poll(() => mayRead(victim.token, `users/${victim.uid}`), { timeout: 5_000 }).toBe(false);
    expect(performance.now() - endedAt).toBeLessThan(5_000);
  });

  it('is not renewed either', async () => {
    const { refreshToken, token } = await createMember(sdk.auth);
    await callApiOrThrow(token, 'accounts/signOutEverywhere', {});
    const { auth, apiKey } = stack();
    const renewed = await fetch(`${auth}/securetoken.googleapis.com/v1/token?key=${apiKey}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `grant_type=refresh_token&refresh_token=${refreshToken}`,
    });
    // The emulator may renew it; then its time of sign-in is still the old one, and it is refused all the same.
    if (renewed.ok)
      expect(await isLetIn(((await renewed.json()) as { id_token: string }).id_token)).toBe(false);
    else expect(renewed.status).toBe(400);
  });

  it('whoever signs in right after is let in', async () => {
    const member = await createMember(sdk.auth);
    await callApiOrThrow(member.token, 'accounts/signOutEverywhere', {});
    const { token } = await signIn(member);
    expect(await isLetIn(token)).toBe(true);
    expect(await mayRead(token, `users/${member.uid}`)).toBe(true);
  });
});

describe('[R1] an instance’s list of ended sessions', () => {
  /** A listener that is never told anything, and does not know that it is not. */
  const noWatch = (): (() => void) => () => undefined;
  const listOf = (store: Pick<Store, 'query' | 'watch'>) =>
    createSessionList({ store, clock: services.clock }, () => undefined);
  const end = async (uid: string) => {
    const at = new Date();
    const session: Session = {
      ...{ uid: uid as Uid, validAfter: at, changedAt: at },
      ...{ isSuspended: false, role: null, authIsBehind: false },
    };
    await sdk.firestore.doc(`sessions/${uid}`).set(session);
  };
  const callerNow = (uid: string) => ({ ...callerOf(uid), signedInAt: new Date(Date.now() - 10_000) });

  it('hears of one that another instance ended', async () => {
    const list = listOf(services.store);
    const caller = callerNow('heardOf');
    expect(await list.isEnded(caller)).toBe(false);
    await end('heardOf');
    await expect.poll(() => list.isEnded(caller), { timeout: 2_000, interval: 10 }).toBe(true);
  });

  it('reads, once it has heard nothing for five seconds', async () => {
    const list = listOf({ ...services.store, watch: noWatch });
    const caller = callerNow('notHeardOf');
    expect(await list.isEnded(caller)).toBe(false);
    await end('notHeardOf');
    const endedAt = performance.now();
    await expect.poll(() => list.isEnded(caller), { timeout: 6_000, interval: 50 }).toBe(true);
    expect(performance.now() - endedAt).toBeLessThan(5_500);
  });

  it('lets nobody in whom it cannot tell', async () => {
    const query = () => Promise.reject(new Error('Firestore is away'));
    const list = listOf({ query, watch: noWatch });
    await expect(list.isEnded(callerNow('unknown'))).rejects.toThrow('away');
  });
});

describe('[R11] what Auth knows of an account is heard', () => {
  /** `auth_time` has whole seconds. */
  async function nextSecond(): Promise<void> {
    const second = Math.floor(Date.now() / 1000);
    await expect.poll(() => Math.floor(Date.now() / 1000), { interval: 50 }).toBeGreaterThan(second);
  }
  const codeIn = (link: string) => new URL(link).searchParams.get('oobCode');

  it('whoever proves an address ends the sessions of who made the account with it before', async () => {
    const squatter = await createUser();
    const { email, uid } = squatter;
    expect(await isLetIn(squatter.token)).toBe(true);
    await nextSecond();
    const url = stack().api;
    const link = await sdk.auth.generateSignInWithEmailLink(email ?? '', { url, handleCodeInApp: true });
    // A token that was made before says nothing of what is proven since.
    expect(await isLetIn(squatter.token)).toBe(true);
    const owner = await callAuth<{ idToken: string; localId: string }>('v1/accounts:signInWithEmailLink', {
      email,
      oobCode: codeIn(link),
    });
    expect(owner.localId).toBe(uid);
    expect(await isLetIn(owner.idToken)).toBe(true);
    expect(await isLetIn(squatter.token)).toBe(false);
    expect(await mayRead(squatter.token, `users/${uid}`)).toBe(false);
    expect(await mayRead(owner.idToken, `users/${uid}`)).toBe(true);
    // Proven once: who signs in after is no stranger, and ends nobody's session.
    const { provenAt, validAfter } = (await sessionOf(uid)) ?? {};
    expect(provenAt).toBeDefined();
    await nextSecond();
    const again = await callAuth<{ idToken: string }>('v1/accounts:signInWithEmailLink', {
      email,
      oobCode: codeIn(
        await sdk.auth.generateSignInWithEmailLink(email ?? '', { url, handleCodeInApp: true }),
      ),
    });
    expect(await isLetIn(again.idToken)).toBe(true);
    expect(await sessionOf(uid)).toMatchObject({ provenAt, validAfter });
    expect(await isLetIn(owner.idToken)).toBe(true);
  });

  it('another password ends the sessions that were begun with the old one', async () => {
    const member = await createMember(sdk.auth);
    expect(await isLetIn(member.token)).toBe(true);
    await nextSecond();
    const newPassword = 'another-long-enough-one';
    const oobCode = codeIn(await sdk.auth.generatePasswordResetLink(member.email));
    await callAuth('v1/accounts:resetPassword', { oobCode, newPassword });
    const { token } = await signIn({ email: member.email, password: newPassword });
    expect(await isLetIn(token)).toBe(true);
    expect(await isLetIn(member.token)).toBe(false);
    expect(await mayRead(member.token, `users/${member.uid}`)).toBe(false);
    expect(await mayRead(token, `users/${member.uid}`)).toBe(true);
  });
});

describe('[R2] [R6] what an admin does to an account', () => {
  it('a role is in the next token, with who gave it and why in the audit', async () => {
    const member = await createMember(sdk.auth);
    const request = { uid: member.uid, role: 'organizer', reason, requestId: nextRequestId() };
    expect(await callApiOrThrow(house.token, 'admin/setRole', request)).toEqual({
      uid: member.uid,
      role: 'organizer',
    });
    expect(await isLetIn(member.token)).toBe(true);
    const { token } = await signIn(member);
    expect(claimsOf(token)['role']).toBe('organizer');
    expect(await sessionOf(member.uid)).toMatchObject({ role: 'organizer', authIsBehind: false });
    expect(await auditOf(member.uid)).toMatchObject([
      {
        actor: { kind: 'person', uid: house.uid, role: 'admin' },
        action: 'admin/setRole',
        before: { role: null },
        after: { role: 'organizer' },
        reason,
        requestId: request.requestId,
      },
    ]);
  });

  it('a repeat does nothing and answers the same', async () => {
    const member = await createMember(sdk.auth);
    const request = { uid: member.uid, role: 'organizer', reason, requestId: nextRequestId() };
    const first = await callApiOrThrow(house.token, 'admin/setRole', request);
    const [, second] = await Promise.all(
      [1, 2].map(() => callApiOrThrow(house.token, 'admin/setRole', request)),
    );
    expect(second).toEqual(first);
    expect(await auditOf(member.uid)).toHaveLength(1);
  });

  it('a request id that was used for something else is refused, and nothing is done', async () => {
    const member = await createMember(sdk.auth);
    const request = { uid: member.uid, reason, requestId: nextRequestId() };
    await callApiOrThrow(house.token, 'admin/setRole', { ...request, role: 'organizer' });
    expect(await callApi(house.token, 'admin/suspend', { ...request, isSuspended: true })).toMatchObject({
      status: 400,
      error: { details: { fields: [{ path: 'requestId' }] } },
    });
    expect(await sessionOf(member.uid)).toMatchObject({ role: 'organizer', isSuspended: false });
    // As it is for somebody else.
    const other = await createMember(sdk.auth);
    const again = { ...request, uid: other.uid, role: 'organizer' };
    expect(await callApi(house.token, 'admin/setRole', again)).toMatchObject({ status: 400 });
    expect(await sessionOf(other.uid)).toMatchObject({ role: null });
  });

  it('a suspended account cannot sign in, and can again once that is lifted', async () => {
    const member = await createMember(sdk.auth);
    const suspend = (isSuspended: boolean) =>
      callApiOrThrow(house.token, 'admin/suspend', { uid: member.uid, isSuspended, reason });
    await suspend(true);
    await expect(signIn(member)).rejects.toThrow('USER_DISABLED');
    await suspend(false);
    expect(await isLetIn((await signIn(member)).token)).toBe(true);
    expect(await auditOf(member.uid)).toHaveLength(2);
  });

  it.each([
    ['nobody’s account', () => 'nobodyAtAll', 'not-found'],
    ['one’s own', (): string => house.uid, 'invalid-argument'],
  ] as [string, () => string, string][])('%s is refused, and nothing is written', async (_, uidOf, code) => {
    const before = await sessionOf(uidOf());
    for (const [action, change] of [
      ['admin/setRole', { role: null }],
      ['admin/suspend', { isSuspended: true }],
    ] as const)
      expect(await callApi(house.token, action, { uid: uidOf(), reason, ...change })).toMatchObject({
        error: { code },
      });
    expect(await sessionOf(uidOf())).toEqual(before);
  });
});

describe('[R3] whoever dies between the record and Auth', () => {
  const by = () => ({ ...callerOf(house.uid), role: 'admin' as const });
  const dying = (): StagedServices => ({
    ...services,
    authUsers: { ...services.authUsers, apply: () => Promise.reject(new Error('died')) },
  });
  const requestFor = (uid: string) => ({
    uid: uid as Uid,
    role: null,
    reason,
    requestId: nextRequestId(),
  });

  it('has ended the sessions already, and a repeat ends the rest', async () => {
    const member = await createMember(sdk.auth, { role: 'organizer' });
    const request = requestFor(member.uid);
    await expect(setRole(dying(), by(), request)).rejects.toThrow('died');
    await expect.poll(() => isLetIn(member.token), { timeout: 5_000 }).toBe(false);
    expect(await setRole(services, by(), request)).toMatchObject({ ok: true, value: { role: null } });
    expect(claimsOf((await signIn(member)).token)['role']).toBeUndefined();
    expect(await auditOf(member.uid)).toHaveLength(1);
  });

  it('or else the sweep does, and who signed in meanwhile with what was taken is out as well', async () => {
    const member = await createMember(sdk.auth, { role: 'organizer' });
    await expect(setRole(dying(), by(), requestFor(member.uid))).rejects.toThrow('died');
    // A sign-in has whole seconds: only one of a later second is surely not from before.
    const { validAfter } = (await sessionOf(member.uid)) as { validAfter: { toMillis(): number } };
    let token = '';
    await expect
      .poll(
        async () => {
          ({ token } = await signIn(member));
          return Number(claimsOf(token)['auth_time']) * 1000;
        },
        { timeout: 3_000 },
      )
      .toBeGreaterThanOrEqual(validAfter.toMillis());
    expect(claimsOf(token)['role']).toBe('organizer');
    services.setAhead(1);
    await sweep(services);
    services.setAhead(0);
    expect(await sessionOf(member.uid)).toMatchObject({ authIsBehind: false });
    expect(claimsOf((await signIn(member)).token)['role']).toBeUndefined();
    await expect.poll(() => isLetIn(token), { timeout: 5_000 }).toBe(false);
  });
});
