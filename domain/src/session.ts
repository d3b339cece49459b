/**
 * Which of a person's tokens are good, and what Auth must say of them ([R1]–[R5]): the record `sessions/{uid}` and the
 * decisions that change it. The record comes first and Auth follows, so that whoever dies in between leaves a note of
 * what is missing. No IO, no clock, no randomness.
 */
import { refuse, refuseField, succeed } from './errors.ts';
import type { Result } from './errors.ts';
import type { Uid } from './ids.ts';

/** Attendees have none, designers neither: it is a profile that makes them one. */
export const roles = ['organizer', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A Firestore document `sessions/{uid}`. Read by its owner. Where there is none, every token is good. */
export interface Session {
  uid: Uid;
  /** [R1] Tokens of sign-ins before this instant are refused. */
  validAfter: Date;
  /** What those who keep a list of sessions ask by; a browser renews its token when it moves. */
  changedAt: Date;
  isSuspended: boolean;
  role: Role | null;
  /** [R3] Whether Auth does not say yet what stands here. */
  authIsBehind: boolean;
}

/** What nothing was ever revoked of. */
const always = new Date(0);
/** [R2] While somebody is suspended no sign-in is late enough. The last instant that Firestore and rules both write. */
export const never = new Date('9999-12-31T00:00:00Z');

/** [R1] `signedInAt`: a token's `auth_time`, which has whole seconds. */
export const isSessionEnded = (session: Pick<Session, 'validAfter'> | undefined, signedInAt: Date): boolean =>
  session !== undefined && signedInAt < session.validAfter;

/** Whether all that somebody may do with one role may be done with the other. */
const contains = (one: Role | null, other: Role | null): boolean =>
  one === other || one === 'admin' || other === null;

/** Its last change ended sessions, and Auth may not have heard of it: sign-ins since may have been given what was taken. */
export const endsSessions = (session: Session): boolean =>
  session.authIsBehind && session.validAfter >= session.changedAt;

const newSession = (uid: Uid, role: Role | null): Session => ({
  uid,
  validAfter: always,
  changedAt: always,
  isSuspended: false,
  role,
  authIsBehind: false,
});

export interface SessionChange {
  before: Session;
  after: Session;
}

export interface SessionBasis {
  uid: Uid;
  session: Session | undefined;
  /** What Auth says, for who has no session yet. */
  role: Role | null;
  now: Date;
}

const beforeOf = ({ uid, session, role }: SessionBasis): Session => session ?? newSession(uid, role);

const notOneself = (actor: Uid, uid: Uid, message: string): Result<void> =>
  actor === uid ? refuseField('uid', message) : succeed(undefined);

/** [R2], [R5] Gives somebody a role, or takes it. What is lost ends the sessions that had it. */
export function decideRole(basis: SessionBasis & { actor: Uid; wanted: Role | null }): Result<SessionChange> {
  const allowed = notOneself(basis.actor, basis.uid, 'is your own: another admin changes your role');
  if (!allowed.ok) return allowed;
  const before = beforeOf(basis);
  if (before.isSuspended && basis.wanted !== null)
    return refuse('conflict', 'This account is suspended: a suspended account gets no role.');
  const loses = !before.isSuspended && (!contains(basis.wanted, before.role) || endsSessions(before));
  return succeed({
    before,
    after: {
      ...before,
      role: basis.wanted,
      validAfter: loses ? basis.now : before.validAfter,
      changedAt: basis.now,
      authIsBehind: true,
    },
  });
}

/** [R2], [R5] Ends all that somebody does here until it is lifted; or lifts it. */
export function decideSuspension(
  basis: SessionBasis & { actor: Uid; isSuspended: boolean },
): Result<SessionChange> {
  const allowed = notOneself(basis.actor, basis.uid, 'is your own: nobody suspends themselves');
  if (!allowed.ok) return allowed;
  const before = beforeOf(basis);
  const isChange = before.isSuspended !== basis.isSuspended;
  return succeed({
    before,
    after: {
      ...before,
      isSuspended: basis.isSuspended,
      validAfter: basis.isSuspended ? never : isChange ? basis.now : before.validAfter,
      changedAt: basis.now,
      authIsBehind: true,
    },
  });
}

/** [R2] Ends every session that there is. */
export function decideSignOutEverywhere(basis: SessionBasis): SessionChange {
  const before = beforeOf(basis);
  const validAfter = before.isSuspended ? before.validAfter : basis.now;
  return { before, after: { ...before, validAfter, changedAt: basis.now, authIsBehind: true } };
}

/**
 * [R3] Auth says it now. Who signed in while it was behind may have been given what was taken: where the change ended
 * sessions, those end as well.
 */
export function decideCaughtUp(session: Session, now: Date): Session {
  return {
    ...session,
    validAfter: endsSessions(session) && !session.isSuspended ? now : session.validAfter,
    changedAt: now,
    authIsBehind: false,
  };
}
