/**
 * Decides which places of a demo event are sold before anyone arrives, and in which groups. Deterministic by event.
 * Sold stretches begin at an end of a row's run and never leave one single seat, as real holds would not. No IO.
 */
import { indexPlan } from '@fashionista/domain/plan';
import type { Place, SeatPlan } from '@fashionista/domain/plan';
import type { SaleStage } from '../events/eventCopy.ts';
import { seedRandom } from '../seededRandom.ts';
import type { SeededRandom } from '../seededRandom.ts';

/** How many places are sold, at most, and which share of the rows sells any. */
const stages: Record<SaleStage, { sold: number; rowShare: number }> = {
  untouched: { sold: 0, rowShare: 0 },
  quiet: { sold: 24, rowShare: 0.12 },
  busy: { sold: 72, rowShare: 0.3 },
  'nearly-sold-out': { sold: Infinity, rowShare: 1 },
};

/** What a nearly sold out hall still has: a pair and three together, at the ends of two rows. */
const lastFree = [2, 3];

const isForSale = (place: Place): boolean => !place.attributes.includes('press');

/** Cuts a stretch into what parties of two to four would buy; one left over joins the party before it. */
function cutIntoParties(places: readonly Place[], random: SeededRandom): Place[][] {
  const parties: Place[][] = [];
  let from = 0;
  while (from < places.length) {
    const size = Math.min(random.integer(2, 4), places.length - from);
    const last = parties.at(-1);
    if (size === 1 && last) last.push(...places.slice(from));
    else parties.push(places.slice(from, from + size));
    from += size;
  }
  return parties;
}

/** The stretches of a plan that are open for sale: its runs, cut where the press sits. */
function stretchesForSale(plan: SeatPlan): Place[][] {
  const index = indexPlan(plan);
  const runs = plan.sections.flatMap(({ sectionId }) => index.rows(sectionId).flatMap(({ runs }) => runs));
  return runs.flatMap((run) => {
    const stretches: Place[][] = [[]];
    for (const place of run)
      if (isForSale(place)) stretches.at(-1)?.push(place);
      else stretches.push([]);
    return stretches.filter((stretch) => stretch.length > 0);
  });
}

/** The parties that bought, each with its places in one row. */
export function dealParties(eventId: string, plan: SeatPlan, stage: SaleStage): Place[][] {
  const random = seedRandom(`sales of ${eventId}`);
  const { sold, rowShare } = stages[stage];
  const stretches = stretchesForSale(plan);
  if (stage === 'nearly-sold-out') {
    const keep = [...lastFree];
    return stretches.flatMap((stretch, i) => {
      const free = i % 4 === 1 ? (keep.pop() ?? 0) : 0;
      return cutIntoParties(stretch.slice(0, stretch.length - free), random);
    });
  }
  const parties: Place[][] = [];
  let left = sold;
  for (const stretch of stretches) {
    if (random.next() > rowShare || left < 2) continue;
    const wanted = Math.min(random.integer(2, stretch.length), left, 8);
    const count = stretch.length - wanted === 1 ? wanted - 1 : wanted;
    parties.push(...cutIntoParties(stretch.slice(0, count), random));
    left -= count;
  }
  return parties;
}

/** Places kept back for the press: the organizer's blocks. */
export const placesOfPress = (plan: SeatPlan): Place[] =>
  plan.sections.flatMap(({ places }) => places.filter((place) => !isForSale(place)));
