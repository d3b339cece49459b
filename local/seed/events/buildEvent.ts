/**
 * Makes a demo event's document from its copy, its venue and the day of seeding. No IO, no clock: `now` is passed in.
 */
import type { FashionEvent } from '@fashionista/domain/event';
import type { EventPolicy } from '@fashionista/domain/eventPolicy';
import type { EventId, SectionId, TicketTypeId, Uid } from '@fashionista/domain/ids';
import { pictureOf } from '../../pictures/pictureFiles.ts';
import { idOfDemoDesigner } from '../designers.ts';
import { instantAtVenue } from '../venueTime.ts';
import { demoVenues } from '../venues.ts';
import type { EventCopy } from './eventCopy.ts';

const minuteMs = 60_000;
/** Contained in each price. */
const bookingFeeBasisPoints = 500;
const doorsBeforeMinutes = 45;
/** What the demo's organizer asks at all events that say nothing else. */
const housePolicy: Partial<EventPolicy> = { refundUntilHours: 48, exchangeUntilHours: 24 };

/** Ids are not slugs, so that code which takes one for the other fails at once. */
export const eventIdAt = (index: number): EventId => `show-${String(index + 1).padStart(2, '0')}` as EventId;

export function buildEvent(copy: EventCopy, index: number, organizerUid: Uid, now: Date): FashionEvent {
  const { venue, plan, currency, vatBasisPoints } = demoVenues[copy.venue];
  const places = plan.sections.flatMap((section) => section.places);
  const startsAt = instantAtVenue(now, copy.daysAhead, copy.time, venue.timeZone);
  return {
    eventId: eventIdAt(index),
    slug: copy.slug,
    title: copy.title,
    summary: copy.summary,
    description: copy.description.join('\n\n'),
    state: 'published',
    doorsAt: new Date(startsAt.getTime() - doorsBeforeMinutes * minuteMs),
    startsAt,
    endsAt: new Date(startsAt.getTime() + copy.minutes * minuteMs),
    timeZone: venue.timeZone,
    venueId: venue.venueId,
    venueName: venue.name,
    city: venue.address.city,
    country: venue.address.country,
    planId: plan.planId,
    organizerUid,
    teamUids: [organizerUid],
    currency,
    ticketTypes: copy.ticketTypes.map((type) => ({
      ...type,
      ticketTypeId: type.ticketTypeId as TicketTypeId,
      sectionIds: type.sectionIds.map((id) => id as SectionId),
    })),
    vatBasisPoints,
    feeBasisPoints: bookingFeeBasisPoints,
    styles: copy.styles,
    designers: copy.designers,
    designerIds: copy.designers.map(idOfDemoDesigner),
    picture: pictureOf(copy.slug, copy.pictureAlt),
    opener: pictureOf(copy.slug, copy.pictureAlt, 'wide'),
    placeCount: places.length,
    accessiblePlaceCount: places.filter(({ attributes }) => attributes.includes('accessible')).length,
    organizerName: 'Vasseur & Filles',
    policy: { ...housePolicy, ...copy.policy },
  };
}
