/**
 * A guest merged into an account that exists already ([J…]): the record of it, and what becomes of each hold. What was paid,
 * or is being paid, goes along whole; what is only held goes along up to the limit of places, and not for longer than it was
 * held for. No IO, no clock, no randomness.
 */
import { placesPerBuyer } from './holdRecord.ts';
import type { HeldPlace, Hold } from './holdRecord.ts';
import { holdIdOf } from './ids.ts';
import type { EventId, OrderId, PlaceId, Uid } from './ids.ts';

/** How much has become the account's. */
export interface Merged {
  holds: number;
  orders: number;
  tickets: number;
  saved: number;
}

/** [J4] Held places of an event that were one too many for a buyer: they are free again. */
export interface LeftOut {
  eventId: EventId;
  placeIds: PlaceId[];
}

/** A Firestore document `merges/{guestUid}`. Every step of the work is one commit with it, so that none is done twice. Nobody reads it. */
export interface Merge {
  guestUid: Uid;
  /** Of the account. */
  uid: Uid;
  /** [J2] `done`: nothing is the guest's any more, and nothing can become theirs. */
  state: 'open' | 'done';
  createdAt: Date;
  doneAt: Date | null;
  merged: Merged;
  leftOut: LeftOut[];
  /** [J5] Orders that must end first, or whose mail must. */
  pendingOrders: OrderId[];
}

export const newMerge = (guestUid: Uid, uid: Uid, now: Date): Merge => ({
  guestUid,
  uid,
  state: 'open',
  createdAt: now,
  doneAt: null,
  merged: { holds: 0, orders: 0, tickets: 0, saved: 0 },
  leftOut: [],
  pendingOrders: [],
});

/**
 * [J2] How long a request that was let in before a session ended may still act: an instance may not have heard for five
 * seconds, and Hosting cuts requests after sixty. What is looked for after that is not made any more.
 */
export const lateRequestSeconds = 75;

/** Whether a look that began at `lookedAt` has seen all that could still come. */
export const isLastLook = (since: Date, lookedAt: Date): boolean =>
  lookedAt.getTime() - since.getTime() >= lateRequestSeconds * 1000;

/** What becomes of a guest's hold, in one commit with both holds unchanged since read. */
export type HoldMerge =
  | { kind: 'moves'; hold: Hold; moved: HeldPlace[]; leftOut: HeldPlace[]; orderId: OrderId | null }
  /** Nothing of it is worth keeping. */
  | { kind: 'ends' }
  /** [J5] A payment is in the way. */
  | { kind: 'waits'; orderId: OrderId };

const earlier = (one: Date | null, other: Date | null): Date | null =>
  one === null || other === null ? (one ?? other) : one < other ? one : other;

/**
 * [J3]–[J5] Joins a guest's hold to the account's hold of the same event, if there is one. Both must be expired first where
 * their time is over ([H2]).
 */
export function decideHoldMerge(guest: Hold, member: Hold | undefined, uid: Uid): HoldMerge {
  const base: Hold = member ?? {
    ...guest,
    ...{ holdId: holdIdOf(guest.eventId, uid), uid, state: 'empty', places: [], expiresAt: null },
    ...{ extensions: 0, bought: 0, orderId: null, answered: [] },
  };
  const bought = base.bought + guest.bought;
  const nothing = { moved: [], leftOut: [], orderId: null };
  if (guest.state === 'empty')
    return guest.bought === 0 ? { kind: 'ends' } : { kind: 'moves', hold: { ...base, bought }, ...nothing };
  if (guest.state === 'paying' && guest.orderId !== null) {
    if (base.state !== 'empty') return { kind: 'waits', orderId: base.orderId ?? guest.orderId };
    const { places, currency, expiresAt, extensions, orderId } = guest;
    const hold: Hold = { ...base, state: 'paying', places, currency, expiresAt, extensions, orderId, bought };
    return { kind: 'moves', hold, moved: places, leftOut: [], orderId };
  }
  if (base.orderId !== null) return { kind: 'waits', orderId: base.orderId };
  const room = Math.max(0, placesPerBuyer - bought - base.places.length);
  const moved = guest.places.slice(0, room);
  const leftOut = guest.places.slice(room);
  if (moved.length === 0) return { kind: 'moves', hold: { ...base, bought }, ...nothing, leftOut };
  const hold: Hold = {
    ...base,
    state: 'held',
    places: [...base.places, ...moved],
    currency: guest.currency,
    expiresAt: earlier(base.expiresAt, guest.expiresAt),
    extensions: Math.max(base.extensions, guest.extensions),
    bought,
  };
  return { kind: 'moves', hold, moved, leftOut, orderId: null };
}

/** [J4] One entry an event, however often something was left out. */
export function addLeftOut(
  all: readonly LeftOut[],
  eventId: EventId,
  placeIds: readonly PlaceId[],
): LeftOut[] {
  if (placeIds.length === 0) return [...all];
  const before = all.find((one) => one.eventId === eventId)?.placeIds ?? [];
  return [...all.filter((one) => one.eventId !== eventId), { eventId, placeIds: [...before, ...placeIds] }];
}
