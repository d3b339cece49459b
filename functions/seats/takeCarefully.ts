/**
 * Takes places on what is read just before the commit: the event, the buyer's hold, the claims around the places, whole
 * rows where single seats are in question. Whatever is refused is refused here. A place whose hold has expired is freed
 * by whoever wants it ([H2]). IO: Firestore, Cloud Tasks.
 */
import { findNearest } from '@fashionista/domain/bestAvailable';
import { refuse, succeed } from '@fashionista/domain/errors';
import type { AnyPortalError, Result } from '@fashionista/domain/errors';
import type { FashionEvent } from '@fashionista/domain/event';
import { checkTakeBest, emptied } from '@fashionista/domain/holdDecisions';
import { findAnswer, isExpired } from '@fashionista/domain/holdRecord';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { PlaceId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { Services } from '../services.ts';
import { answerRepeat, expireHold } from './changeHold.ts';
import { chooseBestPlaces } from './chooseBestPlaces.ts';
import type { BestHoldRequest } from './chooseBestPlaces.ts';
import { placesAround, placesOfRows, readHall } from './readHall.ts';
import type { Hall } from './readHall.ts';
import { commitTake, decideAttempt } from './takeAttempt.ts';
import type { AttemptResult, TakeAttempt } from './takeAttempt.ts';

/** [H2] Frees the wanted places whose holds have expired. Answers whether there were any. */
async function expireOthers(services: Services, hall: Hall, taken: readonly PlaceId[]): Promise<boolean> {
  const holdIds = new Set(taken.flatMap((placeId) => hall.claims.get(placeId)?.holdId ?? []));
  const holds = await services.store.readAll<Hold>([...holdIds].map((holdId) => paths.hold(holdId)));
  const freed = await Promise.all(
    holds.map(async (hold) => hold !== undefined && expireHold(services, hold)),
  );
  return freed.includes(true);
}

/** [A5] Completes `seat-taken` with what is free nearby; where boards show nothing, the claims must agree. */
async function offerNearest(
  { services, request }: TakeAttempt,
  hall: Hall,
  taken: PlaceId[],
  wanted: readonly PlaceId[],
): Promise<Result<never>> {
  const { occupancies, picks } = services;
  const { eventId } = request;
  const seen = await occupancies.read(eventId);
  const isPicked = picks.of(eventId);
  const isTaken = (placeId: PlaceId) =>
    hall.claims.has(placeId) || isPicked(placeId) || seen?.isTaken(placeId) !== false;
  const near = seen ? findNearest({ ...seen, isTaken }, wanted) : [];
  if (near.length === 0) await services.dueHolds.expire();
  const claimed = near.length > 0 ? undefined : await occupancies.readClaims(eventId);
  const nearest = claimed ? findNearest(claimed, wanted) : near;
  if (nearest.length === 0) return refuse('sold-out', 'Every place of this event is taken.');
  return refuse('seat-taken', 'Somebody was quicker.', { taken, nearest });
}

/** Decides on the claims around the places; on those of their whole rows where single seats are in question. */
async function decideOnHall(
  attempt: TakeAttempt,
  around: Hall,
  event: FashionEvent,
  places: readonly PlaceId[],
) {
  const { services, request, index, holdId } = attempt;
  const decideOn = (hall: Hall) =>
    decideAttempt(attempt, {
      event,
      hold: hall.hold?.data,
      places,
      isTaken: (placeId) => hall.claims.has(placeId),
    });
  const decided = decideOn(around);
  if (decided.ok || decided.error.code !== 'leaves-single') return { hall: around, decided };
  const hall = await readHall(services.store, request.eventId, holdId, placesOfRows(index, places));
  return { hall, decided: decideOn(hall) };
}

/** What becomes of a refusal: an expired hold in the way is let go, and best available looks elsewhere. */
async function answerRefusal(
  attempt: TakeAttempt,
  hall: Hall,
  places: readonly PlaceId[],
  error: AnyPortalError,
): Promise<AttemptResult> {
  const { services, request } = attempt;
  const isBest = 'quantity' in request;
  if (isBest) services.picks.forget(request.eventId, places);
  if (isBest && error.code === 'leaves-single') return 'lost';
  if (error.code !== 'seat-taken' || !error.details) return { ok: false, error };
  const { taken } = error.details;
  if (await expireOthers(services, hall, taken)) return 'again';
  if (!isBest) return offerNearest(attempt, hall, taken, places);
  services.picks.add(request.eventId, taken);
  return 'lost';
}

/** For who named no places: first whether anything may be taken at all, then which. */
async function chooseCarefully(
  { services, holdId, lost }: TakeAttempt,
  request: BestHoldRequest,
): Promise<Result<readonly PlaceId[]>> {
  const { event, hold } = await readHall(services.store, request.eventId, holdId, []);
  if (!event) return refuse('not-found', 'There is no such event.');
  const isEnded = hold !== undefined && isExpired(hold.data, services.clock());
  const basis = { event: event.data, hold: isEnded ? emptied(hold.data) : hold?.data, now: services.clock() };
  const open = checkTakeBest(basis, request.quantity);
  if (!open.ok) return open;
  const chosen = await chooseBestPlaces(services, request, lost);
  const isSoldOut = !chosen.ok && chosen.error.code === 'sold-out';
  // [H2] Before anybody is told so, places of holds whose time is over are let go.
  if (isSoldOut && (await services.dueHolds.expire()) > 0) return chooseBestPlaces(services, request, lost);
  return chosen;
}

export async function takeCarefully(attempt: TakeAttempt): Promise<AttemptResult> {
  const { services, request, index, holdId } = attempt;
  const chosen = 'quantity' in request ? await chooseCarefully(attempt, request) : succeed(request.places);
  const places = chosen.ok ? chosen.value : [];
  const around = await readHall(services.store, request.eventId, holdId, placesAround(index, places));
  const answered = findAnswer(around.hold?.data, 'seats/hold', request.requestId);
  if (around.hold && answered) return answerRepeat(services, around.hold.data, answered);
  if (!around.event) return refuse('not-found', 'There is no such event.');
  if (!chosen.ok) return chosen;
  if (around.hold && (await expireHold(services, around.hold))) {
    if ('quantity' in request) services.picks.forget(request.eventId, places);
    return 'again';
  }
  const { hall, decided } = await decideOnHall(attempt, around, around.event.data, places);
  return decided.ok
    ? commitTake(attempt, hall.hold, decided.value)
    : answerRefusal(attempt, hall, places, decided.error);
}
