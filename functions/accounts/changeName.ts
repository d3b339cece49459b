/**
 * `POST /api/accounts/changeName`: a member's name ([R13]), first in their profile and then at Auth, which is what pages show.
 * Whoever dies in between is made good by a repeat. IO: Firestore, Firebase Auth.
 */
import type { ActionAnswer, ActionRequest } from '@fashionista/domain/actions';
import { succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import { paths } from '@fashionista/domain/paths';
import type { Caller } from '../platform/identity.ts';
import { untilDone } from '../platform/untilDone.ts';
import type { Services } from '../services.ts';
import { openOnce } from './openAccount.ts';

export async function changeName(
  services: Services,
  caller: Caller,
  { name }: ActionRequest<'accounts/changeName'>,
): Promise<Result<ActionAnswer<'accounts/changeName'>>> {
  const { store, authUsers } = services;
  await untilDone<true>(async (attempt) => {
    // Refused where there is no profile: the account was never opened.
    if (attempt > 0) await openOnce(services, caller, 'en');
    const data = { displayName: name };
    const outcome = await store.commit([{ kind: 'update', path: paths.user(caller.uid), data }]);
    return outcome === 'committed' ? true : outcome;
  });
  await authUsers.rename(caller.uid, name);
  return succeed({ name });
}
