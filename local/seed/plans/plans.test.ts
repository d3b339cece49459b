import { indexPlan, seatPlanSchema } from '@fashionista/domain/plan';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { demoVenues } from '../venues.ts';
import type { VenueName } from '../venues.ts';

const counts: Record<VenueName, { places: number; sections: number }> = {
  fonderie: { places: 2080, sections: 8 },
  halle: { places: 714, sections: 6 },
  salone: { places: 120, sections: 3 },
  larkmoor: { places: 420, sections: 3 },
  hangar: { places: 400, sections: 3 },
};
/** Two chairs nearer than this would stand in one another. */
const leastDistance = 1;
/** A document of Firestore holds 1 MiB; half of it leaves room for larger halls. */
const mostBytes = 512 * 1024;

describe.each(Object.keys(counts) as VenueName[])('the plan of %s', (name) => {
  const { plan } = demoVenues[name];
  const places = plan.sections.flatMap((section) => section.places);
  const index = indexPlan(plan);

  it('is a seat plan by the domain’s schema', () => {
    expect(v.safeParse(seatPlanSchema, plan).issues).toBeUndefined();
  });

  it('has as many places and sections as the venue says', () => {
    expect({ places: places.length, sections: plan.sections.length }).toEqual(counts[name]);
  });

  it('names each place once, by section, row and number', () => {
    expect(new Set(places.map(({ placeId }) => placeId)).size).toBe(places.length);
    for (const { sectionId, places: own } of plan.sections)
      for (const { placeId, row, number } of own) expect(placeId).toBe(`${sectionId}-${row}-${number}`);
  });

  it('keeps every place inside the hall', () => {
    const outside = places.filter(({ x, y }) => x < 1 || y < 1 || x > plan.width - 1 || y > plan.height - 1);
    expect(outside).toEqual([]);
  });

  it('lets no two places overlap', () => {
    const near = places.flatMap((a, i) =>
      places
        .slice(i + 1)
        .filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < leastDistance)
        .map((b) => `${a.placeId} ${b.placeId}`),
    );
    expect(near).toEqual([]);
  });

  it('cuts rows into runs of neighbours, none of a single place', () => {
    const runs = plan.sections.flatMap(({ sectionId }) =>
      index.rows(sectionId).flatMap((row) => row.runs.map((run) => run.length)),
    );
    expect(Math.min(...runs)).toBeGreaterThan(1);
  });

  it('has wheelchair places, each with its companion’s right beside', () => {
    const accessible = places.filter(({ attributes }) => attributes.includes('accessible'));
    expect(accessible.length).toBeGreaterThan(0);
    for (const { placeId } of accessible) {
      const located = index.place(placeId);
      const neighbour = located?.run[located.indexInRun + 1];
      expect(neighbour?.attributes, placeId).toContain('companion');
    }
  });

  it('fits in one document', () => {
    expect(Buffer.byteLength(JSON.stringify(plan))).toBeLessThan(mostBytes);
  });
});

describe('the halls', () => {
  it('have the front rows of the U-shaped runway on both of its sides', () => {
    const { plan } = demoVenues.halle;
    const sections = plan.sections.filter(({ places }) =>
      places.some(({ attributes }) => attributes.includes('front-row')),
    );
    expect(sections.map(({ sectionId }) => sectionId)).toEqual(
      expect.arrayContaining([
        'rive-gauche',
        'cour-gauche',
        'rive-droite',
        'cour-droite',
        'hemicycle',
        'coeur',
      ]),
    );
  });

  it('include one where everybody stands', () => {
    const kinds = Object.values(demoVenues).map(({ plan }) => [
      ...new Set(plan.sections.map(({ kind }) => kind)),
    ]);
    expect(kinds.filter((kind) => kind.join() === 'standing')).toHaveLength(1);
  });

  it('part rows at aisles even where numbers run on', () => {
    const row = indexPlan(demoVenues.fonderie.plan).rows('parterre-west')[0];
    expect(row?.runs.map((run) => run.length)).toEqual([10, 10]);
  });
});
