/**
 * `POST /api/accounts/delete`: a person leaves ([X…]); guests can too. One commit notes it and ends every session; from then
 * on it goes on until nothing is theirs. IO: Firestore, Firebase Auth, Stripe.
 */
import type { ActionAnswer, ActionRequest } from '@fashionista/domain/actions';
import { findBlockers, isRecentSignIn } from '@fashionista/domain/deletion';
import type { Deletion } from '@fashionista/domain/deletion';
import { refuse, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { decideLeaving, isSessionEnded } from '@fashionista/domain/session';
import type { Session } from '@fashionista/domain/session';
import { attempt } from '../../background/attempt.ts';
import type { Caller } from '../../platform/identity.ts';
import { untilDone } from '../../platform/untilDone.ts';
import type { Repeat } from '../../platform/untilDone.ts';
import type { Services } from '../../services.ts';
import { writeSession } from '../changeSession.ts';
import { continueDeletion } from './continueDeletion.ts';
import { readOwnThings } from './describeDeletion.ts';

/** [X1] A guest has nothing to prove who they are with but the token itself. */
const hasProved = ({ isGuest, signedInAt }: Caller, now: Date): boolean =>
  isGuest || isRecentSignIn(signedInAt, now);

async function beginOnce(services: Services, caller: Caller): Promise<Result<void> | Repeat> {
  const { store, sessions, clock, newId } = services;
  const { uid, role, signedInAt } = caller;
  const [begun, session] = await store.readAll<unknown>([paths.deletion(uid), paths.session(uid)]);
  if (begun) return succeed(undefined);
  const before = session?.data as Session | undefined;
  // Ended so lately that not every instance has heard of it: a guest who is being merged owns nothing any more.
  if (isSessionEnded(before, signedInAt))
    return refuse('unauthenticated', 'This session has ended. Sign in again.');
  const now = clock();
  const blockers = findBlockers(await readOwnThings(services, caller), now);
  if (blockers.length > 0)
    return refuse('conflict', 'Something must be settled before this account can be deleted.');
  const leaving = decideLeaving({ uid, session: before, role, now });
  const deletion: Deletion = {
    uid,
    state: 'open',
    formerUid: `former${newId().replaceAll(/[^A-Za-z0-9]/g, '')}` as Uid,
    createdAt: now,
    forgetAt: null,
  };
  const outcome = await store.commit([
    { kind: 'create', path: paths.deletion(uid), data: deletion },
    writeSession(session, leaving),
  ]);
  if (outcome !== 'committed') return outcome;
  sessions.note(leaving);
  return succeed(undefined);
}

/** There is no request to remember: what was begun is found by whose account it is. */
export async function deleteAccount(
  services: Services,
  caller: Caller,
  _request: ActionRequest<'accounts/delete'>,
): Promise<Result<ActionAnswer<'accounts/delete'>>> {
  if (!hasProved(caller, services.clock()))
    return refuse('permission-denied', 'Sign in again: this cannot be undone.', { needs: 'recent-sign-in' });
  const begun = await untilDone(() => beginOnce(services, caller));
  if (!begun.ok) return begun;
  // It is begun, and whoever asked is signed out: what fails now is the sweep's.
  await attempt(services, caller.uid, () => continueDeletion(services, caller.uid));
  return succeed({ uid: caller.uid });
}
