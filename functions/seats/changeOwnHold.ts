/** `POST /api/seats/release` and `/api/seats/extend`: what a buyer may do with a hold that they have ([H4], [H7]). */
import type { ActionRequest, HoldAnswer } from '@fashionista/domain/actions';
import type { Result } from '@fashionista/domain/errors';
import { decideExtend, decideRelease } from '@fashionista/domain/holdDecisions';
import type { RequestId } from '@fashionista/domain/ids';
import type { Caller } from '../platform/identity.ts';
import type { Services } from '../services.ts';
import { changeHold } from './changeHold.ts';

export const releasePlaces = (
  services: Services,
  caller: Caller,
  request: ActionRequest<'seats/release'> & { requestId: RequestId },
): Promise<Result<HoldAnswer>> =>
  changeHold(services, caller, { ...request, action: 'seats/release' }, (hold, now) =>
    decideRelease(hold, request.places, { requestId: request.requestId, now }),
  );

export const extendHold = (
  services: Services,
  caller: Caller,
  request: ActionRequest<'seats/extend'> & { requestId: RequestId },
): Promise<Result<HoldAnswer>> =>
  changeHold(services, caller, { ...request, action: 'seats/extend' }, (hold, now) =>
    decideExtend(hold, { requestId: request.requestId, now }),
  );
