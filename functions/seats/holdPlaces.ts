/**
 * `POST /api/seats/hold`: takes places the buyer chose, or the best available. The hot path: one read, one commit, no
 * transaction ([H5]–[H11], [A…]). What is known to be taken is refused before committing; a place whose hold has
 * expired is freed by whoever wants it. IO: Firestore, Cloud Tasks.
 */
import type { ActionRequest, HoldAnswer } from '@fashionista/domain/actions';
import { findNearest } from '@fashionista/domain/bestAvailable';
import { refuse, succeed } from '@fashionista/domain/errors';
import type { AnyPortalError, Result } from '@fashionista/domain/errors';
import type { FashionEvent } from '@fashionista/domain/event';
import { decideTake } from '@fashionista/domain/holdDecisions';
import type { HoldChange } from '@fashionista/domain/holdDecisions';
import { findAnswer } from '@fashionista/domain/holdRecord';
import type { Hold } from '@fashionista/domain/holdRecord';
import { holdIdOf } from '@fashionista/domain/ids';
import type { HoldId, PlaceId, RequestId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { PlanIndex } from '@fashionista/domain/plan';
import type { Caller } from '../platform/identity.ts';
import type { Services } from '../services.ts';
import {
  answerChange,
  answerHold,
  changeAttempts,
  expireHold,
  sectionsOf,
  tooBusy,
  writesOf,
} from './changeHold.ts';
import { chooseBestPlaces } from './chooseBestPlaces.ts';
import { scheduleExpiry } from './scheduleExpiry.ts';
import { placesAround, placesOfRows, readHall } from './readHall.ts';
import type { Hall } from './readHall.ts';

type HoldRequest = ActionRequest<'seats/hold'>;

interface Attempt {
  services: Services;
  caller: Caller;
  request: HoldRequest & { requestId: RequestId };
  index: PlanIndex;
  holdId: HoldId;
  /** How often this request was tried before. */
  attempt: number;
}

/** `again`: somebody was quicker, or an expired hold was met and let go. */
type AttemptResult = Result<HoldAnswer> | 'again';

/** [H2] Frees the wanted places whose holds have expired. Answers whether there were any. */
async function expireOthers(services: Services, hall: Hall, taken: readonly PlaceId[]): Promise<boolean> {
  const holdIds = new Set(taken.flatMap((placeId) => hall.claims.get(placeId)?.holdId ?? []));
  const holds = await services.store.readAll<Hold>([...holdIds].map((holdId) => paths.hold(holdId)));
  const freed = await Promise.all(
    holds.map(async (hold) => hold !== undefined && expireHold(services, hold)),
  );
  return freed.includes(true);
}

/** [A5] Completes `seat-taken` with what is free nearby. */
async function offerNearest(
  { services, request }: Attempt,
  hall: Hall,
  taken: PlaceId[],
  wanted: readonly PlaceId[],
): Promise<Result<never>> {
  const seen = await services.occupancies.read(request.eventId);
  const isTaken = (placeId: PlaceId) => hall.claims.has(placeId) || seen?.isTaken(placeId) !== false;
  const nearest = seen ? findNearest({ ...seen, isTaken }, wanted) : [];
  if (nearest.length === 0) return refuse('sold-out', 'Every place of this event is taken.');
  return refuse('seat-taken', 'Somebody was quicker.', { taken, nearest });
}

/** Decides on the claims around the places; on those of their whole rows where single seats are in question. */
async function decideOnHall(attempt: Attempt, around: Hall, event: FashionEvent, places: readonly PlaceId[]) {
  const { services, caller, request, index, holdId } = attempt;
  const decideOn = (hall: Hall): Result<HoldChange> =>
    decideTake({
      uid: caller.uid,
      event,
      index,
      hold: hall.hold?.data,
      places,
      isTaken: (placeId) => hall.claims.has(placeId),
      shard: Math.floor(services.random() * 10),
      requestId: request.requestId,
      now: services.clock(),
    });
  const decided = decideOn(around);
  if (decided.ok || decided.error.code !== 'leaves-single') return { hall: around, decided };
  const hall = await readHall(services.store, request.eventId, holdId, placesOfRows(index, places));
  return { hall, decided: decideOn(hall) };
}

/** What becomes of a refusal: an expired hold in the way is let go, and best available looks elsewhere. */
async function answerRefusal(
  attempt: Attempt,
  hall: Hall,
  places: readonly PlaceId[],
  error: AnyPortalError,
): Promise<AttemptResult> {
  const { services, request } = attempt;
  const isBest = 'quantity' in request;
  if (isBest) services.picks.forget(request.eventId, places);
  if (isBest && error.code === 'leaves-single') return 'again';
  if (error.code !== 'seat-taken' || !error.details) return { ok: false, error };
  const { taken } = error.details;
  if (await expireOthers(services, hall, taken)) return 'again';
  if (!isBest) return offerNearest(attempt, hall, taken, places);
  services.picks.add(request.eventId, taken);
  return 'again';
}

async function commitTake(
  { services, request }: Attempt,
  before: Hall['hold'],
  change: HoldChange,
): Promise<AttemptResult> {
  const isChange = change.claim.length > 0;
  if (isChange && (await services.store.commit(writesOf(before, change))) !== 'committed') return 'again';
  const begins = before?.data.state !== 'held';
  await Promise.all([
    begins ? scheduleExpiry(services, change.hold) : undefined,
    services.boards.refresh(request.eventId, sectionsOf(change)),
  ]);
  return answerChange(change.hold, services.clock());
}

async function tryHold(attempt: Attempt): Promise<AttemptResult> {
  const { services, request, index, holdId } = attempt;
  const chosen: Result<readonly PlaceId[]> =
    'quantity' in request
      ? await chooseBestPlaces(services, request, attempt.attempt)
      : succeed(request.places);
  const places = chosen.ok ? chosen.value : [];
  const around = await readHall(services.store, request.eventId, holdId, placesAround(index, places));
  const answered = findAnswer(around.hold?.data, request.requestId);
  if (around.hold && answered)
    return succeed(answerHold(holdId, around.hold.data.currency, answered, services.clock()));
  if (!around.event) return refuse('not-found', 'There is no such event.');
  if (!chosen.ok) return chosen;
  if (around.hold && (await expireHold(services, around.hold))) return 'again';
  const event = around.event.data;
  const { hall, decided } = await decideOnHall(attempt, around, event, places);
  return decided.ok
    ? commitTake(attempt, hall.hold, decided.value)
    : answerRefusal(attempt, hall, places, decided.error);
}

export async function holdPlaces(
  services: Services,
  caller: Caller,
  request: HoldRequest & { requestId: RequestId },
): Promise<Result<HoldAnswer>> {
  const index = await services.plans.indexOfEvent(request.eventId);
  if (!index) return refuse('not-found', 'There is no such event.');
  const holdId = holdIdOf(request.eventId, caller.uid);
  for (let attempt = 0; attempt < changeAttempts; attempt += 1) {
    const result = await tryHold({ services, caller, request, index, holdId, attempt });
    if (result !== 'again') return result;
  }
  return tooBusy();
}
