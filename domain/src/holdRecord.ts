/**
 * The record of a hold, `holds/{eventId}_{uid}`: its shape, its states, and the ring of answered requests that makes
 * repeats harmless ([H9]). The decisions on it are in `holdDecisions.ts`. No IO.
 */
import type { EventId, HoldId, OrderId, PlaceId, RequestId, SectionId, TicketTypeId, Uid } from './ids.ts';

/** [H5] How many places a buyer may have of one event, held and bought ones counted. */
export const placesPerBuyer = 10;

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

/**
 * An {@link AnsweredRequest} as JSON. A hold is written whole at every step, and nothing ever asks Firestore for what is in
 * its old answers: as one text each they cost a rush a fraction of what maps in lists in maps do.
 */
export type PackedAnswer = string & { readonly packed: 'answer' };

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
  /** One of {@link holdShards}: spreads the index on `expiresAt`, which grows with time. */
  shard: number;
  answered: PackedAnswer[];
}

export const holdShards = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export const answeredKept = 16;

const packAnswer = (answer: AnsweredRequest): PackedAnswer => JSON.stringify(answer) as PackedAnswer;

function unpackAnswer(packed: PackedAnswer): AnsweredRequest {
  const answer = JSON.parse(packed) as AnsweredRequest & { expiresAt: string | null };
  return { ...answer, expiresAt: answer.expiresAt === null ? null : new Date(answer.expiresAt) };
}

/** [H9] The ring with one more answer, the oldest dropped past sixteen. */
export const rememberAnswer = (ring: readonly PackedAnswer[], answer: AnsweredRequest): PackedAnswer[] =>
  [...ring, packAnswer(answer)].slice(-answeredKept);

/** What the last request was answered, if there was any. */
export function lastAnswer(hold: Pick<Hold, 'answered'>): AnsweredRequest | undefined {
  const packed = hold.answered.at(-1);
  return packed === undefined ? undefined : unpackAnswer(packed);
}

/** What the requests that a hold remembers were answered, the oldest first. */
export const readAnswers = (hold: Pick<Hold, 'answered'>): AnsweredRequest[] =>
  hold.answered.map(unpackAnswer);

/** A request id says one thing: used again for another action, it is no repeat. */
export const findAnswer = (
  hold: Hold | undefined,
  action: HoldAction,
  requestId: RequestId,
): AnsweredRequest | undefined =>
  hold?.answered
    // What does not even have the id in it need not be read.
    .filter((packed) => packed.includes(requestId))
    .map(unpackAnswer)
    .find((answer) => answer.requestId === requestId && answer.action === action);

/** [H2] A held hold ends at `expiresAt`; from that instant on nothing may be done with it. */
export const isExpired = (hold: Hold, now: Date): boolean =>
  hold.state === 'held' && hold.expiresAt !== null && hold.expiresAt <= now;
