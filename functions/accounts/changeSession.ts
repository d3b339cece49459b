/**
 * One change of what a person may do ([R2], [R3]): one commit of the session's record, who did it and why, and the request;
 * then Auth is made to say it. Who dies in between is made good by a repeat of the request or by the sweep.
 * IO: Firestore, Firebase Auth.
 */
import type { ActionName } from '@fashionista/domain/actions';
import type { AuditEntry } from '@fashionista/domain/audit';
import { refuseField, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { RequestId, Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { decideCaughtUp, endsSessions } from '@fashionista/domain/session';
import type { Session, SessionChange } from '@fashionista/domain/session';
import { fingerprintOf } from '../platform/rememberedRequests.ts';
import type { Snapshot, Write } from '../platform/store.ts';
import { untilDone } from '../platform/untilDone.ts';
import type { Services } from '../services.ts';

export type SessionServices = Pick<Services, 'store' | 'authUsers' | 'sessions' | 'clock'>;

export interface SessionRequest {
  uid: Uid;
  /** Whose requests are counted: with the id, the name under which it is done once. */
  by: Uid;
  action: ActionName;
  request: { requestId: RequestId };
  /** What is written down about it beside what changed; nothing for what a person does to themselves. */
  audit?: Pick<AuditEntry, 'actor' | 'reason'>;
}

/** A Firestore document `requests/{by}_{requestId}`: whose request it was, and that it is done. The answer is the session as it is. */
interface SessionRequested {
  uid: Uid;
  action: ActionName;
  /** A fingerprint. */
  asked: string;
  at: Date;
}

/** Made where there was none, else changed as it was read. */
export const writeSession = (read: Snapshot<unknown> | undefined, data: Session): Write => {
  const path = paths.session(data.uid);
  return read
    ? { kind: 'update', path, data, unchangedSince: read.updateTime }
    : { kind: 'create', path, data };
};

const told = ({ role, isSuspended }: Session): Record<string, unknown> => ({ role, isSuspended });

function writesOf(
  read: Snapshot<Session> | undefined,
  { before, after }: SessionChange,
  { uid, by, action, request, audit }: SessionRequest,
): Write[] {
  const at = after.changedAt;
  const { requestId } = request;
  const requested: SessionRequested = {
    ...{ uid: by, action, at },
    asked: fingerprintOf({ uid: by, action, request }),
  };
  const entry = audit && {
    ...audit,
    action,
    at,
    on: { kind: 'account' as const, id: uid },
    before: told(before),
    after: told(after),
    requestId,
  };
  return [
    writeSession(read, after),
    { kind: 'create', path: paths.request(by, requestId), data: requested },
    ...(entry ? [{ kind: 'create' as const, path: paths.audit(`${by}_${requestId}`), data: entry }] : []),
  ];
}

/** `auth_time` has whole seconds: who signs in after this answer must not be taken for who signed in before it. */
async function untilNextSecond(validAfter: Date, now: Date): Promise<void> {
  const waitMs = Math.ceil(validAfter.getTime() / 1000) * 1000 - now.getTime();
  if (waitMs > 0 && waitMs <= 1000) await new Promise((resolve) => setTimeout(resolve, waitMs));
}

/** [R3] Makes Auth say what the record says, and notes that it does. Answers the record as it then is. */
export async function catchUp(services: SessionServices, uid: Uid): Promise<Session> {
  const { store, authUsers, sessions, clock } = services;
  return untilDone(async () => {
    const read = await store.read<Session>(paths.session(uid));
    if (!read) throw new Error(`sessions/${uid} is gone: nothing deletes it.`);
    if (!read.data.authIsBehind) return read.data;
    const { role, isSuspended } = read.data;
    await authUsers.apply(uid, { role, isSuspended, endsSessions: endsSessions(read.data) });
    const caughtUp = decideCaughtUp(read.data, clock());
    const outcome = await store.commit([
      { kind: 'update', path: read.path, data: caughtUp, unchangedSince: read.updateTime },
    ]);
    if (outcome !== 'committed') return outcome;
    sessions.note(caughtUp);
    return caughtUp;
  });
}

/** Once it answers, everything that was taken is refused: here at once, by other instances within five seconds. */
export async function changeSession(
  services: SessionServices,
  request: SessionRequest,
  decide: (session: Session | undefined, now: Date) => Result<SessionChange>,
): Promise<Result<Session>> {
  const { store, sessions, clock } = services;
  const decided = await untilDone<Result<Session | undefined>>(async () => {
    const [read, done] = await Promise.all([
      store.read<Session>(paths.session(request.uid)),
      store.read<SessionRequested>(paths.request(request.by, request.request.requestId)),
    ]);
    if (done && done.data.asked !== fingerprintOf({ ...request, uid: request.by }))
      return refuseField('requestId', 'was used for something else');
    if (done) return succeed(undefined);
    const result = decide(read?.data, clock());
    if (!result.ok) return result;
    const outcome = await store.commit(writesOf(read, result.value, request));
    if (outcome !== 'committed') return outcome;
    sessions.note(result.value.after);
    return succeed(result.value.after);
  });
  if (!decided.ok) return decided;
  const session = await catchUp(services, request.uid);
  await untilNextSecond(session.validAfter, clock());
  return succeed(session);
}
