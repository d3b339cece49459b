/**
 * An account that is deleted ([X…]): what goes, what stays and for how long, what is in the way, and how a record looks once
 * it is without the person. No IO, no clock, no randomness.
 */
import type { Claim } from './claim.ts';
import type { Designer } from './designer.ts';
import type { FashionEvent } from './event.ts';
import { holdIdOf } from './ids.ts';
import type { DesignerId, EventId, OrderId, Uid } from './ids.ts';
import type { Notification } from './notification.ts';
import type { Order } from './order.ts';
import type { Role } from './session.ts';
import { withoutMember } from './team.ts';
import type { Ticket } from './ticket.ts';

/** A Firestore document `deletions/{uid}`. Nobody reads it; it goes with the last token. */
export interface Deletion {
  uid: Uid;
  /** [X2] `done`: nothing is the person's any more, and nothing can become theirs. */
  state: 'open' | 'done';
  /** [X3] Who stands where the person stood: a name made at random, that leads to nobody. */
  formerUid: Uid;
  createdAt: Date;
  /** [X5] When the last token has run out, and this record goes with what it was needed for. */
  forgetAt: Date | null;
}

/** [X4] What must be settled first, and which one it is. */
export type DeletionBlocker =
  | { kind: 'payment'; id: OrderId }
  | { kind: 'event'; id: EventId }
  | { kind: 'designer'; id: DesignerId }
  | { kind: 'role'; id: Uid };

export interface DeletionGoes {
  profile: number;
  savedEvents: number;
  holds: number;
  exports: number;
  /** Profiles of designers, those of `isOwnDraft`. */
  designers: number;
}

export interface DeletionStays {
  orders: number;
  tickets: number;
  /** Of these, tickets of events to come: whoever brings their code is let in, but no account shows them any more. */
  upcomingTickets: number;
  reason: 'tax-law';
  /** The last year of keeping; `null` where nothing stays. */
  untilYear: number | null;
}

/**
 * [X3] For how many years after the one of a sale its record is kept. Directive 2006/112/EC art. 369k asks for ten from the end of the
 * year; so does the Italian civil code, art. 2220.
 */
export const taxYears = 10;

/** [X5] A token lives for an hour; the room is for clocks that disagree. */
export const tokensLiveMinutes = 75;

/** [X1] So long ago at most must whoever deletes an account have proved who they are. */
export const recentSignInMinutes = 5;

export const isRecentSignIn = (signedInAt: Date, now: Date): boolean =>
  now.getTime() - signedInAt.getTime() <= recentSignInMinutes * 60_000;

export interface OwnThings {
  uid: Uid;
  role: Role | null;
  orders: readonly Pick<Order, 'orderId' | 'status' | 'createdAt'>[];
  tickets: readonly Pick<Ticket, 'status' | 'startsAt'>[];
  /** Those that the person organizes. */
  events: readonly Pick<FashionEvent, 'eventId' | 'state' | 'endsAt'>[];
  /** Those that the person is a member of. */
  designers: readonly Pick<Designer, 'designerId' | 'state' | 'members'>[];
}

const isSoleOwner = ({ members }: Pick<Designer, 'members'>, uid: Uid): boolean =>
  members[uid] === 'owner' && Object.values(members).filter((role) => role === 'owner').length === 1;

/** [X2] A profile that is nobody else's, and that nobody else has seen: it goes with its owner. */
export const isOwnDraft = ({ state, members }: Pick<Designer, 'state' | 'members'>, uid: Uid): boolean =>
  state === 'draft' && Object.keys(members).every((one) => one === uid);

/**
 * [X4] A payment under way, an event to come that the person answers for, a designer of whom they are the only owner and who is
 * others' too, an admin's role.
 */
export function findBlockers(
  { uid, role, orders, events, designers }: OwnThings,
  now: Date,
): DeletionBlocker[] {
  return [
    ...orders
      .filter(({ status }) => status === 'awaiting-payment')
      .map(({ orderId }) => ({ kind: 'payment' as const, id: orderId })),
    ...events
      .filter(({ state, endsAt }) => state !== 'cancelled' && endsAt > now)
      .map(({ eventId }) => ({ kind: 'event' as const, id: eventId })),
    ...designers
      .filter((designer) => isSoleOwner(designer, uid) && !isOwnDraft(designer, uid))
      .map(({ designerId }) => ({ kind: 'designer' as const, id: designerId })),
    ...(role === 'admin' ? [{ kind: 'role' as const, id: uid }] : []),
  ];
}

/** [X3] */
export function describeStays({ orders, tickets }: OwnThings, now: Date): DeletionStays {
  const years = orders.map(({ createdAt }) => createdAt.getUTCFullYear());
  return {
    orders: orders.length,
    tickets: tickets.length,
    upcomingTickets: tickets.filter(({ status, startsAt }) => status === 'valid' && startsAt > now).length,
    reason: 'tax-law',
    untilYear: years.length > 0 ? Math.max(...years) + taxYears : null,
  };
}

/** [X3] What changes in a record so that it is without the person; all else of it stays. */
export const withoutPerson = {
  order: ({ eventId }: Pick<Order, 'eventId'>, formerUid: Uid): Partial<Order> => ({
    uid: formerUid,
    holdId: holdIdOf(eventId, formerUid),
    contact: { name: '', email: '' },
  }),
  claim: ({ eventId }: Pick<Claim, 'eventId'>, formerUid: Uid): Partial<Claim> => ({
    uid: formerUid,
    holdId: holdIdOf(eventId, formerUid),
  }),
  ticket: (formerUid: Uid): Partial<Ticket> => ({ uid: formerUid, holderName: '' }),
  /** A mail that is not sent yet never will be: there is no address any more. */
  notification: ({ channels }: Pick<Notification, 'channels'>, formerUid: Uid): Partial<Notification> => {
    const { email } = channels;
    const status = email.status === 'sent' ? 'sent' : 'failed';
    return {
      uid: formerUid,
      // What a server said of a mail may quote its address.
      channels: { ...channels, email: { ...email, to: '', status, lastError: null, leaseUntil: null } },
      nextAttemptAt: null,
    };
  },
  event: (
    { organizerUid, ...team }: Pick<FashionEvent, 'organizerUid' | 'teamUids' | 'coOrganizerUids'>,
    uid: Uid,
    formerUid: Uid,
  ): Partial<FashionEvent> => ({
    organizerUid: organizerUid === uid ? formerUid : organizerUid,
    ...withoutMember(team, uid),
  }),
  designer: ({ members, memberUids }: Pick<Designer, 'members' | 'memberUids'>, uid: Uid) => ({
    members: Object.fromEntries(Object.entries(members).filter(([one]) => one !== uid)),
    memberUids: memberUids.filter((one) => one !== uid),
  }),
};

/** Whether nothing of the person is to be told any more: a mail would have no address. */
export const isWithoutPerson = ({ contact }: Pick<Order, 'contact'>): boolean => contact.email === '';
