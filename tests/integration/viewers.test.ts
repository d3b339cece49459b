/** Who looks at a hall, counted across instances; and the boards' pulse, which tells a silent listener from a quiet hall. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SectionId, ViewerId } from '@fashionista/domain/ids';
import type { Pulse } from '@fashionista/domain/pulse';
import { countOthers } from '@fashionista/domain/viewers';
import { createViewers } from '../../functions/seats/viewers.ts';
import { openAdminSdk } from '../support/adminSdk.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { callApi, callApiOrThrow } from '../support/callApi.ts';
import { stack } from '../support/stack.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { stageServices } from '../support/stageServices.ts';
import type { StagedServices } from '../support/stageServices.ts';
import { createGuest } from '../support/users.ts';

let admin: AdminSdk;
let services: StagedServices;
beforeAll(() => {
  admin = openAdminSdk();
  services = stageServices();
});
afterAll(() => admin.close());

const hall = { s: ['..........'], t: ['..........'] };
const viewer = (name: string) => `viewer-named-here-${name}` as ViewerId;
const section = (name: string) => name as SectionId;

describe('viewers', () => {
  /** Three instances of `api`, on one clock of the test's own. */
  function openInstances() {
    let nowMs = Date.now();
    const forward = (ms: number) => (nowMs += ms);
    const open = (random: number) =>
      createViewers({ store: services.store, clock: () => new Date(nowMs), random: () => random });
    return { one: open(0.1), other: open(0.9), sameSlot: open(0.1), forward };
  }

  it('[V1] [V3] those who came to different instances are counted together, each once, by section', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const { one, other, sameSlot, forward } = openInstances();
    await one.see(eventId, { viewerId: viewer('a'), sectionId: section('s') });
    await other.see(eventId, { viewerId: viewer('b'), sectionId: section('s') });
    await sameSlot.see(eventId, { viewerId: viewer('c'), sectionId: null });
    forward(50);
    await other.see(eventId, { viewerId: viewer('a'), sectionId: section('t') });
    forward(2_000);
    await other.see(eventId, { viewerId: viewer('b'), sectionId: section('s') });
    forward(2_000);
    const { viewings } = await one.see(eventId, { viewerId: viewer('b'), sectionId: section('s') });
    expect(countOthers(viewings, viewer('b'))).toEqual({ hall: 2, sections: { t: 1 }, isMore: false });
  });

  it('[V2] whoever gave no sign for two and a half intervals is gone', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const { one, other, forward } = openInstances();
    const { nextInSeconds } = await one.see(eventId, { viewerId: viewer('a'), sectionId: null });
    const others = async () =>
      (await other.see(eventId, { viewerId: viewer('b'), sectionId: null })).viewings;
    forward(nextInSeconds * 2_500 - 10);
    expect(countOthers(await others(), viewer('b')).hall).toBe(1);
    forward(10);
    expect(countOthers(await others(), viewer('b')).hall).toBe(0);
  });

  it('[V1] [V4] by the action: nobody signs in, and nobody is named', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    await callApi(undefined, 'seats/view', { eventId, viewerId: viewer('a'), sectionId: 's' });
    const answer = await callApi(undefined, 'seats/view', { eventId, viewerId: viewer('b') });
    expect(answer).toMatchObject({
      ok: true,
      body: { others: { hall: 1, sections: { s: 1 }, isMore: false }, nextInSeconds: 5 },
    });
    expect(JSON.stringify(answer)).not.toContain('viewer-named');
  });

  it('refuses a section of another hall by its field, and an event that is not there', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const asked = (body: object) => callApi(undefined, 'seats/view', { viewerId: viewer('a'), ...body });
    expect(await asked({ eventId, sectionId: 'x' })).toMatchObject({
      status: 400,
      error: { code: 'invalid-argument', details: { fields: [{ path: 'sectionId' }] } },
    });
    expect(await asked({ eventId: 'nowhere' })).toMatchObject({ status: 404, error: { code: 'not-found' } });
  });
});

describe('pulse', () => {
  const pulse = (eventId: string) => fetch(`${stack().api}/api/events/${eventId}/pulse`);
  const read = async (eventId: string) => (await (await pulse(eventId)).json()) as Pulse;

  it('[B5] says each board’s version, and caches may keep it for two seconds', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall);
    const { token } = await createGuest();
    await callApiOrThrow(token, 'seats/hold', { eventId, places: ['s-a-1'] });
    const answer = await pulse(eventId);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=2');
    const { boards } = (await answer.json()) as Pulse;
    expect(boards.map(({ sectionId, version }) => [sectionId, version]).toSorted()).toEqual([
      ['s', 2],
      ['t', 1],
    ]);
    const changedAt = (await admin.firestore.doc(`events/${eventId}/boards/s`).get()).get('updatedAt') as {
      toDate: () => Date;
    };
    const told = boards.find(({ sectionId }) => sectionId === 's');
    expect(told?.changedAt).toBe(changedAt.toDate().toISOString());
  });

  it('is not there for an event that is not for everyone, and no cache keeps that', async () => {
    const { eventId } = await stageEvent(admin.firestore, hall, { state: 'draft' });
    for (const id of [eventId, 'nowhere']) {
      const answer = await pulse(id);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store']);
    }
    await admin.firestore.doc(`events/${eventId}/boards/s`).update({ eventState: 'published' });
    expect((await read(eventId)).boards.map(({ sectionId }) => sectionId)).toEqual(['s']);
  });
});
