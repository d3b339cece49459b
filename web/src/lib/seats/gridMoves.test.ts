import { describe, expect, test } from 'vitest';
import type { SectionId } from '@fashionista/domain/ids';
import { moveInGrid } from './gridMoves.ts';
import { drawSection, startOf } from './hallGeometry.ts';
import { smallHall } from './testing/smallHall.ts';

const drawing = drawSection(smallHall(), 'floor' as SectionId);
if (!drawing) throw new Error('the hall has no floor');
const { rows } = drawing;
const move = (from: string, key: string, ctrlKey = false) =>
  moveInGrid(rows, from, { key, ctrlKey })?.place.placeId;

describe('arrow keys', () => {
  test('left and right follow the row, and stop at its ends', () => {
    expect(move('floor-a-2', 'ArrowRight')).toBe('floor-a-3');
    expect(move('floor-a-2', 'ArrowLeft')).toBe('floor-a-1');
    expect(move('floor-a-1', 'ArrowLeft')).toBe('floor-a-1');
    expect(move('floor-a-6', 'ArrowRight')).toBe('floor-a-6');
  });

  test('up and down keep to the column, and stop at the first and last row', () => {
    expect(move('floor-a-4', 'ArrowDown')).toBe('floor-b-4');
    expect(move('floor-b-4', 'ArrowUp')).toBe('floor-a-4');
    expect(move('floor-a-4', 'ArrowUp')).toBe('floor-a-4');
    expect(move('floor-a-4', 'PageDown')).toBe('floor-b-4');
  });

  test('Home and End are the row’s ends, with Ctrl the section’s', () => {
    expect(move('floor-b-3', 'Home')).toBe('floor-b-1');
    expect(move('floor-b-3', 'End')).toBe('floor-b-6');
    expect(move('floor-b-3', 'Home', true)).toBe('floor-a-1');
    expect(move('floor-a-3', 'End', true)).toBe('floor-b-6');
  });

  test('other keys are not the grid’s', () => {
    expect(move('floor-a-1', 'a')).toBeUndefined();
  });
});

test('a reader begins at the free seat nearest the stage and the middle', () => {
  expect(
    startOf(drawing, (placeId) => placeId !== 'floor-a-3' && placeId !== 'floor-a-4')?.place.placeId,
  ).toMatch(/^floor-a-[25]$/);
  expect(startOf(drawing, (placeId) => placeId.startsWith('floor-b'))?.place.placeId).toMatch(
    /^floor-b-[34]$/,
  );
});
