/** Small halls and records for tests: built by functions that take only what a test is about. No IO. */
import type { FashionEvent } from '../src/event.ts';
import type { Hold } from '../src/holdRecord.ts';
import type { EventId, HoldId, OrderId, PlaceId, PlanId, SectionId, TicketTypeId, Uid } from '../src/ids.ts';
import { indexPlan } from '../src/plan.ts';
import type { Place, PlanIndex, Section } from '../src/plan.ts';

export const now = new Date('2027-03-01T10:00:00Z');
export const minutesAfter = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

export const placeId = (id: string) => id as PlaceId;
export const buyer = 'buyer1' as Uid;
export const eventId = 'gala' as EventId;

/**
 * A row written as it looks: `.` free, `x` taken, a blank an aisle. `row('a', '..x ..')` numbers its seats 1 to 5.
 */
export interface DrawnRow {
  places: Place[];
  taken: PlaceId[];
}

export function drawRow(sectionId: string, row: string, drawing: string, y = 0): DrawnRow {
  const drawn: DrawnRow = { places: [], taken: [] };
  for (const [x, character] of [...drawing].entries()) {
    if (character === ' ') continue;
    const number = drawn.places.length + 1;
    const place: Place = {
      placeId: placeId(`${sectionId}-${row}-${number}`),
      row,
      number,
      x,
      y,
      attributes: [],
    };
    drawn.places.push(place);
    if (character === 'x') drawn.taken.push(place.placeId);
  }
  return drawn;
}

export interface DrawnHall {
  index: PlanIndex;
  event: FashionEvent;
  isTaken: (placeId: PlaceId) => boolean;
}

/** A hall of sections, each given as its rows from the stage on; the stage lies along y = -1. */
export function drawHall(
  sections: Record<string, string[]>,
  kind: Section['kind'] = 'seated',
  change: (place: Place) => Partial<Place> = () => ({}),
): DrawnHall {
  const taken = new Set<PlaceId>();
  const drawn = Object.entries(sections).map(([id, rows], s): Section => {
    const places = rows.flatMap((drawing, r) => {
      const row = drawRow(id, String.fromCharCode(97 + r), drawing, s * 100 + r);
      for (const place of row.taken) taken.add(place);
      return row.places.map((place) => ({ ...place, ...change(place) }));
    });
    return { sectionId: id as SectionId, name: id, kind, places };
  });
  const index = indexPlan({
    planId: 'plan' as PlanId,
    version: 1,
    width: 100,
    height: 100,
    stage: {
      label: 'Runway',
      outline: [
        { x: 0, y: -1 },
        { x: 20, y: -1 },
      ],
    },
    sections: drawn,
  });
  return { index, event: makeEvent(Object.keys(sections)), isTaken: (id) => taken.has(id) };
}

export const makeEvent = (sectionIds: string[], change: Partial<FashionEvent> = {}): FashionEvent => ({
  eventId,
  slug: 'gala',
  title: 'Gala',
  summary: '',
  description: '',
  state: 'published',
  doorsAt: minutesAfter(600),
  startsAt: minutesAfter(660),
  endsAt: minutesAfter(800),
  timeZone: 'Europe/Rome',
  venueId: 'hall' as FashionEvent['venueId'],
  venueName: 'The hall',
  city: 'Milan',
  country: 'IT',
  planId: 'plan' as PlanId,
  organizerUid: 'organizer' as Uid,
  teamUids: [],
  currency: 'EUR',
  ticketTypes: sectionIds.map((sectionId, i) => ({
    ticketTypeId: `type-${sectionId}` as TicketTypeId,
    name: sectionId,
    priceMinor: 5_000 - i * 1_000,
    sectionIds: [sectionId as SectionId],
  })),
  vatBasisPoints: 2_200,
  feeBasisPoints: 400,
  styles: [],
  designers: [],
  picture: { src: '', widths: [], width: 4, height: 5, alt: '', placeholder: '' },
  placeCount: 0,
  accessiblePlaceCount: 0,
  ...change,
});

/** A held hold of these places, begun at {@link now}. */
export const makeHold = (placeIds: string[], change: Partial<Hold> = {}): Hold => ({
  holdId: `${eventId}_${buyer}` as HoldId,
  eventId,
  uid: buyer,
  state: 'held',
  places: placeIds.map((id) => ({
    placeId: placeId(id),
    sectionId: (id.split('-')[0] ?? '') as SectionId,
    ticketTypeId: `type-${id.split('-')[0]}` as TicketTypeId,
    priceMinor: 5_000,
  })),
  currency: 'EUR',
  expiresAt: minutesAfter(10),
  extensions: 0,
  bought: 0,
  orderId: null,
  shard: 3,
  answered: [],
  ...change,
});

export const orderId = 'order1' as OrderId;
