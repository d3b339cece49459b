/**
 * Identifiers, branded so that one kind is never passed for another. No IO.
 * The forms are a contract: `placeId` is `{sectionId}-{row}-{number}`, a hold's id names its event and buyer ([H1]).
 */
import * as v from 'valibot';
import { isDocumentId } from './documentIds.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type EventId = Branded<'EventId'>;
export type SectionId = Branded<'SectionId'>;
export type PlaceId = Branded<'PlaceId'>;
export type PlanId = Branded<'PlanId'>;
export type VenueId = Branded<'VenueId'>;
export type ShowId = Branded<'ShowId'>;
export type DesignerId = Branded<'DesignerId'>;
export type TicketTypeId = Branded<'TicketTypeId'>;
export type Uid = Branded<'Uid'>;
export type HoldId = Branded<'HoldId'>;
export type OrderId = Branded<'OrderId'>;
export type TicketId = Branded<'TicketId'>;
export type RequestId = Branded<'RequestId'>;
export type ViewerId = Branded<'ViewerId'>;

const idLike = <Name extends string>(isLike: (text: string) => boolean, message: string) =>
  v.custom<Branded<Name>>((input) => typeof input === 'string' && isLike(input), message);
const idOf = <Name extends string>(pattern: RegExp, message: string) =>
  idLike<Name>((text) => pattern.test(text), message);

export const eventIdSchema = idOf<'EventId'>(/^[A-Za-z0-9-]{1,64}$/, 'must be an event id');
export const sectionIdSchema = idOf<'SectionId'>(/^[a-z0-9-]{1,38}$/, 'must be a section id');
export const placeIdSchema = idOf<'PlaceId'>(
  /^[a-z0-9-]{3,40}$/,
  'must be a place id: 3 to 40 of a-z, 0-9 and -',
);
export const uidSchema = idOf<'Uid'>(/^[A-Za-z0-9]{1,128}$/, 'must be the id of an account');
export const planIdSchema = idLike<'PlanId'>(isDocumentId, 'must be a plan id');
export const ticketTypeIdSchema = idOf<'TicketTypeId'>(/^[a-z0-9-]{1,40}$/, 'must be a ticket type id');
export const holdIdSchema = idOf<'HoldId'>(/^[A-Za-z0-9-]{1,64}_[A-Za-z0-9]{1,128}$/, 'must be a hold id');
export const orderIdSchema = idLike<'OrderId'>(isDocumentId, 'must be an order id');
export const requestIdSchema = idOf<'RequestId'>(
  /^[A-Za-z0-9_-]{8,64}$/,
  'must be 8 to 64 of A-Z, a-z, 0-9, _ and -',
);
/** A page's own, made at random: it says nothing about whose page it is. */
export const viewerIdSchema = idOf<'ViewerId'>(
  /^[A-Za-z0-9_-]{16,36}$/,
  'must be 16 to 36 of A-Z, a-z, 0-9, _ and -',
);

/** [H1] One hold a buyer and event. Event ids hold no underscore, so the name can be read back. */
export const holdIdOf = (eventId: EventId, uid: Uid): HoldId => `${eventId}_${uid}` as HoldId;

/** The event and buyer that a hold's id names. */
export function readHoldId(holdId: HoldId): { eventId: EventId; uid: Uid } {
  const cut = holdId.indexOf('_');
  return { eventId: holdId.slice(0, cut) as EventId, uid: holdId.slice(cut + 1) as Uid };
}

/** [T1] A ticket's id comes from its order and place, so that selling twice would collide. */
export const ticketIdOf = (orderId: OrderId, placeId: PlaceId): TicketId =>
  `${orderId}_${placeId}` as TicketId;
