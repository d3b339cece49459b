import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { refuse, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { AuthFailure } from '#lib/platform/authFailure.ts';
import type { SecondFactorStep } from '#lib/platform/secondFactor.ts';
import type { Session, SessionUser, SignInOutcome } from '#lib/platform/session.svelte.ts';
import { stubBrowserStorage } from '#lib/platform/testing/browserStorage.ts';
import { noteLinkEmail, readLinkEmail } from './linkNote.ts';
import { OpenedLink } from './openedLink.svelte.ts';

beforeEach(() => void stubBrowserStorage());
afterEach(() => void vi.unstubAllGlobals());

const email = 'ida@example.com';
const member: SessionUser = { uid: 'u1', isGuest: false, email, isEmailVerified: false, name: 'Ida' };
const guest: SessionUser = { ...member, isGuest: true, email: null, name: null };
const entered: SignInOutcome = { ok: true, user: member };
const step: SecondFactorStep = {
  kind: 'totp',
  to: null,
  send: () => Promise.resolve(),
  confirm: () => Promise.reject(new Error('nobody confirms')),
};
const fail = (failure: AuthFailure) => ({ ok: false, failure }) as const;
type Asked<Value> = { ok: true; value: Value } | { ok: false; failure: AuthFailure };

interface Answers {
  /** Who is signed in here; an error where that cannot be told. */
  user?: SessionUser | Error | null;
  code?: string;
  byLink?: SignInOutcome[];
  proven?: Asked<{ email: string; isProven: boolean }>;
  reset?: Asked<string>;
  chosen?: Asked<void>[];
  withPassword?: SignInOutcome;
  told?: Result<unknown>;
}

/** A link whose Auth and server answer as given; `did`: what was asked of them and where the page went, in order. */
function open(answers: Answers) {
  const did: string[] = [];
  const does = <Value>(what: string, answer: Value | Error | undefined): Promise<Value> => {
    did.push(what);
    if (answer === undefined) return Promise.reject(new Error(`nothing was said of: ${what}`));
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const { user = null, code = 'c1', byLink = [], chosen = [], told = succeed({}) } = answers;
  const session = {
    user: user instanceof Error ? undefined : user,
    load: () => (user instanceof Error ? Promise.reject(user) : Promise.resolve(user)),
    renew: () => does('renew', null),
    signOut: () => does('sign out', null),
    signIn: (of: string, password: string) => does(`sign in ${of} ${password}`, answers.withPassword),
  };
  const links = {
    signInByLink: (_: Session, of: string, by: string) => does(`by link ${of} ${by}`, byLink.shift()),
    proveAddress: (_: Session, by: string) => does(`prove ${by}`, answers.proven),
    readReset: (_: Session, by: string) => does(`read ${by}`, answers.reset),
    choosePassword: (_: Session, by: string, password: string) =>
      does(`choose ${by} ${password}`, chosen.shift()),
  };
  const link = new OpenedLink({
    session: session as unknown as Session,
    loadLinks: () => Promise.resolve(links as unknown as typeof import('#lib/platform/accountLinks.ts')),
    code,
    tellServer: (isOwnProof) => does(isOwnProof ? 'tell of a proof' : 'tell', told),
    goOn: async () => {
      await does('go on', null);
    },
    goSignIn: async () => {
      await does('go to sign in', null);
    },
  });
  return { link, did };
}

describe('[L1] a link that signs in', () => {
  test('where it was asked for it does so at once, tells the server and goes on', async () => {
    noteLinkEmail(email);
    const { link, did } = open({ byLink: [entered] });
    await link.open('sign-in');
    expect(did).toEqual([`by link ${email} c1`, 'tell', 'go on']);
    expect(link.stage).toEqual({ kind: 'opening' });
    expect(readLinkEmail()).toBeUndefined();
  });

  test('goes on though the server heard nothing of it', async () => {
    noteLinkEmail(email);
    const { link, did } = open({ byLink: [entered], told: refuse('unavailable', 'No answer.') });
    await link.open('sign-in');
    expect(did.at(-1)).toBe('go on');
  });

  test.each([
    ['nobody', null],
    ['a guest', guest],
    ['who cannot be told', new TypeError('Failed to fetch')],
  ])('elsewhere it asks whose it is, where %s is', async (_, user) => {
    const { link, did } = open({ user });
    await link.open('sign-in');
    expect(link.stage).toEqual({ kind: 'whose' });
    expect(did).toEqual([]);
  });

  test('where somebody is signed in it asks first whether to go on as them', async () => {
    const { link } = open({ user: member });
    await link.open('sign-in');
    expect(link.stage).toEqual({ kind: 'in', email });
    link.askWhose();
    expect(link.stage).toEqual({ kind: 'whose' });
  });

  test('an address that is another’s can be typed again, be it the noted one', async () => {
    noteLinkEmail('other@example.com');
    const { link, did } = open({ byLink: [fail('email-invalid'), fail('email-invalid'), entered] });
    await link.open('sign-in');
    expect(link.stage).toEqual({ kind: 'whose' });
    expect(await link.signIn('third@example.com')).toBe('other-address');
    expect(link.stage).toEqual({ kind: 'whose' });
    expect(await link.signIn(email)).toBeUndefined();
    expect(did.slice(-2)).toEqual(['tell', 'go on']);
  });

  test('what fails beside a field is said there; what leaves nothing to type ends the link', async () => {
    const { link } = open({ byLink: [fail('offline'), fail('link-over')] });
    await link.open('sign-in');
    expect(await link.signIn(email)).toBe('offline');
    expect(link.stage).toEqual({ kind: 'whose' });
    expect(await link.signIn(email)).toBeUndefined();
    expect(link.stage).toEqual({ kind: 'over', failure: 'link-over' });

    noteLinkEmail(email);
    const atOnce = open({ byLink: [fail('offline')] });
    await atOnce.link.open('sign-in');
    expect(atOnce.link.stage).toEqual({ kind: 'over', failure: 'offline' });
  });

  test('a second factor is asked for, and goes on as without it', async () => {
    noteLinkEmail(email);
    const { link, did } = open({ byLink: [{ ok: false, step }] });
    await link.open('sign-in');
    expect(link.stage).toEqual({ kind: 'code', step });
    expect(readLinkEmail()).toBe(email);
    await link.finish();
    expect(did.slice(1)).toEqual(['tell', 'go on']);
    expect(readLinkEmail()).toBeUndefined();
  });
});

describe('[R11] a link that proves an address', () => {
  const proven = { ok: true, value: { email, isProven: true } } as const;

  test('tells the server with a token that says so, and may be opened twice by who is signed in', async () => {
    const first = open({ proven, user: member });
    await first.link.open('verify-email');
    expect(first.did).toEqual(['prove c1', 'renew', 'tell of a proof']);
    expect(first.link.stage).toEqual({ kind: 'proven', email });

    const again = open({ proven: fail('link-over'), user: member });
    await again.link.open('verify-email');
    expect(again.link.stage).toEqual({ kind: 'proven', email });
    expect(again.did).toEqual(['prove c1']);
  });

  test.each([
    ['another link', { code: 'c2', user: member, proven: fail('link-over') }, 'link-over'],
    ['signed out since', { user: null, proven: fail('link-over') }, 'link-over'],
    ['another failure', { user: member, proven: fail('offline') }, 'offline'],
  ] as const)('is over, once it was used here: %s', async (_, then, failure) => {
    await open({ proven, user: member }).link.open('verify-email');
    const { link } = open(then);
    await link.open('verify-email');
    expect(link.stage).toEqual({ kind: 'over', failure });
  });

  test('proves nothing where its account is not signed in, and leads there by signing out', async () => {
    const elsewhere = { ok: true, value: { email, isProven: false } } as const;
    const { link, did } = open({ proven: elsewhere, user: { ...member, email: 'other@example.com' } });
    await link.open('verify-email');
    expect(link.stage).toEqual({ kind: 'elsewhere', email });
    const leaving = link.changeAccount();
    expect(link.isLeaving).toBe(true);
    await leaving;
    expect(did).toEqual(['prove c1', 'sign out', 'go to sign in']);
    expect(link.isLeaving).toBe(false);
  });

  test('a guest is not signed out on the way: what they hold comes along', async () => {
    const { link, did } = open({ user: guest });
    await link.changeAccount();
    expect(did).toEqual(['go to sign in']);
  });
});

describe('[R11] a link that lets a password be chosen', () => {
  const reset = { ok: true, value: email } as const;
  const chosen: Asked<void>[] = [{ ok: true, value: undefined }];

  async function choose(answers: Answers) {
    const opened = open({ reset, chosen: [...chosen], ...answers });
    await opened.link.open('reset-password');
    expect(opened.link.stage).toEqual({ kind: 'password', email });
    const problem = await opened.link.choosePassword('new secret');
    return { ...opened, problem };
  }

  test('signs in with the new password at once', async () => {
    const { link, did } = await choose({ withPassword: entered });
    expect(did).toEqual(['read c1', 'choose c1 new secret', `sign in ${email} new secret`, 'tell']);
    expect(link.stage).toEqual({ kind: 'changed', isIn: true });
  });

  test.each([
    ['the sign-in', { withPassword: fail('offline') }],
    ['telling the server', { withPassword: entered, told: refuse('unavailable', 'No answer.') }],
  ])('is changed all the same, where %s fails', async (_, answers) => {
    expect((await choose(answers)).link.stage).toEqual({ kind: 'changed', isIn: false });
  });

  test('a second factor is asked for then too', async () => {
    expect((await choose({ withPassword: { ok: false, step } })).link.stage).toEqual({ kind: 'code', step });
  });

  test('a password that Auth does not take is said beside it; a link that is over meanwhile ends', async () => {
    const { link, problem } = await choose({ chosen: [fail('password-weak'), fail('link-over')] });
    expect(problem).toBe('password-weak');
    expect(link.stage).toEqual({ kind: 'password', email });
    expect(await link.choosePassword('another secret')).toBeUndefined();
    expect(link.stage).toEqual({ kind: 'over', failure: 'link-over' });
  });

  test('one that is over asks for nothing', async () => {
    const { link } = open({ reset: fail('link-over') });
    await link.open('reset-password');
    expect(link.stage).toEqual({ kind: 'over', failure: 'link-over' });
  });
});
