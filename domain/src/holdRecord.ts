/**
 * The record of a hold, `holds/{eventId}_{uid}`: its shape, its states, and the ring of answered requests that makes
 * repeats harmless ([H9]). The decisions on it are in `holdDecisions.ts`. No IO.
 */
import type { EventId, HoldId, OrderId, PlaceId, RequestId, SectionId, TicketTypeId, Uid } from './ids.ts';

export type HoldState = 'empty' | 'held' | 'paying';

export interface HeldPlace {
  placeId: PlaceId;
  sectionId: SectionId;
  ticketTypeId: TicketTypeId;
  priceMinor: number;
}

export type HoldAction = 'seats/hold' | 'seats/release' | 'seats/extend' | 'orders/checkout';

/** What a request changed, kept so that its repeat is answered the same ([H9]). */
export interface AnsweredRequest {
  requestId: RequestId;
  action: HoldAction;
  places: HeldPlace[];
  expiresAt: Date | null;
  extensions: number;
  orderId: OrderId | null;
}

/** A Firestore document `holds/{eventId}_{uid}`. Its owner reads it live. */
export interface Hold {
  holdId: HoldId;
  eventId: EventId;
  uid: Uid;
  state: HoldState;
  /** The places held or being paid; none when `empty`. */
  places: HeldPlace[];
  currency: string;
  /** When a `held` one ends, or until when a `paying` one may be paid. `null` when `empty`. */
  expiresAt: Date | null;
  /** How often this hold was extended ([H4]). */
  extensions: number;
  /** Places of this event already bought; they count towards the limit ([H5]). */
  bought: number;
  /** The order being paid; `null` unless `paying`. */
  orderId: OrderId | null;
  /** 0–9: spreads the index on `expiresAt`, which grows with time. */
  shard: number;
  answered: AnsweredRequest[];
}

export const answeredKept = 16;

/** [H9] The ring with one more answer, the oldest dropped past sixteen. */
export const rememberAnswer = (
  ring: readonly AnsweredRequest[],
  answer: AnsweredRequest,
): AnsweredRequest[] => [...ring, answer].slice(-answeredKept);

/** A request id says one thing: used again for another action, it is no repeat. */
export const findAnswer = (
  hold: Hold | undefined,
  action: HoldAction,
  requestId: RequestId,
): AnsweredRequest | undefined =>
  hold?.answered.find((answer) => answer.requestId === requestId && answer.action === action);

/** [H2] A held hold ends at `expiresAt`; from that instant on nothing may be done with it. */
export const isExpired = (hold: Hold, now: Date): boolean =>
  hold.state === 'held' && hold.expiresAt !== null && hold.expiresAt <= now;
