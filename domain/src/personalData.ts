/**
 * What a person is given of all that is held about them ([X6]–[X8]): the shape of the file, and the record that says where it is.
 * In the file, times are ISO 8601 UTC and money an integer in minor units beside an ISO 4217 code, as on the wire. No IO.
 */
import type { DesignerRole } from './designer.ts';
import type { DesignerId, EventId, OrderId, RequestId, Uid } from './ids.ts';
import type { HeldPlace, HoldState } from './holdRecord.ts';
import type { Order, OrderEntry } from './order.ts';
import type { SavedEvent } from './savedEvent.ts';
import type { Role } from './session.ts';
import type { TeamMember } from './team.ts';
import type { Ticket } from './ticket.ts';
import type { User } from './user.ts';

/** A Firestore document `users/{uid}/exports/{exportId}`, read by its owner. `making`: its file is not there yet. */
export interface PersonalExport {
  exportId: string;
  state: 'making' | 'ready';
  /** Of the file in Storage; its owner alone reads it. */
  path: string;
  createdAt: Date;
  /** [X7] From then on there is neither file nor record. */
  expiresAt: Date;
}

/** [X7] */
export const exportDays = 7;
/** [X8] How many of a person's there are at a time. */
export const exportsPerPerson = 10;

/** [X6] One a request: its repeat finds it. */
export function newExport(uid: Uid, requestId: RequestId, now: Date): PersonalExport {
  return {
    exportId: requestId,
    state: 'making',
    path: `${exportsFolder(uid)}${requestId}.json`,
    createdAt: now,
    expiresAt: new Date(now.getTime() + exportDays * 86_400_000),
  };
}

/** Where a person's files are, with the slash that parts them from others'. */
export const exportsFolder = (uid: Uid): string => `exports/${uid}/`;

/** The file, version 1. What is `null` there is none of. */
export interface PersonalData {
  version: 1;
  madeAt: Date;
  account: {
    uid: Uid;
    email: string | null;
    isGuest: boolean;
    role: Role | null;
    secondFactors: { kind: string; phoneNumber: string | null }[];
  };
  profile: User | null;
  /** Profiles that the person is a member of. */
  designers: { designerId: DesignerId; name: string; role: DesignerRole | null }[];
  /** Teams of others' events that the person is on. */
  teams: TeamMember[];
  savedEvents: SavedEvent[];
  /** Places held, or being paid, and how many were bought. */
  holds: {
    eventId: EventId;
    state: HoldState;
    places: HeldPlace[];
    currency: string;
    expiresAt: Date | null;
    bought: number;
  }[];
  /** With the movements of their money. */
  orders: (Order & { entries: OrderEntry[] })[];
  /** Those that the person holds, whoever bought them; `code` is the text of the QR. */
  tickets: Ticket[];
  /** Sign-ins before `validAfter` have ended; `null` where none ever was. */
  sessions: { validAfter: Date; changedAt: Date; isSuspended: boolean } | null;
  /** What was mailed to the person. */
  notifications: {
    kind: string;
    orderId: OrderId | null;
    createdAt: Date;
    to: string;
    status: string;
    sentAt: Date | null;
  }[];
}
