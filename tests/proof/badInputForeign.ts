/**
 * Calls of the right form about what is somebody else's, of another event, or nowhere, and how each must be refused.
 * No IO.
 */
import { randomUUID } from 'node:crypto';
import type { ActionName } from '@fashionista/domain/actions';
import type { ErrorCode } from '@fashionista/domain/errors';
import { contact, othersRequestId } from './badInputStage.ts';
import type { BadInputStage, JsonObject } from './badInputStage.ts';

/** A field that is wrong, or the one code that is right. */
export type Refusal = { field: string } | { codes: readonly ErrorCode[] };

export interface ForeignCall {
  what: string;
  action: ActionName;
  body: JsonObject;
  refusal: Refusal;
}

const code = (...codes: ErrorCode[]): Refusal => ({ codes });

function foreignHolds({ others, own }: BadInputStage): ForeignCall[] {
  const { eventId, heldPlaces } = others;
  const hold = (what: string, body: JsonObject, refusal: Refusal): ForeignCall => ({
    what,
    action: 'seats/hold',
    body: { eventId, ...body },
    refusal,
  });
  return [
    hold('somebody’s places', { places: heldPlaces }, code('seat-taken')),
    hold('by their request', { places: heldPlaces, requestId: othersRequestId }, code('seat-taken')),
    hold('a free place with somebody’s', { places: ['s-a-3', 's-a-4', 's-a-2'] }, code('seat-taken')),
    hold('a blocked place', { places: ['s-a-7'] }, code('seat-taken')),
    hold('another event’s place', { places: ['s-a-3', 'f-a-1'] }, { field: 'places.1' }),
    hold('a place that is not for sale', { places: ['u-a-1'] }, { field: 'places.0' }),
    hold('another event’s section', { quantity: 1, sectionIds: ['s', 'f'] }, { field: 'sectionIds.1' }),
    hold('another event’s ticket type', { quantity: 1, ticketTypeId: 'type-f' }, { field: 'ticketTypeId' }),
    hold('more than a person may', { quantity: 11 }, code('limit-reached')),
    hold('a million', { quantity: 1_000_000 }, code('limit-reached')),
    hold(
      'an unknown event',
      { eventId: `test-${own.orderId.replaceAll('_', '')}`, places: ['s-a-3'] },
      code('not-found'),
    ),
    hold('a draft', { eventId: others.draftEventId, places: ['s-a-1'] }, code('not-found')),
  ];
}

function foreignChanges({ others, own, intruder }: BadInputStage): ForeignCall[] {
  const checkout = { contact, locale: 'en' };
  const ofHold = (what: string, holdId: string, refusal: Refusal): ForeignCall[] => [
    { what, action: 'seats/release', body: { holdId }, refusal },
    { what, action: 'seats/release', body: { holdId, places: others.heldPlaces }, refusal },
    { what, action: 'seats/extend', body: { holdId, requestId: othersRequestId }, refusal },
    { what, action: 'orders/checkout', body: { holdId, ...checkout }, refusal },
  ];
  const ofOrder = (what: string, orderId: string, refusal = code('not-found')): ForeignCall[] => [
    { what, action: 'orders/cancel', body: { orderId }, refusal },
    { what, action: 'orders/refresh', body: { orderId }, refusal },
    { what, action: 'tickets/pdf', body: { orderId, locale: 'en' }, refusal },
  ];
  return [
    ...ofHold('somebody’s hold', others.heldHoldId, code('permission-denied')),
    ...ofHold('a hold that somebody pays', others.payingHoldId, code('permission-denied')),
    ...ofHold('a hold in an unknown event', `nowhere_${intruder.uid}`, code('not-found')),
    ...ofHold('no hold of mine in their event', `${others.eventId}_${intruder.uid}`, code('not-found')),
    ...ofOrder('somebody’s order', others.orderId),
    ...ofOrder('an unknown order', randomUUID()),
    ...ofOrder('a hold as an order', others.heldHoldId),
    ...ofOrder('an id that Firestore keeps for itself', '__id7__', { field: 'orderId' }),
    {
      what: 'somebody’s event',
      action: 'events/setTeamRole',
      body: { eventId: others.eventId, email: own.email, role: 'organizer', reason: 'It is mine now' },
      refusal: code('permission-denied'),
    },
    {
      what: 'somebody’s draft',
      action: 'events/setTeamRole',
      body: { eventId: others.draftEventId, email: own.email, role: 'organizer', reason: 'It is mine now' },
      refusal: code('not-found'),
    },
    {
      what: 'another event’s section',
      action: 'seats/view',
      body: { eventId: own.eventId, sectionId: 's', viewerId: 'viewer_of-an-example' },
      refusal: { field: 'sectionId' },
    },
    {
      what: 'a draft',
      action: 'seats/view',
      body: { eventId: others.draftEventId, viewerId: 'viewer_of-an-example' },
      refusal: code('not-found'),
    },
    {
      what: 'somebody’s places from my hold',
      action: 'seats/release',
      body: { holdId: own.holdId, places: others.heldPlaces },
      refusal: { field: 'places.0' },
    },
  ];
}

/** Bodies of the right form about what is not the intruder's, or is not there, and how each is refused. */
export const foreignCalls = (stage: BadInputStage): ForeignCall[] => [
  ...foreignHolds(stage),
  ...foreignChanges(stage),
];
