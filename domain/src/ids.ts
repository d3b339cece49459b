/**
 * Identifiers, branded so that one kind is never passed for another. No IO.
 * The forms are a contract: `placeId` is `{sectionId}-{row}-{number}`, a hold's id names its event and buyer ([H1]); whether
 * a text has such a form, `idSchemas.ts` says.
 */
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
