/**
 * Who may call what: every action there is, called by every kind of caller, with a body that is right. What is answered to
 * whoever may is not the question here, only that it is neither `unauthenticated` nor `permission-denied`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionSchemas } from '@fashionista/domain/actions';
import type { ActionName } from '@fashionista/domain/actions';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { callApi, callApiOrThrow } from '../support/callApi.ts';
import type { ApiAnswer } from '../support/callApi.ts';
import { createAdmin, createMember } from '../support/people.ts';
import type { Member } from '../support/people.ts';
import { stack } from '../support/stack.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { nextRequestId } from '../support/stageServices.ts';
import { createGuest } from '../support/users.ts';

/** Everybody who might call. `buyer` has the hold and the order that bodies name. */
const callers = [
  'nobody',
  'guest',
  'buyer',
  'attendee',
  'designer',
  'organizer',
  'organizerElsewhere',
  'coOrganizer',
  'door',
  'admin',
  'adminWithoutSecondFactor',
  'suspended',
  'signedOutEverywhere',
  'formerAdmin',
  'expired',
  'ofAnotherProject',
] as const;
type Who = (typeof callers)[number];

/** `in`: let in. A code: refused with it. */
type Verdict = 'in' | 'unauthenticated' | 'permission-denied' | 'not-found';

const noGoodToken: Partial<Record<Who, Verdict>> = {
  nobody: 'unauthenticated',
  suspended: 'unauthenticated',
  signedOutEverywhere: 'unauthenticated',
  formerAdmin: 'unauthenticated',
  expired: 'unauthenticated',
  ofAnotherProject: 'unauthenticated',
};
const row = (otherwise: Verdict, exceptions: Partial<Record<Who, Verdict>> = {}) =>
  Object.fromEntries(callers.map((who) => [who, exceptions[who] ?? noGoodToken[who] ?? otherwise])) as Record<
    Who,
    Verdict
  >;

const everyone = Object.fromEntries(callers.map((who) => [who, 'in'])) as Record<Who, Verdict>;
const adminsAlone = row('permission-denied', { admin: 'in' });
const whoseHoldItIs = row('permission-denied', { buyer: 'in' });
/** Whose event it is, whom they made organizer beside them, and admins. */
const itsOrganizers = row('permission-denied', { organizer: 'in', coOrganizer: 'in', admin: 'in' });
/** Ids of orders are not to be tried out: somebody else's is answered as one that does not exist. */
const whoseOrderItIs = row('not-found', { buyer: 'in' });

/** An action without a row does not compile. */
const table: { readonly [Name in ActionName]: Record<Who, Verdict> } = {
  'accounts/open': row('in'),
  'accounts/sendLink': everyone,
  'accounts/changeName': row('in', { guest: 'permission-denied' }),
  'accounts/signOutEverywhere': row('in', { guest: 'permission-denied' }),
  'accounts/merge': row('in', { guest: 'permission-denied' }),
  'accounts/export': row('in'),
  'accounts/describeDeletion': row('in'),
  'accounts/delete': row('in'),
  'admin/setRole': adminsAlone,
  'admin/suspend': adminsAlone,
  'designers/create': row('in', { guest: 'permission-denied' }),
  'events/setTeamRole': itsOrganizers,
  'seats/hold': row('in'),
  'seats/release': whoseHoldItIs,
  'seats/extend': whoseHoldItIs,
  'seats/view': everyone,
  'orders/checkout': whoseHoldItIs,
  'orders/cancel': whoseOrderItIs,
  'orders/refresh': whoseOrderItIs,
  'tickets/pdf': whoseOrderItIs,
};

interface Stage {
  tokens: Record<Who, string | undefined>;
  bodies: { readonly [Name in ActionName]: () => object };
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The same token with other claims; the Auth emulator signs none. */
function rewrite(token: string, change: object): string {
  const [head = '', body = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
  return `${head}.${encode({ ...claims, ...change })}.`;
}

async function createPeople({ auth, firestore }: AdminSdk) {
  const member = (wish = {}): Promise<Member> => createMember(auth, wish);
  const [admin, buyer, attendee, designer, organizer, organizerElsewhere, coOrganizer, door, weakAdmin] =
    await Promise.all([
      createAdmin(auth),
      member(),
      member(),
      member(),
      member({ role: 'organizer' }),
      member({ role: 'organizer' }),
      member(),
      member(),
      member({ role: 'admin' }),
    ]);
  const [suspended, signedOut, formerAdmin, guest] = await Promise.all([
    member(),
    member(),
    createAdmin(auth),
    createGuest(),
  ]);
  await firestore.doc(`designers/${designer.uid}`).set({
    designerId: designer.uid,
    state: 'draft',
    members: { [designer.uid]: 'owner' },
    memberUids: [designer.uid],
  });
  const reason = 'for the table of who may call what';
  await Promise.all([
    callApiOrThrow(admin.token, 'admin/suspend', { uid: suspended.uid, isSuspended: true, reason }),
    callApiOrThrow(admin.token, 'admin/setRole', { uid: formerAdmin.uid, role: null, reason }),
    callApiOrThrow(signedOut.token, 'accounts/signOutEverywhere', {}),
  ]);
  return {
    ...{ admin, buyer, attendee, designer, organizer, organizerElsewhere, coOrganizer, door, weakAdmin },
    ...{ suspended, signedOut, formerAdmin, guest },
  };
}

/** An event to come that somebody answers for: they are let in, and told to settle that first. */
const keepFromLeaving = ({ firestore }: AdminSdk, uid: string): Promise<unknown> =>
  firestore
    .doc(`events/of-${uid}`)
    .set({ organizerUid: uid, teamUids: [], state: 'draft', endsAt: new Date(Date.now() + 86_400_000) });

async function prepare(sdk: AdminSdk): Promise<Stage> {
  const { buyer, weakAdmin, signedOut, ...people } = await createPeople(sdk);
  const { organizer, coOrganizer, door, attendee } = people;
  const hall = { s: ['........', '........', '........', '........'], t: ['........'] };
  const [{ eventId }, paying] = await Promise.all([
    stageEvent(sdk.firestore, hall),
    stageEvent(sdk.firestore, hall),
  ]);
  const team = {
    organizerUid: organizer.uid,
    teamUids: [organizer, coOrganizer, door].map(({ uid }) => uid),
    coOrganizerUids: [coOrganizer.uid],
  };
  await Promise.all([eventId, paying.eventId].map((id) => sdk.firestore.doc(`events/${id}`).update(team)));
  const holdOf = (id: string) =>
    callApiOrThrow(buyer.token, 'seats/hold', { eventId: id, quantity: 2, sectionIds: ['t'] });
  const [{ holdId }, toPay] = await Promise.all([holdOf(eventId), holdOf(paying.eventId)]);
  const contact = { name: 'Ada Rossi', email: 'ada@example.com' };
  const { orderId } = await callApiOrThrow(buyer.token, 'orders/checkout', {
    holdId: toPay.holdId,
    contact,
    locale: 'en',
  });
  const target = await createMember(sdk.auth);
  await Promise.all(
    [buyer, signedOut, weakAdmin, ...Object.values(people)].map(({ uid }) => keepFromLeaving(sdk, uid)),
  );
  const tokensOf = (people: Partial<Record<Who, { token: string }>>) =>
    Object.fromEntries(Object.entries(people).map(([who, { token }]) => [who, token]));
  const hourAgo = Math.floor(Date.now() / 1000) - 4_000;
  const { projectId } = stack();
  return {
    tokens: {
      ...tokensOf({ ...people, buyer, signedOutEverywhere: signedOut, adminWithoutSecondFactor: weakAdmin }),
      nobody: undefined,
      expired: rewrite(attendee.token, { auth_time: hourAgo, iat: hourAgo, exp: hourAgo + 3_600 }),
      ofAnotherProject: rewrite(attendee.token, {
        aud: `${projectId}-other`,
        iss: `https://securetoken.google.com/${projectId}-other`,
      }),
    } as Stage['tokens'],
    bodies: {
      'accounts/open': () => ({ locale: 'it' }),
      'accounts/sendLink': () => ({ email: attendee.email, purpose: 'sign-in', locale: 'it' }),
      'accounts/changeName': () => ({ name: 'Ada Rossi' }),
      'accounts/signOutEverywhere': () => ({}),
      'accounts/merge': () => ({ guestToken: 'of.nobody.atAll' }),
      'accounts/export': () => ({}),
      'accounts/describeDeletion': () => ({}),
      'accounts/delete': () => ({ confirm: true }),
      'admin/setRole': () => ({ uid: target.uid, role: 'organizer', reason: 'the table' }),
      'admin/suspend': () => ({ uid: target.uid, isSuspended: false, reason: 'the table' }),
      'designers/create': () => ({ name: 'Casa Prova', kind: 'house', city: 'Como', country: 'IT' }),
      'events/setTeamRole': () => ({ eventId, email: target.email, role: 'door', reason: 'the table' }),
      'seats/hold': () => ({ eventId, quantity: 1, sectionIds: ['s'], together: false }),
      'seats/release': () => ({ holdId }),
      'seats/extend': () => ({ holdId }),
      'seats/view': () => ({ eventId, viewerId: 'viewer-of-the-table' }),
      'orders/checkout': () => ({ holdId, contact, locale: 'en' }),
      'orders/cancel': () => ({ orderId }),
      'orders/refresh': () => ({ orderId }),
      'tickets/pdf': () => ({ orderId, locale: 'en' }),
    },
  };
}

let sdk: AdminSdk;
let stage: Stage;
beforeAll(async () => {
  sdk = openAdminSdk();
  stage = await prepare(sdk);
});
afterAll(() => sdk.close());

const verdictOf = (answer: ApiAnswer<unknown>): string =>
  answer.ok || !['unauthenticated', 'permission-denied', 'not-found'].includes(answer.error.code)
    ? 'in'
    : answer.error.code;

// What ends its callers' sessions is asked last.
const names = (Object.keys(actionSchemas) as ActionName[]).sort(
  (one, other) => Number(one.endsWith('Everywhere')) - Number(other.endsWith('Everywhere')),
);

// Before the table: of it the last row ends sessions.
it('[R4] an admin without a second factor is told that it is that', async () => {
  const body = { uid: 'anybody', role: null, reason: 'none' };
  const answer = await callApi(stage.tokens.adminWithoutSecondFactor, 'admin/setRole', body);
  expect(answer).toMatchObject({ ok: false, error: { details: { needs: 'second-factor' } } });
});

it('who may not is refused before what they sent is looked at', async () => {
  for (const name of ['admin/setRole', 'admin/suspend'] as const)
    expect(await callApi(stage.tokens.attendee, name, { nonsense: true })).toMatchObject({
      status: 403,
      error: { code: 'permission-denied', details: { needs: 'role' } },
    });
});

describe.each(names)('%s', (name) => {
  it.each(callers)('%s', async (who) => {
    const body = { ...stage.bodies[name](), requestId: nextRequestId() };
    const answer = await callApi(stage.tokens[who], name, body);
    expect({ who, verdict: verdictOf(answer) }).toEqual({ who, verdict: table[name][who] });
  });
});
