/**
 * Fashion events as they are sold: shapes of the event, venue and ticket types, and whether a sale is open ([E…]).
 * No IO, no clock: `now` is passed in.
 */
import { refuse, succeed } from './errors.ts';
import type { Result } from './errors.ts';
import type { EventPolicy } from './eventPolicy.ts';
import type { DesignerId, EventId, PlanId, SectionId, TicketTypeId, Uid, VenueId } from './ids.ts';

export type EventState = 'draft' | 'review' | 'revision' | 'published' | 'cancelled';

/** Whether everyone may see it, and all that copies its state. */
export const isForEveryone = (state: string): boolean => state === 'published' || state === 'cancelled';

export interface TicketType {
  ticketTypeId: TicketTypeId;
  name: string;
  /** What the buyer pays for one admission: fees and VAT are in it ([M1]). */
  priceMinor: number;
  sectionIds: SectionId[];
}

export interface Picture {
  /** Path or URL without a size; `widths` are the files there are: `{src}-{width}.avif` and `.webp`. */
  src: string;
  widths: number[];
  width: number;
  height: number;
  alt: string;
  /** A tiny data URL shown until the picture is there. */
  placeholder: string;
}

/** A Firestore document `events/{eventId}`. */
export interface FashionEvent {
  eventId: EventId;
  slug: string;
  title: string;
  /** One sentence for lists. */
  summary: string;
  /** Paragraphs, parted by an empty line. */
  description: string;
  state: EventState;
  doorsAt: Date;
  startsAt: Date;
  endsAt: Date;
  /** IANA zone of the venue. */
  timeZone: string;
  venueId: VenueId;
  venueName: string;
  city: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  planId: PlanId;
  organizerUid: Uid;
  /** Whoever is on its team, the organizer too. */
  teamUids: Uid[];
  /** Those of the team who are organizers beside `organizerUid` ([R8]): copied here because rules read few documents. */
  coOrganizerUids?: Uid[];
  /** ISO 4217. */
  currency: string;
  ticketTypes: TicketType[];
  /** Basis points of VAT, and of the booking fee, contained in each price. */
  vatBasisPoints: number;
  feeBasisPoints: number;
  styles: string[];
  /** Names, as lists show and search them. */
  designers: string[];
  /** Those of them who have a profile, in the order of the evening. */
  designerIds?: DesignerId[];
  /** Upright, 4:5: for lists, and for phones. */
  picture: Picture;
  /** The same scene, wide: for what opens a page at a desk. */
  opener?: Picture;
  /** How many places its plan has, and how many of them are for wheelchairs: lists filter by it without reading plans. */
  placeCount: number;
  accessiblePlaceCount: number;
  /** Who is answerable for it, by the name that people know. */
  organizerName?: string;
  /** What its organizer decided; `policyOf` fills in the rest ([E3]). */
  policy?: Partial<EventPolicy>;
}

/** A Firestore document `venues/{venueId}`. */
export interface Venue {
  venueId: VenueId;
  name: string;
  /** `region`: the state, county or province, as that country's addresses write it (`CA`, `MI`). */
  address: { street: string; postalCode: string; city: string; region?: string; country: string };
  timeZone: string;
  /** How to get there, one sentence each. */
  travel: string[];
  /** How to get in and about with a wheelchair, little sight or little hearing, one sentence each. */
  access?: string[];
}

/** [E1] Places are sold while the event is published and has not begun. */
export function checkSaleOpen(event: FashionEvent, now: Date): Result<void> {
  if (event.state !== 'published') return refuse('sale-closed', 'This event is not on sale.');
  if (now >= event.startsAt) return refuse('sale-closed', 'This event has begun.');
  return succeed(undefined);
}

/** [E2] A section's ticket type is the one that lists it. A section that none lists is not for sale. */
export const ticketTypeOf = (event: FashionEvent, sectionId: SectionId): TicketType | undefined =>
  event.ticketTypes.find((type) => type.sectionIds.includes(sectionId));
