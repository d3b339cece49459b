/**
 * Where bad input is sent: an event with what other people have in it, and an intruder with a hold and an order of their
 * own elsewhere. A body that stays valid by chance acts on what is the intruder's; what is the others' must never change.
 * IO: Firestore, Auth, `api`.
 */
import { actionSchemas } from '@fashionista/domain/actions';
import type { ActionName } from '@fashionista/domain/actions';
import type { EventId, HoldId, OrderId, PlaceId, TicketTypeId, Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { Access } from '../../functions/http/access.ts';
import type { AdminSdk } from '../support/adminSdk.ts';
import { callApiOrThrow } from '../support/callApi.ts';
import { createAdmin, createMember } from '../support/people.ts';
import { stageEvent } from '../support/stageEvent.ts';
import { createGuest } from '../support/users.ts';
import type { SignedInUser } from '../support/users.ts';
import { readWorld } from './world.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export interface JsonObject {
  [key: string]: Json;
}

interface OthersThings {
  eventId: EventId;
  draftEventId: EventId;
  heldPlaces: PlaceId[];
  heldHoldId: HoldId;
  payingHoldId: HoldId;
  orderId: OrderId;
}

interface OwnThings {
  eventId: EventId;
  holdId: HoldId;
  orderId: OrderId;
  /** Somebody whom nobody misses, for what admins do to accounts, and organizers on teams. */
  uid: Uid;
  email: string;
  /** An event that the caller of `member` actions organizes, with that somebody at its door. */
  teamEventId: EventId;
}

export interface BadInputStage {
  others: OthersThings;
  own: OwnThings;
  intruder: SignedInUser;
  /** Somebody whose account may go. */
  leaver: SignedInUser;
  /** Somebody whose sessions may end. */
  quitter: SignedInUser;
  /** Who may call an action, for those that not everybody may. */
  callers: Record<Access, SignedInUser>;
  /** All that was written about the others' event. */
  readOthers(): Promise<string>;
  /** The intruder's hold and order. */
  readOwn(): Promise<string>;
}

/** The request id with which the others' places were held: to an intruder it must say nothing. */
export const othersRequestId = 'others-request';

export const contact = { name: 'Ada Rossi', email: 'ada@example.com', phone: '+39 02 1234567' };

async function hold(token: string, eventId: EventId, places: string[]) {
  return callApiOrThrow(token, 'seats/hold', { eventId, places, requestId: othersRequestId });
}

async function order(token: string, eventId: EventId, places: string[]) {
  const { holdId } = await hold(token, eventId, places);
  return { holdId, ...(await callApiOrThrow(token, 'orders/checkout', { holdId, contact, locale: 'it' })) };
}

/** In `s` places are held, in `t` they are being paid, `u` is not for sale: each board is written once, before it begins. */
async function stageOthers({ firestore }: AdminSdk): Promise<OthersThings> {
  const ticketTypes = ['s', 't'].map((id) => ({
    ticketTypeId: `type-${id}` as TicketTypeId,
    name: id,
    priceMinor: 5_000,
    sectionIds: [id as never],
  }));
  const hall = { s: ['......xx'], t: ['......'], u: ['..'] };
  const [{ eventId }, draft, holder, payer] = await Promise.all([
    stageEvent(firestore, hall, { ticketTypes }),
    stageEvent(firestore, { s: ['..'] }, { state: 'draft' }),
    createGuest(),
    createGuest(),
  ]);
  const [held, ordered] = await Promise.all([
    hold(holder.token, eventId, ['s-a-1', 's-a-2']),
    order(payer.token, eventId, ['t-a-1', 't-a-2']),
  ]);
  return {
    eventId,
    draftEventId: draft.eventId,
    heldPlaces: held.places.map(({ placeId }) => placeId),
    heldHoldId: held.holdId,
    payingHoldId: ordered.holdId,
    orderId: ordered.orderId,
  };
}

async function stageOwn(
  { firestore, auth }: AdminSdk,
  { token }: SignedInUser,
  organizer: SignedInUser,
): Promise<OwnThings> {
  const team = { organizerUid: organizer.uid as Uid, teamUids: [organizer.uid as Uid] };
  const [{ eventId }, paid, { eventId: teamEventId }, { uid, email }] = await Promise.all([
    stageEvent(firestore, { f: ['..........', '..........'] }),
    stageEvent(firestore, { f: ['....'] }),
    stageEvent(firestore, { f: ['..'] }, team),
    createMember(auth),
  ]);
  const putAtDoor = { eventId: teamEventId, email, role: 'door', reason: 'Opening night' };
  await callApiOrThrow(organizer.token, 'events/setTeamRole', putAtDoor);
  const [{ holdId }, { orderId }] = await Promise.all([
    hold(token, eventId, ['f-a-1', 'f-a-2']),
    order(token, paid.eventId, ['f-a-1', 'f-a-2']),
  ]);
  return { eventId, holdId, orderId, uid: uid as Uid, email, teamEventId };
}

export async function stageBadInput(admin: AdminSdk): Promise<BadInputStage> {
  const { firestore } = admin;
  const [intruder, leaver, member, quitter, house] = await Promise.all([
    createGuest(),
    createGuest(),
    createMember(admin.auth),
    createMember(admin.auth),
    createAdmin(admin.auth),
  ]);
  const [others, own] = await Promise.all([stageOthers(admin), stageOwn(admin, intruder, member)]);
  return {
    others,
    own,
    intruder,
    leaver,
    quitter,
    callers: { 'signed-in': intruder, member, admin: house },
    readOthers: async () => {
      const { entries, ...world } = await readWorld(firestore, others.eventId);
      return JSON.stringify({ ...world, entries: [...entries] });
    },
    readOwn: async () => {
      const documents = [paths.hold(own.holdId), paths.order(own.orderId)].map((path) => firestore.doc(path));
      return JSON.stringify((await firestore.getAll(...documents)).map((found) => found.data()));
    },
  };
}

export interface Example {
  body: JsonObject;
  /** Dotted paths of fields that may be left out. */
  optional: readonly string[];
  /** Fields whose presence says which form of the action is meant: without them others are wrong too. */
  decisive?: readonly string[];
  /** Fields that take nearly any text. */
  free?: readonly (readonly string[])[];
}

type Examples = { readonly [Name in ActionName]: (own: OwnThings, requestId: string) => Example[] };

/** Valid bodies of every action, with every field that it takes: what is broken, piece by piece. */
const examples: Examples = {
  'accounts/open': (_own, requestId) => [
    { body: { locale: 'it', isOwnProof: false, requestId }, optional: ['locale', 'isOwnProof', 'requestId'] },
  ],
  'accounts/sendLink': (_own, requestId) => [
    {
      body: {
        email: 'ada@example.com',
        purpose: 'sign-in',
        locale: 'en',
        next: '/events?city=Milan',
        requestId,
      },
      optional: ['next', 'requestId'],
    },
  ],
  'accounts/changeName': (_own, requestId) => [
    { body: { name: 'Ada Rossi', requestId }, optional: ['requestId'], free: [['name']] },
  ],
  'accounts/signOutEverywhere': (_own, requestId) => [{ body: { requestId }, optional: ['requestId'] }],
  // Well formed, and nobody's: what is told of it is `guestToken`, as for any other text.
  'accounts/merge': (_own, requestId) => [
    { body: { guestToken: 'of.nobody.atAll', requestId }, optional: ['requestId'], free: [['guestToken']] },
  ],
  'accounts/export': (_own, requestId) => [{ body: { requestId }, optional: ['requestId'] }],
  'accounts/describeDeletion': (_own, requestId) => [{ body: { requestId }, optional: ['requestId'] }],
  'accounts/delete': (_own, requestId) => [{ body: { confirm: true, requestId }, optional: ['requestId'] }],
  'admin/setRole': ({ uid }, requestId) => [
    {
      body: { uid, role: 'organizer', reason: 'Runs the spring season', requestId },
      optional: ['requestId'],
      free: [['reason']],
    },
  ],
  'admin/suspend': ({ uid }, requestId) => [
    {
      body: { uid, isSuspended: true, reason: 'Sells what is not theirs', requestId },
      optional: ['requestId'],
      free: [['reason']],
    },
  ],
  'designers/create': (_own, requestId) => [
    {
      body: { name: 'Casa Prova', kind: 'house', city: 'Como', country: 'IT', requestId },
      optional: ['requestId'],
      free: [['name'], ['city']],
    },
  ],
  'events/setTeamRole': ({ teamEventId: eventId, uid, email }, requestId): Example[] => [
    {
      body: { eventId, email, role: 'organizer', reason: 'Runs it with me', requestId },
      optional: ['requestId'],
      free: [['reason']],
    },
    {
      body: { eventId, uid, role: 'door', reason: 'Opening night', requestId },
      optional: ['requestId'],
      decisive: ['uid'],
      free: [['reason']],
    },
  ],
  'seats/hold': ({ eventId }, requestId): Example[] => [
    { body: { eventId, places: ['f-a-5', 'f-a-6'], requestId }, optional: ['requestId'] },
    {
      body: {
        eventId,
        quantity: 2,
        sectionIds: ['f'],
        ticketTypeId: 'type-f',
        together: true,
        accessible: false,
        requestId,
      },
      optional: ['sectionIds', 'ticketTypeId', 'together', 'accessible', 'requestId'],
      decisive: ['quantity'],
    },
  ],
  'seats/release': ({ holdId }, requestId) => [
    { body: { holdId, places: ['f-a-1'], requestId }, optional: ['places', 'requestId'] },
  ],
  'seats/extend': ({ holdId }, requestId) => [{ body: { holdId, requestId }, optional: ['requestId'] }],
  'seats/view': ({ eventId }, requestId) => [
    {
      body: { eventId, sectionId: 'f', viewerId: 'viewer_of-an-example', requestId },
      optional: ['sectionId', 'requestId'],
    },
  ],
  'orders/checkout': ({ holdId }, requestId) => [
    {
      body: { holdId, contact, locale: 'fr', requestId },
      optional: ['contact.phone', 'requestId'],
      free: [['contact', 'name']],
    },
  ],
  'orders/cancel': ({ orderId }, requestId) => [{ body: { orderId, requestId }, optional: ['requestId'] }],
  'orders/refresh': ({ orderId }, requestId) => [{ body: { orderId, requestId }, optional: ['requestId'] }],
  'tickets/pdf': ({ orderId }, requestId) => [
    { body: { orderId, locale: 'it', requestId }, optional: ['requestId'] },
  ],
};

/** Every action there is, by domain's own list. */
export const actionNames = Object.keys(actionSchemas) as ActionName[];

/** @throws where an action has no example: one that is new wants its own here, or nothing attacks it. */
export function examplesOf(name: ActionName, own: OwnThings, requestId: string): Example[] {
  if (!Object.hasOwn(examples, name)) throw new Error(`${name} has no example of a valid body`);
  return examples[name](own, requestId);
}
