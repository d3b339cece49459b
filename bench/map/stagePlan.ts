/**
 * A hall as a published event on sale, with every fifth place sold so that the map has all of its marks. IO: Firestore.
 */
import { randomUUID } from 'node:crypto';
import type { Firestore } from 'firebase-admin/firestore';
import type { FashionEvent } from '@fashionista/domain/event';
import type { EventId, PlanId, SectionId, TicketTypeId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { SeatPlan } from '@fashionista/domain/plan';
import { makeEvent } from '../../domain/testing/hall.ts';

const dayMs = 86_400_000;

export interface StagedPlan {
  slug: string;
  sectionIds: SectionId[];
  /** Turns the place at `i` of a section's board over: free or held. */
  turnOver: (sectionId: SectionId, i: number) => Promise<void>;
}

export async function stagePlan(
  firestore: Firestore,
  draw: (planId: PlanId) => SeatPlan,
): Promise<StagedPlan> {
  const eventId = `map-${randomUUID().slice(0, 13)}` as EventId;
  const plan = draw(`plan-${eventId}` as PlanId);
  const sectionIds = plan.sections.map(({ sectionId }) => sectionId);
  const at = (days: number) => new Date(Date.now() + days * dayMs);
  const event: FashionEvent = makeEvent(sectionIds, {
    ...{ eventId, slug: eventId, planId: plan.planId, title: 'Five thousand places' },
    ...{ doorsAt: at(30), startsAt: at(30.1), endsAt: at(30.2) },
    ticketTypes: sectionIds.map((sectionId, i) => ({
      ticketTypeId: `type-${sectionId}` as TicketTypeId,
      name: `Block ${i + 1}`,
      priceMinor: 12_000 - i * 500,
      sectionIds: [sectionId],
    })),
  });
  const boards = new Map<SectionId, string>();
  const batch = firestore.batch();
  batch.set(firestore.doc(paths.event(eventId)), event);
  batch.set(firestore.doc(`venues/venue-${eventId}/plans/${plan.planId}`), {
    ...{ planId: plan.planId, version: 1, geometry: JSON.stringify(plan) },
  });
  for (const { sectionId, places } of plan.sections) {
    const board = places.map((_, i) => (i % 5 === 3 ? 's' : '.')).join('');
    boards.set(sectionId, board);
    batch.set(firestore.doc(paths.board(eventId, sectionId)), {
      ...{ eventId, sectionId, eventState: event.state, places: board, version: 1, updatedAt: new Date() },
    });
  }
  await batch.commit();
  let version = 1;
  return {
    slug: event.slug,
    sectionIds,
    turnOver: async (sectionId, i) => {
      version += 1;
      const board = boards.get(sectionId) ?? '';
      const places = `${board.slice(0, i)}${board.charAt(i) === '.' ? 'h' : '.'}${board.slice(i + 1)}`;
      boards.set(sectionId, places);
      await firestore.doc(paths.board(eventId, sectionId)).update({ places, version, updatedAt: new Date() });
    },
  };
}
