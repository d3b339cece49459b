import { describe, expect, test } from 'vitest';
import { indexPlan } from '@fashionista/domain/plan';
import { locateIn, smallHall } from './testing/smallHall.ts';
import { drawView, sketchBox } from './viewSketch.ts';

const index = smallHall();
/** All points of a path, in the sketch's units. */
const pointsOf = (path: string) =>
  [...path.matchAll(/(-?\d+\.\d+) (-?\d+\.\d+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
const sketchOf = (placeId: string, plan = index) => {
  const sketch = drawView(plan, locateIn(plan, placeId));
  if (!sketch) throw new Error('no sketch');
  return sketch;
};

describe('the sketch', () => {
  test('has the stage below the eye and in front of it, whole', () => {
    const floor = pointsOf(sketchOf('floor-b-4').stageFloor);
    expect(floor.length).toBeGreaterThanOrEqual(4);
    for (const { y } of floor) expect(y).toBeGreaterThan(0);
    expect(Math.min(...floor.map(({ x }) => x))).toBeLessThan(0);
    expect(Math.max(...floor.map(({ x }) => x))).toBeGreaterThan(0);
  });

  test('the stage is larger from nearer', () => {
    const heightFrom = (placeId: string) =>
      Math.max(...pointsOf(sketchOf(placeId).stageFloor).map(({ y }) => y));
    expect(heightFrom('floor-a-4')).toBeGreaterThan(heightFrom('floor-b-4'));
  });

  test('is drawn from a plan that has two chairs all but in one place', () => {
    const { plan } = index;
    const [floor, ...others] = plan.sections;
    const [first, second, ...rest] = floor?.places ?? [];
    if (!floor || !first || !second) throw new Error('no floor');
    const shifted = { ...second, x: first.x + 1e-6, y: first.y };
    const narrow = indexPlan({
      ...plan,
      sections: [{ ...floor, places: [first, shifted, ...rest] }, ...others],
    });
    expect(sketchOf('floor-a-4', narrow).people.length).toBeLessThanOrEqual(1_600);
  });

  test('has the chairs that stand before one, and none of one’s own', () => {
    expect(sketchOf('floor-a-4').chairsBefore).toHaveLength(0);
    const chairs = sketchOf('floor-b-4').chairsBefore;
    expect(chairs.length).toBeGreaterThanOrEqual(3);
    const inView = chairs.flatMap(pointsOf).filter(({ x }) => Math.abs(x) <= -sketchBox.left);
    expect(inView.length).toBeGreaterThan(0);
  });

  test('nothing behind the eye is turned to its front', () => {
    for (const path of [sketchOf('box-a-1').stageFloor, sketchOf('box-a-1').hallFloor])
      for (const { y } of pointsOf(path)) expect(y).toBeGreaterThan(0);
  });

  test('there is none without a stage', () => {
    const bare = indexPlan({ ...index.plan, stage: { label: '', outline: [] } });
    expect(drawView(bare, locateIn(bare, 'floor-a-1'))).toBeUndefined();
  });
});
