import { expect, test } from 'vitest';
import { indexPlan } from '@fashionista/domain/plan';
import { reasonsOf } from './bestReasons.ts';
import { place, smallHall } from './testing/smallHall.ts';

const reasons = (...placeIds: string[]) => reasonsOf(smallHall(), placeIds.map(place));

test('neighbours are one group, whatever their order', () => {
  expect(reasons('floor-a-3', 'floor-a-2', 'floor-a-4').groups).toBe(1);
  expect(reasons('floor-a-1', 'floor-a-2', 'floor-a-4', 'floor-b-1').groups).toBe(3);
});

test('who stands is in no group', () => {
  const { plan } = smallHall();
  const sections = plan.sections.map((section) => ({ ...section, kind: 'standing' as const }));
  expect(reasonsOf(indexPlan({ ...plan, sections }), [place('floor-a-1'), place('floor-a-2')]).groups).toBe(
    0,
  );
});

test('each section is named once', () => {
  expect(reasons('floor-a-1', 'box-a-1', 'floor-b-1').sections).toEqual(['Floor', 'Box']);
});

test('a front row, a wheelchair place and a companion’s are told where they are had', () => {
  const { plan } = smallHall();
  const [floor] = plan.sections;
  if (!floor) throw new Error('the hall has no floor');
  const places = floor.places.map((each, i) => ({
    ...each,
    attributes: i === 0 ? (['accessible', 'front-row'] as const) : (['companion', 'front-row'] as const),
  }));
  const index = indexPlan({
    ...plan,
    sections: [{ ...floor, places: places.map((each) => ({ ...each, attributes: [...each.attributes] })) }],
  });
  const told = (...placeIds: string[]) => reasonsOf(index, placeIds.map(place));
  expect(told('floor-a-1', 'floor-a-2')).toMatchObject({
    ...{ hasAccessible: true, hasCompanion: true, isFrontRow: true },
  });
  expect(told('floor-a-2')).toMatchObject({ hasAccessible: false, hasCompanion: true });
  expect(reasons('floor-a-1')).toMatchObject({ hasCompanion: false, isFrontRow: false });
});
