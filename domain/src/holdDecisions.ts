/**
 * What may be done with a hold: take, add, release, extend, expire ([H…]). Each decision takes what was read and
 * answers the change to commit, or why not; committing it, with the hold *unchanged since read*, is the caller's.
 * No IO, no clock, no randomness.
 */
import { placesPerBuyer } from './holdRecord.ts';
import { refuse, refuseField, succeed } from './errors.ts';
import type { Result } from './errors.ts';
import { checkSaleOpen, ticketTypeOf } from './event.ts';
import type { FashionEvent } from './event.ts';
import { isExpired, rememberAnswer } from './holdRecord.ts';
import type { AnsweredRequest, HeldPlace, Hold, HoldAction } from './holdRecord.ts';
import { holdIdOf } from './ids.ts';
import type { PlaceId, RequestId, Uid } from './ids.ts';
import { findSingleLeft } from './orphans.ts';
import type { PlanIndex } from './plan.ts';

/** [H3] */
export const holdMinutes = 10;
/** [H4] */
export const extensionMinutes = 10;
export const extensionsPerHold = 2;

const addMinutes = (instant: Date, minutes: number): Date => new Date(instant.getTime() + minutes * 60_000);

/** The hold after the change, and the claims to make or delete in the same commit. */
export interface HoldChange {
  hold: Hold;
  claim: HeldPlace[];
  free: HeldPlace[];
}

export interface Caller {
  requestId: RequestId;
  now: Date;
}

const answerOf = (hold: Hold, action: HoldAction, requestId: RequestId): AnsweredRequest => ({
  requestId,
  action,
  places: hold.places,
  expiresAt: hold.expiresAt,
  extensions: hold.extensions,
  orderId: hold.orderId,
});

/** The same hold with this request remembered in it ([H9]). */
export const withAnswer = (hold: Hold, action: HoldAction, requestId: RequestId): Hold => ({
  ...hold,
  answered: rememberAnswer(hold.answered, answerOf(hold, action, requestId)),
});

export interface TakeRequest extends Caller {
  uid: Uid;
  event: FashionEvent;
  index: PlanIndex;
  hold: Hold | undefined;
  places: readonly PlaceId[];
  isTaken: (placeId: PlaceId) => boolean;
  /** 0–9, for a new hold. */
  shard: number;
}

function priceChosen(request: TakeRequest): Result<HeldPlace[]> {
  const priced: HeldPlace[] = [];
  for (const [i, placeId] of request.places.entries()) {
    const located = request.index.place(placeId);
    if (!located) return refuseField(`places.${i}`, 'is not a place of this event');
    const { sectionId } = located.section;
    const type = ticketTypeOf(request.event, sectionId);
    if (!type) return refuseField(`places.${i}`, 'is not for sale');
    priced.push({ placeId, sectionId, ticketTypeId: type.ticketTypeId, priceMinor: type.priceMinor });
  }
  return succeed(priced);
}

const holdBusy = (hold: Hold) =>
  refuse('hold-busy', 'These places are being paid.', hold.orderId ? { orderId: hold.orderId } : {});

const emptyHold = (request: TakeRequest): Hold => ({
  holdId: holdIdOf(request.event.eventId, request.uid),
  eventId: request.event.eventId,
  uid: request.uid,
  state: 'empty',
  places: [],
  currency: request.event.currency,
  expiresAt: null,
  extensions: 0,
  bought: 0,
  orderId: null,
  shard: request.shard,
  answered: [],
});

/** What of a hold decides whether more may be taken, whichever places. */
export interface TakeBasis {
  event: FashionEvent;
  hold: Hold | undefined;
  now: Date;
}

/** [H5] Whether a buyer may have as many more. */
function checkLimit(hold: Hold | undefined, more: number): Result<void> {
  const has = (hold?.bought ?? 0) + (hold?.places.length ?? 0);
  return has + more > placesPerBuyer
    ? refuse('limit-reached', `At most ${placesPerBuyer} places a person.`, { limit: placesPerBuyer, has })
    : succeed(undefined);
}

/** [H10], [H11] Whether anything may be taken now. An expired hold must be expired first ([H2]): here it is a `conflict`. */
function checkTakeOpen({ event, hold, now }: TakeBasis): Result<void> {
  const open = checkSaleOpen(event, now);
  if (!open.ok) return open;
  if (hold?.state === 'paying') return holdBusy(hold);
  if (hold && isExpired(hold, now)) return refuse('conflict', 'An expired hold must be let go first.');
  return succeed(undefined);
}

/** [H5], [H10], [H11] Whether as many places may be taken, before it is chosen which. */
export function checkTakeBest(basis: TakeBasis, quantity: number): Result<void> {
  const open = checkTakeOpen(basis);
  return open.ok ? checkLimit(basis.hold, quantity) : open;
}

/**
 * [H5]–[H8], [H10], [H11] Takes places into an empty hold, or adds them to a held one, all or nothing. Places already
 * in this hold are no change. `seat-taken` comes with `nearest` empty: the caller, who may read more of the hall,
 * fills it in.
 */
export function decideTake(request: TakeRequest): Result<HoldChange> {
  const { event, index, isTaken } = request;
  const hold = request.hold ?? emptyHold(request);
  const chosen = priceChosen(request);
  if (!chosen.ok) return chosen;
  const open = checkTakeOpen(request);
  if (!open.ok) return open;
  const mine = new Set(hold.places.map((place) => place.placeId));
  const added = chosen.value.filter((place) => !mine.has(place.placeId));
  const limit = checkLimit(hold, added.length);
  if (!limit.ok) return limit;
  const addedIds = added.map((place) => place.placeId);
  const taken = addedIds.filter(isTaken);
  if (taken.length > 0) return refuse('seat-taken', 'Somebody was quicker.', { taken, nearest: [] });
  const single = findSingleLeft(index, addedIds, isTaken);
  if (single) return refuse('leaves-single', 'This would leave a single seat.', { choice: single.choice });
  const begins = hold.state === 'empty';
  const next: Hold = {
    ...hold,
    state: 'held',
    places: [...hold.places, ...added],
    currency: event.currency,
    expiresAt: begins ? addMinutes(request.now, holdMinutes) : hold.expiresAt,
    extensions: begins ? 0 : hold.extensions,
  };
  return succeed({ hold: withAnswer(next, 'seats/hold', request.requestId), claim: added, free: [] });
}

/** [H2], [H10] Whether a hold may be changed by its buyer now. */
export function checkHeld(hold: Hold | undefined, now: Date): Result<Hold> {
  if (!hold) return refuse('not-found', 'There is no such hold.');
  if (hold.state === 'paying') return holdBusy(hold);
  if (hold.state === 'empty' || isExpired(hold, now))
    return refuse('hold-expired', 'The time for these places has run out.');
  return succeed(hold);
}

/** What an ended hold becomes: empty, remembering its bought places and its answers. */
export const emptied = (hold: Hold): Hold => ({
  ...hold,
  state: 'empty',
  places: [],
  expiresAt: null,
  extensions: 0,
  orderId: null,
});

/** [H7] Releases some places, or all where none are named. */
export function decideRelease(
  current: Hold | undefined,
  places: readonly PlaceId[] | undefined,
  caller: Caller,
): Result<HoldChange> {
  const held = checkHeld(current, caller.now);
  if (!held.ok) return held;
  const hold = held.value;
  const wanted = new Set(places ?? hold.places.map((place) => place.placeId));
  for (const [i, placeId] of (places ?? []).entries())
    if (!hold.places.some((place) => place.placeId === placeId))
      return refuseField(`places.${i}`, 'is not in this hold');
  const free = hold.places.filter((place) => wanted.has(place.placeId));
  const left = hold.places.filter((place) => !wanted.has(place.placeId));
  const next = left.length > 0 ? { ...hold, places: left } : emptied(hold);
  return succeed({ hold: withAnswer(next, 'seats/release', caller.requestId), claim: [], free });
}

/** [H4] Adds ten minutes to what is left, at most twice. */
export function decideExtend(current: Hold | undefined, caller: Caller): Result<HoldChange> {
  const held = checkHeld(current, caller.now);
  if (!held.ok) return held;
  const hold = held.value;
  if (hold.extensions >= extensionsPerHold || hold.expiresAt === null)
    return refuse('limit-reached', `A hold may be extended ${extensionsPerHold} times.`, {
      limit: extensionsPerHold,
      has: hold.extensions,
    });
  const next: Hold = {
    ...hold,
    expiresAt: addMinutes(hold.expiresAt, extensionMinutes),
    extensions: hold.extensions + 1,
  };
  return succeed({ hold: withAnswer(next, 'seats/extend', caller.requestId), claim: [], free: [] });
}

/** [H2] Lets an expired hold go: anyone who meets it may. `undefined` where it has not expired. */
export function decideExpire(hold: Hold, now: Date): HoldChange | undefined {
  return isExpired(hold, now) ? { hold: emptied(hold), claim: [], free: hold.places } : undefined;
}
