/**
 * What an identifier looks like, for whatever comes from outside. Apart from the identifiers themselves: every page of the app
 * knows those, and few check a form. No IO.
 */
import * as v from 'valibot';
import { isDocumentId } from './documentIds.ts';
import type {
  EventId,
  HoldId,
  OrderId,
  PlaceId,
  PlanId,
  RequestId,
  SectionId,
  TicketTypeId,
  Uid,
  ViewerId,
} from './ids.ts';

const idLike = <Id extends string>(isLike: (text: string) => boolean, message: string) =>
  v.custom<Id>((input) => typeof input === 'string' && isLike(input), message);
const idOf = <Id extends string>(pattern: RegExp, message: string) =>
  idLike<Id>((text) => pattern.test(text), message);

export const eventIdSchema = idOf<EventId>(/^[A-Za-z0-9-]{1,64}$/, 'must be an event id');
export const sectionIdSchema = idOf<SectionId>(/^[a-z0-9-]{1,38}$/, 'must be a section id');
export const placeIdSchema = idOf<PlaceId>(
  /^[a-z0-9-]{3,40}$/,
  'must be a place id: 3 to 40 of a-z, 0-9 and -',
);
export const uidSchema = idOf<Uid>(/^[A-Za-z0-9]{1,128}$/, 'must be the id of an account');
export const planIdSchema = idLike<PlanId>(isDocumentId, 'must be a plan id');
export const ticketTypeIdSchema = idOf<TicketTypeId>(/^[a-z0-9-]{1,40}$/, 'must be a ticket type id');
export const holdIdSchema = idOf<HoldId>(/^[A-Za-z0-9-]{1,64}_[A-Za-z0-9]{1,128}$/, 'must be a hold id');
export const orderIdSchema = idLike<OrderId>(isDocumentId, 'must be an order id');
export const requestIdSchema = idOf<RequestId>(
  /^[A-Za-z0-9_-]{8,64}$/,
  'must be 8 to 64 of A-Z, a-z, 0-9, _ and -',
);
/** A page's own, made at random: it says nothing about whose page it is. */
export const viewerIdSchema = idOf<ViewerId>(
  /^[A-Za-z0-9_-]{16,36}$/,
  'must be 16 to 36 of A-Z, a-z, 0-9, _ and -',
);
