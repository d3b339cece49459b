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
  /** [X2] The account is being deleted: there is no way back. */
  isLeaving?: true;
  /** [R11] When its address was first heard to be proven. */
  provenAt?: Date;
  /** [R12] When Auth last ended sessions by itself, as far as that was heard: it is told once. */
  endedByAuthAt?: Date;
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

/** [R5], [X2] Whether somebody else may change this account still. */
function checkActor(actor: Uid, { uid, session }: SessionBasis, message: string): Result<void> {
  if (actor === uid) return refuseField('uid', message);
  return session?.isLeaving
    ? refuse('conflict', 'This account is being deleted by whose it is.')
    : succeed(undefined);
}

/** [R2], [R5] Gives somebody a role, or takes it. What is lost ends the sessions that had it. */
export function decideRole(basis: SessionBasis & { actor: Uid; wanted: Role | null }): Result<SessionChange> {
  const allowed = checkActor(basis.actor, basis, 'is your own: another admin changes your role');
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
  const allowed = checkActor(basis.actor, basis, 'is your own: nobody suspends themselves');
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

export interface AuthNews {
  isEmailVerified: boolean;
  /** It was proven by whoever was signed in before: nobody else is to be ended. */
  isOwnProof: boolean;
  /** When Auth last ended the account's sessions, as it does at another password. `null`: never. */
  revokedAt: Date | null;
  /** When whoever brings the news signed in: they stay. */
  signedInAt: Date;
}

export interface Heard extends SessionChange {
  /** [R12] Since when there is another password that whose account it is has not been told of. `null`: nothing to tell. */
  toldPasswordAt: Date | null;
}

/**
 * [R12] Another password is told to an address that is known to be the account's owner's: known before, or proven by coming in.
 * Who proves the address of an account that they have just made has changed nothing.
 */
const isOwnersAddress = (before: Session, { isEmailVerified, isOwnProof }: AuthNews): boolean =>
  before.provenAt !== undefined || (isEmailVerified && !isOwnProof);

/**
 * [R11] An account is made with anybody's address; whoever proves that it is theirs ends what came before. What Auth ended by
 * itself ends here as well. Never the session of whoever brings it. `undefined`: nothing is new.
 */
export function decideHeard(basis: SessionBasis, news: AuthNews): Heard | undefined {
  const { isEmailVerified, isOwnProof, revokedAt, signedInAt } = news;
  const before = beforeOf(basis);
  // What Auth is still to hear comes first.
  if (before.isSuspended || before.authIsBehind) return undefined;
  const isNewlyProven = isEmailVerified && before.provenAt === undefined;
  const endsOthers = isNewlyProven && !isOwnProof;
  // What the record itself had Auth end, it says later than Auth does.
  const heardBefore = Math.max(before.validAfter.getTime(), before.endedByAuthAt?.getTime() ?? 0);
  const endedByAuthAt = revokedAt && revokedAt.getTime() > heardBefore ? revokedAt : null;
  const heardMs = endsOthers
    ? signedInAt.getTime()
    : Math.min(revokedAt?.getTime() ?? 0, signedInAt.getTime());
  if (!isNewlyProven && !endedByAuthAt && heardMs <= before.validAfter.getTime()) return undefined;
  return {
    before,
    after: {
      ...before,
      validAfter: new Date(Math.max(heardMs, before.validAfter.getTime())),
      changedAt: basis.now,
      ...(isNewlyProven && { provenAt: basis.now }),
      ...(endedByAuthAt && { endedByAuthAt }),
    },
    toldPasswordAt: endedByAuthAt && isOwnersAddress(before, news) ? endedByAuthAt : null,
  };
}

/** [J2] Ends every session of a guest who is merged: nobody signs in as a guest again. */
export function decideClosing(basis: SessionBasis): Session {
  return { ...beforeOf(basis), validAfter: never, changedAt: basis.now };
}

/** [X2] Ends every session of whoever deletes their account, and has Auth let nobody sign in to it. */
export function decideLeaving(basis: SessionBasis): Session {
  return { ...decideClosing(basis), isSuspended: true, authIsBehind: true, isLeaving: true };
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
