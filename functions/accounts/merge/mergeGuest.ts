/**
 * `POST /api/accounts/merge`: a guest's things become those of an account that exists ([J…]). Whoever has the guest's token
 * has been the guest. One commit notes the merge and ends the guest's sessions, so that nothing more becomes theirs; from then
 * on it goes on until nothing is. IO: Firestore, Firebase Auth.
 */
import type { ActionAnswer, ActionRequest } from '@fashionista/domain/actions';
import { refuse, refuseField, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { RequestId, Uid } from '@fashionista/domain/ids';
import { newMerge } from '@fashionista/domain/merge';
import type { Merge } from '@fashionista/domain/merge';
import { paths } from '@fashionista/domain/paths';
import { decideClosing, isSessionEnded } from '@fashionista/domain/session';
import type { Session } from '@fashionista/domain/session';
import type { Caller } from '../../platform/identity.ts';
import { untilDone } from '../../platform/untilDone.ts';
import type { Repeat } from '../../platform/untilDone.ts';
import type { Services } from '../../services.ts';
import { writeSession } from '../changeSession.ts';
import { continueMerge } from './continueMerge.ts';

type MergeRequest = ActionRequest<'accounts/merge'> & { requestId: RequestId };

/** What is kept of a request: its repeat finds the guest without the token, which runs out. */
interface MergeRequested {
  guestUid?: Uid;
}

const refuseToken = (message: string) => refuseField('guestToken', message);

/** [J1] The guest whom the token says, where they may be merged into the caller's account. */
async function checkGuest(services: Services, caller: Caller, guestToken: string): Promise<Result<Caller>> {
  const guest = await services.identity.verify(`Bearer ${guestToken}`);
  if (!guest) return refuseToken('is not the token of somebody who is signed in');
  if (guest.uid === caller.uid) return refuseToken('is your own: there is nothing to merge');
  if (!guest.isGuest) return refuseToken('is not a guest’s');
  return succeed(guest);
}

async function checkStillGuest(
  { authUsers }: Services,
  { uid, signedInAt }: Caller,
  session: Session | undefined,
): Promise<Result<void>> {
  if (isSessionEnded(session, signedInAt)) return refuseToken('is of a session that has ended');
  const user = await authUsers.find(uid);
  if (!user) return refuseToken('is of a guest who is gone');
  return user.isGuest ? succeed(undefined) : refuseToken('is of a guest who has made an account');
}

async function beginOnce(
  services: Services,
  caller: Caller,
  { guestToken, requestId }: MergeRequest,
): Promise<Result<Uid> | Repeat> {
  const { store, sessions, clock } = services;
  const { uid } = caller;
  const requestPath = paths.request(uid, requestId);
  const done = await store.read<MergeRequested>(requestPath);
  if (done)
    return done.data.guestUid
      ? succeed(done.data.guestUid)
      : refuse('conflict', 'This request id was used for something else.');
  const guest = await checkGuest(services, caller, guestToken);
  if (!guest.ok) return guest;
  const guestUid = guest.value.uid;
  const [merge, session] = await store.readAll<unknown>([paths.merge(guestUid), paths.session(guestUid)]);
  if (merge)
    return (merge.data as Merge).uid === uid
      ? succeed(guestUid)
      : refuseToken('is of a guest who was merged into another account');
  const before = session?.data as Session | undefined;
  const allowed = await checkStillGuest(services, guest.value, before);
  if (!allowed.ok) return allowed;
  const now = clock();
  const closed = decideClosing({ uid: guestUid, session: before, role: null, now });
  const outcome = await store.commit([
    { kind: 'create', path: paths.merge(guestUid), data: newMerge(guestUid, uid, now) },
    writeSession(session, closed),
    { kind: 'create', path: requestPath, data: { uid, guestUid, at: now } },
  ]);
  if (outcome !== 'committed') return outcome;
  sessions.note(closed);
  return succeed(guestUid);
}

export async function mergeGuest(
  services: Services,
  caller: Caller,
  request: MergeRequest,
): Promise<Result<ActionAnswer<'accounts/merge'>>> {
  const begun = await untilDone(() => beginOnce(services, caller, request));
  if (!begun.ok) return begun;
  const { merged, leftOut, pendingOrders } = await continueMerge(services, begun.value);
  return succeed({ merged, leftOut, pendingOrders });
}
