/** Links into an account, mailed and used: what `accounts/sendLink` brings about, against the Auth emulator and the caught mail. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LinkPurpose } from '@fashionista/domain/notification';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { awaitLinkMail, outboxOf } from '../support/accountMail.ts';
import { awaitQuery } from '../support/awaitDocument.ts';
import { callApi, callApiOrThrow } from '../support/callApi.ts';
import { callAuth, createMember } from '../support/people.ts';
import { stack } from '../support/stack.ts';

let sdk: AdminSdk;
beforeAll(() => {
  sdk = openAdminSdk();
});
afterAll(() => sdk.close());

const newEmail = () => `${randomUUID()}@example.com`;
const ask = (email: string, purpose: LinkPurpose, next?: string) =>
  callApiOrThrow(undefined, 'accounts/sendLink', { email, purpose, locale: 'it', ...(next && { next }) });

const codeOf = (link: URL): string => link.searchParams.get('oobCode') ?? '';
const codeTo = async (email: string, purpose: LinkPurpose) =>
  codeOf((await awaitLinkMail(sdk.firestore, email, purpose)).link);

describe('[L1] a mailed link', () => {
  it('signs in who has no account yet, in their language, and goes on to where they were', async () => {
    const email = newEmail();
    expect(await ask(email, 'sign-in', '/events?city=Milan')).toMatchObject({ sentTo: email });
    const { link, ...mail } = await awaitLinkMail(sdk.firestore, email, 'sign-in');
    expect(mail.subject).toBe('Il tuo link per accedere');
    expect(link.origin + link.pathname).toBe(`${stack().web}/it/account/link`);
    expect(link.searchParams.get('mode')).toBe('sign-in');
    expect(link.searchParams.get('next')).toBe('/events?city=Milan');
    expect(mail.html).toContain(link.href.replaceAll('&', '&amp;'));
    const { localId } = await callAuth<{ localId: string }>('v1/accounts:signInWithEmailLink', {
      email,
      oobCode: codeOf(link),
    });
    const user = await sdk.auth.getUser(localId);
    expect(user).toMatchObject({ email, emailVerified: true });
  });

  it('proves an address', async () => {
    const { email, uid } = await createMember(sdk.auth);
    await sdk.auth.updateUser(uid, { emailVerified: false });
    await ask(email, 'verify-email');
    await callAuth('v1/accounts:update', { oobCode: await codeTo(email, 'verify-email') });
    expect((await sdk.auth.getUser(uid)).emailVerified).toBe(true);
  });

  it('chooses another password, once', async () => {
    const { email } = await createMember(sdk.auth);
    await ask(email, 'reset-password');
    const oobCode = await codeTo(email, 'reset-password');
    const newPassword = randomUUID();
    await callAuth('v1/accounts:resetPassword', { oobCode, newPassword });
    await callAuth('v1/accounts:signInWithPassword', { email, password: newPassword });
    await expect(callAuth('v1/accounts:resetPassword', { oobCode, newPassword })).rejects.toThrow(
      'INVALID_OOB_CODE',
    );
  });

  it('is in no document: who reads the outbox cannot come in by it', async () => {
    const email = newEmail();
    await ask(email, 'sign-in');
    const code = await codeTo(email, 'sign-in');
    const kept = await outboxOf(sdk.firestore, email).get();
    expect(kept.size).toBe(1);
    expect(JSON.stringify(kept.docs.map((one) => one.data()))).not.toContain(code);
    expect(kept.docs[0]?.id).not.toContain(email);
  });
});

it('[L1] is answered alike where nobody has an account; nothing is mailed for a password that is not there', async () => {
  const email = newEmail();
  expect(await ask(email, 'reset-password')).toMatchObject({ sentTo: email });
  const ended = await awaitQuery(
    outboxOf(sdk.firestore, email),
    ({ docs }) => docs[0]?.get('channels.email.status') === 'failed',
  );
  expect(ended.docs[0]?.get('channels.email.lastError')).toMatch(/^no-account/);
});

it('[L2] asked for twice at once, however the address is written, one mail goes a minute', async () => {
  const name = randomUUID();
  const written = [`${name}@example.com`, `${name.toUpperCase()}@example.com`];
  await Promise.all(written.map((email) => ask(email, 'sign-in')));
  const kept = await sdk.firestore
    .collection('notifications')
    .where('channels.email.to', 'in', written)
    .get();
  const spans = kept.docs.map((one) => /^account-link_sign-in_[\w-]{22}_(\d+)$/.exec(one.id)?.[1]);
  expect(spans).not.toContain(undefined);
  // Two where the minute turned between them.
  expect(new Set(spans).size).toBe(kept.size);
});

it.each(['//evil.example/x', '/\\evil.example', 'https://evil.example', 'events'])(
  'a way on to %s is refused',
  async (next) => {
    const body = { email: newEmail(), purpose: 'sign-in', locale: 'it', next } as const;
    expect(await callApi(undefined, 'accounts/sendLink', body)).toMatchObject({
      status: 400,
      error: { code: 'invalid-argument', details: { fields: [{ path: 'next' }] } },
    });
  },
);
