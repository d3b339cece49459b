/** A hall of two rows and a corner that is not for sale, with its event: what the tests of seats stand on. No IO. */
import type { FashionEvent } from '@fashionista/domain/event';
import type { EventId, PlaceId, PlanId, SectionId, TicketTypeId } from '@fashionista/domain/ids';
import { indexPlan } from '@fashionista/domain/plan';
import type { Place, PlanIndex } from '@fashionista/domain/plan';

export const place = (text: string): PlaceId => text as PlaceId;

const row = (sectionId: string, letter: string, count: number, y: number): Place[] =>
  Array.from({ length: count }, (_, i) => ({
    placeId: place(`${sectionId}-${letter}-${i + 1}`),
    row: letter,
    number: i + 1,
    x: i + 1,
    y,
    attributes: [],
  }));

/** `floor`: rows a and b of six, before a stage above them. `box`: two places that no ticket lists. */
export const smallHall = (): PlanIndex =>
  indexPlan({
    planId: 'small-v1' as PlanId,
    version: 1,
    width: 10,
    height: 10,
    stage: {
      label: 'Runway',
      outline: [
        { x: 0, y: 0 },
        { x: 8, y: 0 },
        { x: 8, y: 1 },
        { x: 0, y: 1 },
      ],
    },
    sections: [
      {
        sectionId: 'floor' as SectionId,
        name: 'Floor',
        kind: 'seated',
        places: [...row('floor', 'a', 6, 2), ...row('floor', 'b', 6, 3.5)],
      },
      { sectionId: 'box' as SectionId, name: 'Box', kind: 'seated', places: row('box', 'a', 2, 6) },
    ],
  });

/** @throws where the plan has no such place. */
export function locateIn(plan: PlanIndex, placeId: string): Place {
  const located = plan.place(place(placeId));
  if (!located) throw new Error(`no ${placeId}`);
  return located.place;
}

export const smallEvent = (): FashionEvent =>
  ({
    eventId: 'e1' as EventId,
    slug: 'small',
    title: 'Small',
    currency: 'EUR',
    vatBasisPoints: 2_000,
    feeBasisPoints: 500,
    ticketTypes: [
      {
        ticketTypeId: 'floor' as TicketTypeId,
        name: 'Floor',
        priceMinor: 7_000,
        sectionIds: ['floor' as SectionId],
      },
    ],
  }) as unknown as FashionEvent;
