/**
 * Seat plans, read once an instance: a plan is a version that never changes. Keeps also which plan an event has, for
 * a published event keeps its plan. IO: Firestore.
 */
import * as v from 'valibot';
import { isForEveryone } from '@fashionista/domain/event';
import type { FashionEvent } from '@fashionista/domain/event';
import type { EventId, PlanId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { indexPlan, seatPlanSchema } from '@fashionista/domain/plan';
import type { PlanIndex } from '@fashionista/domain/plan';
import { keepReading } from '../platform/keepReading.ts';
import type { Store } from '../platform/store.ts';

/** A Firestore document `venues/{venueId}/plans/{planId}`; `geometry` is the plan as JSON, one unindexed field. */
interface PlanRecord {
  planId: string;
  geometry: string;
}

export interface Plans {
  /** `undefined` where there is no such plan. */
  index(planId: PlanId): Promise<PlanIndex | undefined>;
  /** The plan of an event, without reading the event again. `undefined` where there is no such event or plan. */
  indexOfEvent(eventId: EventId): Promise<PlanIndex | undefined>;
}

const keptPlans = 50;
const keptEvents = 1_000;

async function loadPlan(store: Store, planId: PlanId): Promise<PlanIndex | undefined> {
  const [found] = await store.query<PlanRecord>('plans', {
    everywhere: true,
    where: [['planId', '==', planId]],
    limit: 1,
  });
  if (!found) return undefined;
  return indexPlan(v.parse(seatPlanSchema, JSON.parse(found.data.geometry)));
}

export function createPlans(store: Store): Plans {
  const index = keepReading({ max: keptPlans }, (planId: PlanId) => loadPlan(store, planId));
  const planOfEvent = keepReading({ max: keptEvents }, async (eventId: EventId) => {
    const event = await store.read<FashionEvent>(paths.event(eventId));
    // A plan is final only once published: before, it is read anew.
    return event && isForEveryone(event.data.state) ? event.data.planId : undefined;
  });
  return {
    index,
    indexOfEvent: async (eventId) => {
      const planId = await planOfEvent(eventId);
      return planId === undefined ? undefined : index(planId);
    },
  };
}
