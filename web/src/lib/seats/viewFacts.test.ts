import { expect, test } from 'vitest';
import { indexPlan } from '@fashionista/domain/plan';
import { locateIn, smallHall } from './testing/smallHall.ts';
import { viewFacts } from './viewFacts.ts';

const index = smallHall();

test('distance in metres, rows in front, and from which side', () => {
  expect(viewFacts(index, locateIn(index, 'floor-a-4'))).toEqual({
    metres: 1,
    rowsBefore: 0,
    side: 'across',
  });
  expect(viewFacts(index, locateIn(index, 'floor-b-4'))).toMatchObject({ rowsBefore: 1 });
});

test('from its end one looks along a runway; a square stage has no side', () => {
  const stageOf = (outline: { x: number; y: number }[]) =>
    indexPlan({ ...index.plan, stage: { label: 'Runway', outline } });
  const box = (left: number, top: number, right: number, bottom: number) => [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
  const upright = stageOf(box(3, -12, 4, 1));
  expect(viewFacts(upright, locateIn(upright, 'floor-a-3'))?.side).toBe('along');
  const square = stageOf(box(2, -3, 6, 1));
  expect(viewFacts(square, locateIn(square, 'floor-a-4'))?.side).toBe('round');
});

test('who stands has no rows before them', () => {
  const standing = indexPlan({
    ...index.plan,
    sections: index.plan.sections.map((section) => ({ ...section, kind: 'standing' as const })),
  });
  expect(viewFacts(standing, locateIn(standing, 'floor-b-4'))?.rowsBefore).toBe(0);
});

test('there are none without a stage', () => {
  const bare = indexPlan({ ...index.plan, stage: { label: '', outline: [] } });
  expect(viewFacts(bare, locateIn(bare, 'floor-a-1'))).toBeUndefined();
});
