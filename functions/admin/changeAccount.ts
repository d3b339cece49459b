/**
 * `POST /api/admin/setRole` and `/api/admin/suspend`: what an admin does to somebody's account, written down with its
 * reason ([R2], [R5], [R6]). IO: Firestore, Firebase Auth.
 */
import type { ActionAnswer, ActionRequest } from '@fashionista/domain/actions';
import type { Actor } from '@fashionista/domain/audit';
import { refuse, refuseField, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { RequestId, Uid } from '@fashionista/domain/ids';
import { decideRole, decideSuspension } from '@fashionista/domain/session';
import type { Session, SessionBasis, SessionChange } from '@fashionista/domain/session';
import { changeSession } from '../accounts/changeSession.ts';
import type { SessionServices } from '../accounts/changeSession.ts';
import type { AuthUser } from '../platform/authUsers.ts';
import type { Caller } from '../platform/identity.ts';
import type { Services } from '../services.ts';

interface AccountChange {
  uid: Uid;
  by: Uid;
  actor: Actor;
  action: 'admin/setRole' | 'admin/suspend';
  reason: string;
  /** As it was asked. */
  request: { requestId: RequestId };
}

/** Why it cannot be done to this account, whoever does it. */
type CheckUser = (user: AuthUser) => Result<void>;

const anyAccount: CheckUser = () => succeed(undefined);
export const noGuest: CheckUser = ({ isGuest }) =>
  isGuest
    ? refuseField('uid', 'is a guest’s: roles are for accounts that can sign in again')
    : succeed(undefined);

/** Changes the account that `change` names, once for its request. */
export async function changeAccount(
  services: SessionServices,
  { uid, by, actor, action, reason, request }: AccountChange,
  check: CheckUser,
  decide: (basis: SessionBasis) => Result<SessionChange>,
): Promise<Result<Session>> {
  const user = await services.authUsers.find(uid);
  if (!user) return refuse('not-found', 'There is no such account.');
  const allowed = check(user);
  if (!allowed.ok) return allowed;
  return changeSession(services, { uid, by, action, request, audit: { actor, reason } }, (session, now) =>
    decide({ uid, session, role: user.role, now }),
  );
}

type Change<Name extends 'admin/setRole' | 'admin/suspend'> = ActionRequest<Name> & { requestId: RequestId };

const changeOf = <Name extends AccountChange['action']>(
  action: Name,
  { uid: by, role }: Caller,
  request: Change<Name>,
): AccountChange => ({
  ...{ uid: request.uid, by, action, request },
  actor: { kind: 'person', uid: by, role },
  reason: request.reason,
});

export async function setRole(
  services: Services,
  caller: Caller,
  request: Change<'admin/setRole'>,
): Promise<Result<ActionAnswer<'admin/setRole'>>> {
  const { uid, role } = request;
  const changed = await changeAccount(
    services,
    changeOf('admin/setRole', caller, request),
    noGuest,
    (basis) => decideRole({ ...basis, actor: caller.uid, wanted: role }),
  );
  return changed.ok ? succeed({ uid, role: changed.value.role }) : changed;
}

export async function suspend(
  services: Services,
  caller: Caller,
  request: Change<'admin/suspend'>,
): Promise<Result<ActionAnswer<'admin/suspend'>>> {
  const { uid, isSuspended } = request;
  const changed = await changeAccount(
    services,
    changeOf('admin/suspend', caller, request),
    anyAccount,
    (basis) => decideSuspension({ ...basis, actor: caller.uid, isSuspended }),
  );
  return changed.ok ? succeed({ uid, isSuspended: changed.value.isSuspended }) : changed;
}
