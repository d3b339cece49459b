/**
 * `POST /api/seats/hold`: takes places the buyer chose, or the best available. The hot path: one read, one commit, no
 * transaction ([H5]–[H11], [A…]). What is known to be taken is refused before committing; a place whose hold has
 * expired is freed by whoever wants it. IO: Firestore, Cloud Tasks.
 */
import type { ActionRequest, HoldAnswer } from '@fashionista/domain/actions';
import { chooseBest, findNearest } from '@fashionista/domain/bestAvailable';
import { refuse, refuseField, succeed } from '@fashionista/domain/errors';
import type { AnyPortalError, Result } from '@fashionista/domain/errors';
import { ticketTypeOf } from '@fashionista/domain/event';
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
  scheduleExpiry,
  sectionsOf,
  tooBusy,
  writesOf,
} from './changeHold.ts';
import { placesAround, placesOfRows, readHall, readTakenOnBoards } from './readHall.ts';
import type { Hall } from './readHall.ts';

type HoldRequest = ActionRequest<'seats/hold'>;
type BestHoldRequest = Extract<HoldRequest, { quantity: number }>;

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

const pricedSections = (event: FashionEvent, index: PlanIndex) =>
  index.plan.sections.map(({ sectionId }) => sectionId).filter((id) => ticketTypeOf(event, id) !== undefined);

function checkBestRequest(event: FashionEvent, index: PlanIndex, request: BestHoldRequest): Result<void> {
  for (const [i, sectionId] of (request.sectionIds ?? []).entries())
    if (!index.section(sectionId)) return refuseField(`sectionIds.${i}`, 'is not a section of this event');
  const { ticketTypeId } = request;
  if (ticketTypeId !== undefined && !event.ticketTypes.some((type) => type.ticketTypeId === ticketTypeId))
    return refuseField('ticketTypeId', 'is not a ticket type of this event');
  return succeed(undefined);
}

/** The first try takes the best; each further one draws among four times as many, so that a rush spreads out. */
async function choosePlaces(attempt: Attempt): Promise<Result<readonly PlaceId[]>> {
  const { request, services, index } = attempt;
  if (!('quantity' in request)) return succeed(request.places);
  const event = await services.store.read<FashionEvent>(paths.event(request.eventId));
  if (!event) return refuse('not-found', 'There is no such event.');
  const fit = checkBestRequest(event.data, index, request);
  if (!fit.ok) return fit;
  const sections = pricedSections(event.data, index);
  const isTaken = await readTakenOnBoards(services.store, index, request.eventId, sections);
  const spread = 4 ** Math.min(attempt.attempt, 5);
  return chooseBest({ event: event.data, index, isTaken }, request, services.random(), spread);
}

/** [H2] Frees the wanted places whose holds have expired. Answers whether there were any. */
async function expireOthers(services: Services, hall: Hall, taken: readonly PlaceId[]): Promise<boolean> {
  const holdIds = new Set(taken.flatMap((placeId) => hall.claims.get(placeId)?.holdId ?? []));
  const holds = await services.store.readAll<Hold>([...holdIds].map((holdId) => paths.hold(holdId)));
  const freed = await Promise.all(holds.map((hold) => (hold ? expireHold(services, hold) : false)));
  return freed.includes(true);
}

/** [A5] Completes `seat-taken` with what is free nearby. */
async function offerNearest(
  { services, index }: Attempt,
  event: FashionEvent,
  hall: Hall,
  taken: PlaceId[],
  wanted: readonly PlaceId[],
): Promise<Result<never>> {
  const onBoards = await readTakenOnBoards(
    services.store,
    index,
    event.eventId,
    pricedSections(event, index),
  );
  const isTaken = (placeId: PlaceId) => hall.claims.has(placeId) || onBoards(placeId);
  const nearest = findNearest({ event, index, isTaken }, wanted);
  if (nearest.length === 0) return refuse('sold-out', 'Every place of this event is taken.');
  return refuse('seat-taken', 'Somebody was quicker.', { taken, nearest });
}

/** Whether a decision may be of another mind once it knows whole rows. */
const wantsRows = (error: AnyPortalError): boolean => error.code === 'leaves-single';

function decide(
  attempt: Attempt,
  hall: Hall,
  event: FashionEvent,
  places: readonly PlaceId[],
): Result<HoldChange> {
  const { services, caller, request, index } = attempt;
  return decideTake({
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
}

async function tryHold(attempt: Attempt): Promise<AttemptResult> {
  const { services, request, index, holdId } = attempt;
  const isBest = 'quantity' in request;
  const chosen = await choosePlaces(attempt);
  const places = chosen.ok ? chosen.value : [];
  let hall = await readHall(services.store, request.eventId, holdId, placesAround(index, places));
  const answered = findAnswer(hall.hold?.data, request.requestId);
  if (hall.hold && answered)
    return succeed(answerHold(holdId, hall.hold.data.currency, answered, services.clock()));
  if (!hall.event) return refuse('not-found', 'There is no such event.');
  if (!chosen.ok) return chosen;
  if (hall.hold && (await expireHold(services, hall.hold))) return 'again';
  const event = hall.event.data;
  let decided = decide(attempt, hall, event, places);
  if (!decided.ok && wantsRows(decided.error)) {
    hall = await readHall(services.store, request.eventId, holdId, placesOfRows(index, places));
    decided = decide(attempt, hall, event, places);
  }
  if (!decided.ok) {
    const { error } = decided;
    if (error.code === 'leaves-single' && isBest && attempt.attempt < changeAttempts / 2) return 'again';
    if (error.code !== 'seat-taken' || !error.details) return decided;
    if ((await expireOthers(services, hall, error.details.taken)) || isBest) return 'again';
    return offerNearest(attempt, event, hall, error.details.taken, places);
  }
  const change = decided.value;
  if (change.claim.length > 0 && (await services.store.commit(writesOf(hall.hold, change))) !== 'committed')
    return 'again';
  const begins = hall.hold?.data.state !== 'held';
  await Promise.all([
    begins ? scheduleExpiry(services, change.hold) : undefined,
    services.boards.refresh(request.eventId, sectionsOf(change)),
  ]);
  return answerChange(change.hold, services.clock());
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
