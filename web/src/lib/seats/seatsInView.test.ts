import { expect, test } from 'vitest';
import type { SectionId } from '@fashionista/domain/ids';
import { drawSection } from './hallGeometry.ts';
import { rowsInView } from './seatsInView.ts';
import { smallHall } from './testing/smallHall.ts';

const drawing = drawSection(smallHall(), 'floor' as SectionId);
if (!drawing) throw new Error('the hall has no floor');
const seatAt = (row: number, column: number) => {
  const spot = drawing.rows[row]?.seats[column];
  if (!spot) throw new Error('no such seat');
  return { left: spot.x - drawing.left, top: spot.y - drawing.top };
};
const around = ({ left, top }: { left: number; top: number }, reach: number) => ({
  ...{ left: left - reach, top: top - reach, right: left + reach, bottom: top + reach },
});
const idsOf = (view: Parameters<typeof rowsInView>[1]) =>
  rowsInView(drawing, view).map(({ seats }) => seats.map(({ place }) => place.placeId));

test('only what is on screen is there', () => {
  expect(idsOf({ area: around(seatAt(0, 2), 1.2), keptIds: [] })).toEqual([
    ['floor-a-2', 'floor-a-3', 'floor-a-4'],
  ]);
});

test('and always the reader’s own row, whole, wherever the eye looks', () => {
  const [row] = idsOf({ area: undefined, keptIds: ['floor-b-5'] });
  expect(row).toHaveLength(6);
  expect(row?.[0]).toBe('floor-b-1');
  const near = idsOf({ area: around(seatAt(0, 0), 0.1), keptIds: ['floor-b-5'] });
  expect(near.map((ids) => ids.length)).toEqual([6, 6]);
});

test('while the focus moves, the row that it leaves and the row that it goes to are both there', () => {
  expect(idsOf({ area: undefined, keptIds: ['floor-a-1', 'floor-b-1'] })).toHaveLength(2);
});

test('a row keeps its place in the section', () => {
  expect(rowsInView(drawing, { area: undefined, keptIds: ['floor-b-1'] }).map(({ index }) => index)).toEqual([
    2,
  ]);
});
