/**
 * One attempt to take places: what it is about, and its commit. How the places are decided on is `takeQuickly.ts`'s
 * and `takeCarefully.ts`'s. IO: Firestore, Cloud Tasks.
 */
import type { ActionRequest, HoldAnswer } from '@fashionista/domain/actions';
import type { Result } from '@fashionista/domain/errors';
import type { FashionEvent } from '@fashionista/domain/event';
import { decideTake } from '@fashionista/domain/holdDecisions';
import type { HoldChange } from '@fashionista/domain/holdDecisions';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { HoldId, PlaceId, RequestId } from '@fashionista/domain/ids';
import type { PlanIndex } from '@fashionista/domain/plan';
import type { Caller } from '../platform/identity.ts';
import type { Snapshot } from '../platform/store.ts';
import type { Repeat } from '../platform/untilDone.ts';
import type { Services } from '../services.ts';
import { answerChange, sectionsOf, writesOf } from './changeHold.ts';
import { scheduleExpiry } from './scheduleExpiry.ts';

export interface TakeAttempt {
  services: Services;
  caller: Caller;
  request: ActionRequest<'seats/hold'> & { requestId: RequestId };
  index: PlanIndex;
  holdId: HoldId;
  /** How often places that this request was after were gone. */
  lost: number;
}

/** `lost`: the places were gone. `refused`: these places, or the hold, had changed by the commit. */
export type AttemptResult = Result<HoldAnswer> | Repeat | 'lost';

/** What a decision is made on. */
export interface TakeFacts {
  event: FashionEvent;
  hold: Hold | undefined;
  places: readonly PlaceId[];
  isTaken: (placeId: PlaceId) => boolean;
}

export const decideAttempt = (
  { services, caller, request, index }: TakeAttempt,
  facts: TakeFacts,
): Result<HoldChange> =>
  decideTake({
    ...facts,
    uid: caller.uid,
    index,
    shard: Math.floor(services.random() * 10),
    requestId: request.requestId,
    now: services.clock(),
  });

/** The one commit, and what must follow it before the answer. */
export async function commitTake(
  { services, request }: TakeAttempt,
  before: Snapshot<Hold> | undefined,
  change: HoldChange,
): Promise<AttemptResult> {
  const { store, boards, picks, clock } = services;
  if (change.claim.length === 0) return answerChange(change.hold, clock());
  const outcome = await store.commit(writesOf(before, change));
  if (outcome !== 'committed') return outcome;
  picks.add(
    request.eventId,
    change.claim.map((place) => place.placeId),
  );
  const begins = before?.data.state !== 'held';
  await Promise.all([
    begins ? scheduleExpiry(services, change.hold) : undefined,
    boards.refresh(request.eventId, sectionsOf(change)),
  ]);
  return answerChange(change.hold, clock());
}
