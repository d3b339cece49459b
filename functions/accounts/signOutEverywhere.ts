/** `POST /api/accounts/signOutEverywhere`: ends every session of the caller, this one too ([R2]). IO: Firestore, Auth. */
import type { ActionRequest } from '@fashionista/domain/actions';
import { succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { RequestId } from '@fashionista/domain/ids';
import { decideSignOutEverywhere } from '@fashionista/domain/session';
import type { Caller } from '../platform/identity.ts';
import type { Services } from '../services.ts';
import { changeSession } from './changeSession.ts';

export async function signOutEverywhere(
  services: Services,
  { uid, role }: Caller,
  request: ActionRequest<'accounts/signOutEverywhere'> & { requestId: RequestId },
): Promise<Result<{ validAfter: string }>> {
  const asked = { uid, by: uid, action: 'accounts/signOutEverywhere' as const, request };
  const changed = await changeSession(services, asked, (session, now) =>
    succeed(decideSignOutEverywhere({ uid, session, role, now })),
  );
  return changed.ok ? succeed({ validAfter: changed.value.validAfter.toISOString() }) : changed;
}
