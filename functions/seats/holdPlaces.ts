/**
 * `POST /api/seats/hold`: takes places the buyer chose, or the best available. The hot path ([H5]–[H11], [A…]): one
 * commit, no transaction. First quickly, on what this instance knows; then carefully, on what it reads.
 */
import type { HoldAnswer } from '@fashionista/domain/actions';
import { refuse } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import { holdIdOf } from '@fashionista/domain/ids';
import type { Caller } from '../platform/identity.ts';
import { untilDone } from '../platform/untilDone.ts';
import type { Services } from '../services.ts';
import type { TakeAttempt } from './takeAttempt.ts';
import { takeCarefully } from './takeCarefully.ts';
import { takeQuickly } from './takeQuickly.ts';

export async function holdPlaces(
  services: Services,
  caller: Caller,
  request: TakeAttempt['request'],
): Promise<Result<HoldAnswer>> {
  const index = await services.plans.indexOfEvent(request.eventId);
  if (!index) return refuse('not-found', 'There is no such event.');
  const holdId = holdIdOf(request.eventId, caller.uid);
  let lost = 0;
  return untilDone(async (attempt) => {
    const take = attempt === 0 ? takeQuickly : takeCarefully;
    const result = await take({ services, caller, request, index, holdId, lost });
    if (result === 'lost' || result === 'refused') lost += 1;
    return result === 'lost' ? 'again' : result;
  });
}
