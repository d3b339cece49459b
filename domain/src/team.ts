/**
 * Who runs an event together ([R8]–[R10]): its organizer, the organizers beside them, and the people at its door. The record
 * of a member, and the decision that changes one. No IO, no clock: `now` is passed in.
 */
import { refuse, refuseField, succeed } from './errors.ts';
import type { Result } from './errors.ts';
import type { FashionEvent } from './event.ts';
import type { EventId, Uid } from './ids.ts';
import type { Role } from './session.ts';

/** `organizer`: all that the event's organizer may, but to take that one away. `door`: checks tickets in. */
export const teamRoles = ['organizer', 'door'] as const;
export type TeamRole = (typeof teamRoles)[number];

/** [R9] The organizer counted. */
export const teamSize = 100;

/** A Firestore document `events/{eventId}/team/{uid}`, read by the team and by admins. The event's organizer has none. */
export interface TeamMember {
  eventId: EventId;
  uid: Uid;
  role: TeamRole;
  /** Under which they were added. */
  email: string;
  /** By whom, and why, is the audit's to say: this record names nobody but whose it is. */
  changedAt: Date;
}

/** What an event says of its team. */
type Team = Pick<FashionEvent, 'organizerUid' | 'teamUids' | 'coOrganizerUids'>;

/** [R8] Whether somebody says who is on the team. */
export const mayChangeTeam = (
  { organizerUid, coOrganizerUids = [] }: Team,
  by: { uid: Uid; role: Role | null; hasSecondFactor: boolean },
): boolean =>
  organizerUid === by.uid || coOrganizerUids.includes(by.uid) || (by.role === 'admin' && by.hasSecondFactor);

/** [R8] Whoever is on the team may leave it: nobody is kept at a door. */
export const isLeavingTeam = (
  { teamUids }: Pick<Team, 'teamUids'>,
  by: { uid: Uid },
  { uid, role }: { uid?: Uid; role: TeamRole | null },
): boolean => role === null && uid === by.uid && teamUids.includes(by.uid);

/** What an event says of its team once somebody is off it. */
export const withoutMember = ({ teamUids, coOrganizerUids = [] }: Omit<Team, 'organizerUid'>, uid: Uid) => ({
  teamUids: teamUids.filter((one) => one !== uid),
  coOrganizerUids: coOrganizerUids.filter((one) => one !== uid),
});

/** [R9] Whether somebody more may be put on it. */
export const checkRoom = ({ teamUids }: Pick<Team, 'teamUids'>): Result<void> =>
  teamUids.length < teamSize
    ? succeed(undefined)
    : refuse('limit-reached', `A team has at most ${teamSize} people.`, {
        limit: teamSize,
        has: teamUids.length,
      });

export interface TeamWish {
  event: Team & Pick<FashionEvent, 'eventId'>;
  /** Who they are on the team now, if they are. */
  member: TeamMember | undefined;
  /** [R2] Or is leaving for good. */
  isSuspended: boolean;
  uid: Uid;
  email: string;
  wanted: TeamRole | null;
  /** Which field named the person: what is wrong with them is told of it. */
  field: 'uid' | 'email';
  now: Date;
}

export interface TeamChange {
  event: Pick<FashionEvent, 'teamUids' | 'coOrganizerUids'>;
  /** `null`: is on the team no more. */
  member: TeamMember | null;
}

/** [R8], [R9] */
export function decideTeamChange(wish: TeamWish): Result<TeamChange> {
  const { event, member, isSuspended, uid, email, wanted, field, now } = wish;
  if (uid === event.organizerUid)
    return refuseField(field, 'is the event’s organizer, who is on the team as long as it is theirs');
  const others = withoutMember(event, uid);
  if (wanted === null)
    return member
      ? succeed({ event: others, member: null })
      : refuseField(field, 'is not on this event’s team');
  if (isSuspended)
    return refuseField(field, 'is of an account that is suspended: it can be given nothing to do');
  const { teamUids, coOrganizerUids } = others;
  const room = checkRoom({ teamUids });
  if (!room.ok) return room;
  return succeed({
    event: {
      teamUids: [...teamUids, uid],
      coOrganizerUids: wanted === 'organizer' ? [...coOrganizerUids, uid] : coOrganizerUids,
    },
    member: { eventId: event.eventId, uid, role: wanted, email, changedAt: now },
  });
}
