import { describe, expect, it } from 'vitest';
import type { EventId, Uid } from './ids.ts';
import { decideTeamChange, isLeavingTeam, mayChangeTeam, teamSize } from './team.ts';
import type { TeamMember, TeamWish } from './team.ts';

const uid = (name: string) => name as Uid;
const now = new Date('2027-03-01T10:00:00Z');
const event = {
  eventId: 'gala' as EventId,
  organizerUid: uid('ada'),
  teamUids: ['ada', 'ben', 'cleo'].map(uid),
  coOrganizerUids: [uid('ben')],
};
const cleo: TeamMember = {
  eventId: event.eventId,
  uid: uid('cleo'),
  role: 'door',
  email: 'cleo@example.com',
  changedAt: new Date('2027-02-01T10:00:00Z'),
};
const wish = (change: Partial<TeamWish> = {}): TeamWish => ({
  event,
  member: cleo,
  isSuspended: false,
  uid: cleo.uid,
  email: cleo.email,
  wanted: 'door',
  field: 'uid',
  now,
  ...change,
});

describe('[R8] who says who is on the team', () => {
  const nobodyElse = { role: null, hasSecondFactor: false };
  it.each<[string, Parameters<typeof mayChangeTeam>[1], boolean]>([
    ['its organizer', { uid: uid('ada'), ...nobodyElse }, true],
    ['an organizer of the team', { uid: uid('ben'), ...nobodyElse }, true],
    ['its door', { uid: uid('cleo'), ...nobodyElse }, false],
    ['another organizer', { uid: uid('dan'), role: 'organizer', hasSecondFactor: true }, false],
    ['an admin', { uid: uid('dan'), role: 'admin', hasSecondFactor: true }, true],
    ['an admin by a password alone', { uid: uid('dan'), role: 'admin', hasSecondFactor: false }, false],
  ])('%s', (_, by, may) => {
    expect(mayChangeTeam(event, by)).toBe(may);
  });

  it('an event of before there were organizers of teams', () => {
    const { coOrganizerUids: _, ...older } = event;
    expect(mayChangeTeam(older, { uid: uid('ben'), ...nobodyElse })).toBe(false);
  });
});

describe('[R8] whoever is on the team may leave it', () => {
  it.each<[string, Parameters<typeof isLeavingTeam>[1], Parameters<typeof isLeavingTeam>[2], boolean]>([
    ['themselves', { uid: cleo.uid }, { uid: cleo.uid, role: null }, true],
    ['to become organizer', { uid: cleo.uid }, { uid: cleo.uid, role: 'organizer' }, false],
    ['somebody else', { uid: cleo.uid }, { uid: uid('ben'), role: null }, false],
    ['by an address', { uid: cleo.uid }, { role: null }, false],
    ['from outside', { uid: uid('dan') }, { uid: uid('dan'), role: null }, false],
  ])('%s', (_, by, wanted, may) => {
    expect(isLeavingTeam(event, by, wanted)).toBe(may);
  });
});

describe('[R8] a change', () => {
  it('from the door to organizer, and back, counts them once', () => {
    const up = decideTeamChange(wish({ wanted: 'organizer' }));
    expect(up).toMatchObject({
      ok: true,
      value: {
        event: { teamUids: ['ada', 'ben', 'cleo'], coOrganizerUids: ['ben', 'cleo'] },
        member: { role: 'organizer', email: 'cleo@example.com', changedAt: now },
      },
    });
    if (!up.ok || !up.value.member) throw new Error('refused');
    const promoted = { ...event, ...up.value.event };
    expect(decideTeamChange(wish({ event: promoted, member: up.value.member }))).toMatchObject({
      value: {
        event: { teamUids: ['ada', 'ben', 'cleo'], coOrganizerUids: ['ben'] },
        member: { role: 'door' },
      },
    });
  });

  it('off the team leaves nothing of them, suspended or not', () => {
    expect(decideTeamChange(wish({ wanted: null, isSuspended: true }))).toEqual({
      ok: true,
      value: { event: { teamUids: ['ada', 'ben'], coOrganizerUids: ['ben'] }, member: null },
    });
  });

  it('nobody suspended is given more to do', () => {
    expect(decideTeamChange(wish({ wanted: 'organizer', isSuspended: true }))).toMatchObject({
      error: { code: 'invalid-argument', details: { fields: [{ path: 'uid' }] } },
    });
  });

  it.each(['uid', 'email'] as const)('[R9] its organizer stays, and it is told of the %s', (field) => {
    expect(decideTeamChange(wish({ uid: event.organizerUid, field, wanted: null }))).toMatchObject({
      error: { code: 'invalid-argument', details: { fields: [{ path: field }] } },
    });
  });

  it('whoever is not on it is not taken off', () => {
    expect(decideTeamChange(wish({ member: undefined, wanted: null }))).toMatchObject({
      error: { code: 'invalid-argument', details: { fields: [{ path: 'uid' }] } },
    });
  });

  it('[R9] a full team takes nobody new, and lets its own change', () => {
    const others = Array.from({ length: teamSize - 1 }, (_, i) => uid(`helper${i}`));
    const full = { ...event, teamUids: [...others, cleo.uid] };
    expect(decideTeamChange(wish({ event: full, wanted: 'organizer' }))).toMatchObject({ ok: true });
    expect(decideTeamChange(wish({ event: full, uid: uid('eve'), member: undefined }))).toMatchObject({
      error: { code: 'limit-reached', details: { limit: teamSize, has: teamSize } },
    });
  });
});
