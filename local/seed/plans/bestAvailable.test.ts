import { expect, it } from 'vitest';
import { chooseBest } from '@fashionista/domain/bestAvailable';
import { decideTake } from '@fashionista/domain/holdDecisions';
import type { PlaceId, RequestId, Uid } from '@fashionista/domain/ids';
import { indexPlan } from '@fashionista/domain/plan';
import { makeEvent } from '../../../domain/testing/hall.ts';
import { demoVenues } from '../venues.ts';

const free = () => false;

it.each(Object.entries(demoVenues).map(([name, { plan }]) => [name, plan] as const))(
  '[A1] [A3] in %s the first buyer gets the best places that are offered, with and without a wheelchair place',
  (_, plan) => {
    const index = indexPlan(plan);
    const event = makeEvent(plan.sections.map((section) => section.sectionId));
    const hasAccessible = plan.sections.some((section) =>
      section.places.some((place) => place.attributes.includes('accessible')),
    );
    for (const accessible of hasAccessible ? [false, true] : [false])
      for (let quantity = 1; quantity <= 6; quantity += 1) {
        const chosen = chooseBest({ event, index, isTaken: free }, { quantity, accessible }, 0);
        if (!chosen.ok) throw new Error(`${quantity}, accessible ${accessible}: ${chosen.error.code}`);
        const places: readonly PlaceId[] = chosen.value;
        const taken = decideTake({
          uid: 'first' as Uid,
          event,
          index,
          hold: undefined,
          places,
          isTaken: free,
          shard: 0,
          requestId: 'request-1' as RequestId,
          now: new Date('2027-03-01T10:00:00Z'),
        });
        expect(taken).toMatchObject({ ok: true });
        expect(places.some((id) => index.place(id)?.place.attributes.includes('accessible'))).toBe(
          accessible,
        );
      }
  },
);
