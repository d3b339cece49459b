/**
 * An event of a test's own: a drawn hall, written as an organizer's published event with its plan. Each has ids of its
 * own, so that tests share a stack without meeting. IO: Firestore.
 */
import { randomUUID } from 'node:crypto';
import type { Firestore } from 'firebase-admin/firestore';
import { projectBoard } from '@fashionista/domain/board';
import type { FashionEvent } from '@fashionista/domain/event';
import type { EventId, PlaceId, PlanId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { PlanIndex, Section } from '@fashionista/domain/plan';
import { drawHall, makeEvent } from '../../domain/testing/hall.ts';

export interface StagedEvent {
  event: FashionEvent;
  eventId: EventId;
  index: PlanIndex;
}

const dayMs = 86_400_000;

/** `sections`: rows as drawn by `drawRow`; an `x` is blocked. */
export async function stageEvent(
  firestore: Firestore,
  sections: Record<string, string[]>,
  change: Partial<FashionEvent> = {},
  kind: Section['kind'] = 'seated',
): Promise<StagedEvent> {
  const hall = drawHall(sections, kind);
  const eventId = `test-${randomUUID().slice(0, 13)}` as EventId;
  const planId = `plan-${eventId}` as PlanId;
  const plan = { ...hall.index.plan, planId };
  const at = (days: number) => new Date(Date.now() + days * dayMs);
  const event = makeEvent(Object.keys(sections), {
    eventId,
    slug: eventId,
    planId,
    doorsAt: at(30),
    startsAt: at(30.1),
    endsAt: at(30.2),
    ...change,
  });
  const batch = firestore.batch();
  batch.set(firestore.doc(paths.event(eventId)), event);
  batch.set(firestore.doc(`venues/venue-${eventId}/plans/${planId}`), {
    planId,
    version: 1,
    geometry: JSON.stringify(plan),
  });
  for (const section of plan.sections) {
    const stateOf = (placeId: PlaceId) => (hall.isTaken(placeId) ? ('blocked' as const) : undefined);
    batch.set(firestore.doc(paths.board(eventId, section.sectionId)), {
      eventId,
      sectionId: section.sectionId,
      eventState: event.state,
      places: projectBoard(section, stateOf),
      version: 1,
      updatedAt: new Date(),
    });
    for (const { placeId } of section.places.filter((place) => hall.isTaken(place.placeId)))
      batch.set(firestore.doc(paths.claim(eventId, placeId)), {
        placeId,
        eventId,
        sectionId: section.sectionId,
        state: 'blocked',
        holdId: null,
        uid: null,
        orderId: null,
      });
  }
  await batch.commit();
  return { event, eventId, index: hall.index };
}
