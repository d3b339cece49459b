/** Roles that nobody is given by an admin: designer by a profile of one's own ([R7]), an event's organizers and door ([R8]–[R10]). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventId } from '@fashionista/domain/ids';
import { teamSize } from '@fashionista/domain/team';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { callApi, callApiOrThrow } from '../support/callApi.ts';
import { createAdmin, createMember } from '../support/people.ts';
import type { Member } from '../support/people.ts';
import { mayRead } from '../support/readAsBrowser.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { nextRequestId } from '../support/stageServices.ts';
import { createUser } from '../support/users.ts';

let sdk: AdminSdk;
beforeAll(() => {
  sdk = openAdminSdk();
});
afterAll(() => sdk.close());

const read = async (path: string) => (await sdk.firestore.doc(path).get()).data();
const auditOf = async (id: string) =>
  (await sdk.firestore.collection('audit').where('on.id', '==', id).get()).docs.map((entry) => entry.data());

describe('[R7] designers/create', () => {
  const profile = { kind: 'house', city: 'Como', country: 'IT' };
  /** A name that no other test has. */
  const nameOf = (owner: Member) => `Atelier ${owner.uid}`;

  it('makes a draft that its owner reads and nobody else, once for its request', async () => {
    const [owner, stranger] = await Promise.all([createMember(sdk.auth), createMember(sdk.auth)]);
    const body = { ...profile, name: `  ${nameOf(owner)} `, requestId: nextRequestId() };
    const made = await callApiOrThrow(owner.token, 'designers/create', body);
    expect(await callApiOrThrow(owner.token, 'designers/create', body)).toEqual(made);
    const path = `designers/${made.designerId}`;
    expect(await read(path)).toEqual({
      ...profile,
      ...made,
      name: nameOf(owner),
      words: '',
      state: 'draft',
      members: { [owner.uid]: 'owner' },
      memberUids: [owner.uid],
    });
    expect(await mayRead(owner.token, path)).toBe(true);
    expect(await mayRead(stranger.token, path)).toBe(false);
  });

  it('two of the same name, at the same moment, have addresses of their own', async () => {
    const [one, other] = await Promise.all([createMember(sdk.auth), createMember(sdk.auth)]);
    const body = { ...profile, name: nameOf(one) };
    const made = await Promise.all(
      [one, other].map(({ token }) => callApiOrThrow(token, 'designers/create', body)),
    );
    const slug = `atelier-${one.uid.toLowerCase()}`;
    expect(made.map((answer) => answer.slug).toSorted()).toEqual([slug, `${slug}-2`]);
  });

  it('a name that no address can be made of still gets one', async () => {
    const { token } = await createMember(sdk.auth);
    const { slug } = await callApiOrThrow(token, 'designers/create', { ...profile, name: '☂ ☂ ☂' });
    expect(slug).toMatch(/^designer(-[a-z0-9-]+)?$/);
  });

  it('the eleventh is refused, and told how many there are', async () => {
    const owner = await createMember(sdk.auth);
    for (let i = 0; i < 10; i += 1)
      await callApiOrThrow(owner.token, 'designers/create', { ...profile, name: nameOf(owner) });
    expect(await callApi(owner.token, 'designers/create', { ...profile, name: nameOf(owner) })).toMatchObject(
      { status: 409, error: { code: 'limit-reached', details: { limit: 10, has: 10 } } },
    );
  });
});

describe('events/setTeamRole', () => {
  interface Show {
    eventId: EventId;
    organizer: Member;
    /** A ticket of the event, that somebody else holds. */
    ticket: string;
    order: string;
  }
  const reason = 'opening night';

  async function stageShow(state: 'published' | 'draft' = 'published'): Promise<Show> {
    const organizer = await createMember(sdk.auth, { role: 'organizer' });
    const { eventId } = await stageEvent(
      sdk.firestore,
      { s: ['..'] },
      { state, organizerUid: organizer.uid as never, teamUids: [organizer.uid as never] },
    );
    const [ticket, order] = [`tickets/of-${eventId}`, `orders/of-${eventId}`];
    await Promise.all([
      sdk.firestore.doc(ticket).set({ eventId, uid: 'somebody', status: 'valid' }),
      sdk.firestore.doc(order).set({ eventId, uid: 'somebody', status: 'paid' }),
    ]);
    return { eventId, organizer, ticket, order };
  }

  it('[R8] whoever is put at the door reads its tickets, not who paid what, until they are taken off', async () => {
    const { eventId, organizer, ticket, order } = await stageShow();
    const helper = await createMember(sdk.auth);
    expect(await mayRead(helper.token, ticket)).toBe(false);
    const change = { eventId, email: helper.email, role: 'door', reason };
    const answer = await callApiOrThrow(organizer.token, 'events/setTeamRole', change);
    expect(answer).toEqual({ eventId, role: 'door' });
    expect(await mayRead(helper.token, ticket)).toBe(true);
    expect(await mayRead(helper.token, `events/${eventId}/team/${helper.uid}`)).toBe(true);
    expect(await mayRead(helper.token, order)).toBe(false);
    expect(await callApi(helper.token, 'events/setTeamRole', { ...change, role: 'organizer' })).toMatchObject(
      { status: 403, error: { details: { needs: 'ownership' } } },
    );

    const off = { eventId, uid: helper.uid, role: null, reason: 'the season is over' };
    await callApiOrThrow(organizer.token, 'events/setTeamRole', off);
    expect(await mayRead(helper.token, ticket)).toBe(false);
    expect(await read(`events/${eventId}/team/${helper.uid}`)).toBeUndefined();
    expect(await read(`events/${eventId}`)).toMatchObject({
      teamUids: [organizer.uid],
      coOrganizerUids: [],
    });
  });

  it('[R8] an organizer of the team does all that the organizer does, but to take that one away', async () => {
    const { eventId, organizer, order } = await stageShow('draft');
    const [partner, helper] = await Promise.all([createMember(sdk.auth), createMember(sdk.auth)]);
    const organize = { eventId, email: partner.email, role: 'organizer', reason };
    await callApiOrThrow(organizer.token, 'events/setTeamRole', organize);
    expect(await mayRead(partner.token, order)).toBe(true);
    const door = { eventId, email: helper.email, role: 'door', reason };
    await callApiOrThrow(partner.token, 'events/setTeamRole', door);
    expect(await mayRead(helper.token, `events/${eventId}`)).toBe(true);
    const away = { eventId, uid: organizer.uid, role: null, reason };
    expect(await callApi(partner.token, 'events/setTeamRole', away)).toMatchObject({
      status: 400,
      error: { details: { fields: [{ path: 'uid' }] } },
    });
    // From organizer to door: who paid what is no longer theirs to see.
    await callApiOrThrow(organizer.token, 'events/setTeamRole', { ...organize, role: 'door' });
    expect(await mayRead(partner.token, order)).toBe(false);
    expect(await callApi(partner.token, 'events/setTeamRole', door)).toMatchObject({ status: 403 });
  });

  it('[R8] is written down once for its request: who, whom, from what to what, and why', async () => {
    const { eventId, organizer } = await stageShow();
    const helper = await createMember(sdk.auth);
    const put = { eventId, email: helper.email, role: 'door', reason, requestId: nextRequestId() };
    const first = await callApiOrThrow(organizer.token, 'events/setTeamRole', put);
    // Whatever has become of it since, the same request answers the same and does nothing.
    const house = await createAdmin(sdk.auth);
    const off = { eventId, uid: helper.uid, role: null, reason: 'by mistake' };
    await callApiOrThrow(house.token, 'events/setTeamRole', off);
    expect(await callApiOrThrow(organizer.token, 'events/setTeamRole', put)).toEqual(first);
    expect(await read(`events/${eventId}/team/${helper.uid}`)).toBeUndefined();
    const entries = (await auditOf(eventId)).toSorted((one, other) => one['at'] - other['at']);
    expect(entries).toMatchObject([
      {
        actor: { kind: 'person', uid: organizer.uid },
        action: 'events/setTeamRole',
        on: { kind: 'event', id: eventId },
        before: { uid: helper.uid, role: null },
        after: { uid: helper.uid, role: 'door' },
        reason,
      },
      {
        actor: { kind: 'person', uid: house.uid, role: 'admin' },
        before: { uid: helper.uid, role: 'door' },
        after: { uid: helper.uid, role: null },
        reason: 'by mistake',
      },
    ]);
  });

  it('a request id that was used for something else is refused, and nothing is done', async () => {
    const { eventId, organizer } = await stageShow();
    const helper = await createMember(sdk.auth);
    const requestId = nextRequestId();
    const profile = { name: 'Casa Prova', kind: 'house', city: 'Como', country: 'IT', requestId };
    await callApiOrThrow(organizer.token, 'designers/create', profile);
    const put = { eventId, email: helper.email, role: 'door', reason, requestId };
    expect(await callApi(organizer.token, 'events/setTeamRole', put)).toMatchObject({
      status: 400,
      error: { details: { fields: [{ path: 'requestId' }] } },
    });
    // As it is for another wish of the same action.
    expect(await callApi(organizer.token, 'designers/create', { ...profile, city: 'Lecco' })).toMatchObject({
      status: 400,
      error: { details: { fields: [{ path: 'requestId' }] } },
    });
    expect(await read(`events/${eventId}`)).toMatchObject({ teamUids: [organizer.uid] });
  });

  it('[R8] a draft of others is not even said to be there', async () => {
    const { eventId } = await stageShow('draft');
    const { token, email } = await createMember(sdk.auth, { role: 'organizer' });
    const change = { eventId, email, role: 'organizer', reason };
    const [draft, nowhere] = await Promise.all([
      callApi(token, 'events/setTeamRole', change),
      callApi(token, 'events/setTeamRole', { ...change, eventId: 'nowhere' }),
    ]);
    expect(draft).toMatchObject({ status: 404 });
    expect(draft).toMatchObject({ error: nowhere.ok ? {} : nowhere.error });
  });

  it('[R8] whoever is on the team may leave it, and do nothing else to it', async () => {
    const { eventId, organizer, ticket } = await stageShow();
    const [helper, other] = await Promise.all([createMember(sdk.auth), createMember(sdk.auth)]);
    for (const { email } of [helper, other])
      await callApiOrThrow(organizer.token, 'events/setTeamRole', { eventId, email, role: 'door', reason });
    const leave = (uid: string) =>
      callApi(helper.token, 'events/setTeamRole', { eventId, uid, role: null, reason: 'I move house' });
    expect(await leave(other.uid)).toMatchObject({ status: 403 });
    expect(await leave(helper.uid)).toMatchObject({ status: 200 });
    expect(await mayRead(helper.token, ticket)).toBe(false);
    // Neither a second time, nor the organizer, who is on the team as long as it is theirs.
    expect(await leave(helper.uid)).toMatchObject({ status: 403 });
    const away = { eventId, uid: organizer.uid, role: null, reason };
    expect(await callApi(organizer.token, 'events/setTeamRole', away)).toMatchObject({
      status: 400,
      error: { details: { fields: [{ path: 'uid' }] } },
    });
    expect(await read(`events/${eventId}`)).toMatchObject({ teamUids: [organizer.uid, other.uid] });
    expect(await auditOf(eventId)).toContainEqual(
      expect.objectContaining({
        actor: { kind: 'person', uid: helper.uid, role: null },
        after: { uid: helper.uid, role: null },
        reason: 'I move house',
      }),
    );
  });

  it('[R10] of an address of nobody who can be put on it one thing alone is said, whatever is missing', async () => {
    const { eventId, organizer } = await stageShow();
    const [unproven, suspended, house] = await Promise.all([
      createUser(),
      createMember(sdk.auth),
      createAdmin(sdk.auth),
    ]);
    await callApiOrThrow(house.token, 'admin/suspend', { uid: suspended.uid, isSuspended: true, reason });
    const put = (email: string | undefined, role: 'door' | null) =>
      callApi(organizer.token, 'events/setTeamRole', { eventId, email, role, reason });
    const nobody = await put('nobody-at-all@example.com', 'door');
    expect(nobody).toMatchObject({ status: 400, error: { details: { fields: [{ path: 'email' }] } } });
    const refused = { status: 400, error: nobody.ok ? undefined : nobody.error };
    expect(await put(unproven.email, 'door')).toMatchObject(refused);
    expect(await put(suspended.email, 'door')).toMatchObject(refused);
    // Nor is anybody taken off by an address, or looked for where there is no room.
    const byAddress = { status: 400, error: { details: { fields: [{ path: 'role' }] } } };
    expect(await put(house.email, null)).toMatchObject(byAddress);
    const full = Array.from({ length: teamSize }, (_, i) => `helper${i}`);
    await sdk.firestore.doc(`events/${eventId}`).update({ teamUids: full });
    for (const email of [house.email, 'nobody-at-all@example.com'])
      expect(await put(email, 'door')).toMatchObject({ status: 409, error: { code: 'limit-reached' } });
    await sdk.firestore.doc(`events/${eventId}`).update({ teamUids: [organizer.uid] });
    expect(await read(`events/${eventId}`)).toMatchObject({ teamUids: [organizer.uid] });
    expect(await auditOf(eventId)).toEqual([]);
  });

  it('[R9] a team is full at a hundred; of many put on it at once none is lost', async () => {
    const { eventId, organizer } = await stageShow();
    const helpers = await Promise.all(Array.from({ length: 6 }, () => createMember(sdk.auth)));
    const put = ({ email }: Member) =>
      callApi(organizer.token, 'events/setTeamRole', { eventId, email, role: 'door', reason });
    const many = Array.from({ length: teamSize - helpers.length }, (_, i) => `helper${i}`);
    await sdk.firestore.doc(`events/${eventId}`).update({ teamUids: [organizer.uid, ...many] });
    const answers = await Promise.all(helpers.map(put));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 409]);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      error: { code: 'limit-reached', details: { limit: teamSize, has: teamSize } },
    });
    const team = (await read(`events/${eventId}`))?.['teamUids'] as string[];
    expect(new Set(team).size).toBe(teamSize);
  });
});
