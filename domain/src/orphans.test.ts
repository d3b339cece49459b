import { expect, it } from 'vitest';
import { drawHall, placeId } from '../testing/hall.ts';
import { findSingleLeft } from './orphans.ts';

/** The numbers left single when seats of a drawn row are chosen, and the choice offered instead. */
function choose(drawing: string, ...numbers: number[]) {
  const { index, isTaken } = drawHall({ s: [drawing] });
  const ids = numbers.map((number) => placeId(`s-a-${number}`));
  const found = findSingleLeft(index, ids, isTaken);
  const numbersOf = (list: readonly string[]) => list.map((id) => Number(id.split('-')[2]));
  return found && { orphans: numbersOf(found.orphans), choice: numbersOf(found.choice) };
}

it('[S1] a seat left between two taken ones is single', () => {
  expect(choose('.....', 2, 3)).toEqual({ orphans: [1], choice: [1, 2] });
});

it('[S1] a row’s end counts as taken', () => {
  expect(choose('......', 4, 5)).toEqual({ orphans: [6], choice: [3, 4] });
});

it('[S1] an aisle counts as taken', () => {
  expect(choose('... ....', 2, 3)).toEqual({ orphans: [1], choice: [4, 5] });
  expect(choose('.. ....', 3, 4)).toBeUndefined();
});

it('[S1] a seat that was single before is no orphan of this choice', () => {
  expect(choose('.x....', 3, 4)).toBeUndefined();
});

it('[S1] a pair left free is no orphan', () => {
  expect(choose('.....', 3, 4, 5)).toBeUndefined();
});

it('[S1] seats chosen apart may leave one between them', () => {
  expect(choose('......', 1, 3)).toMatchObject({ orphans: [2] });
});

it('[S1] the choice offered is the nearest that leaves none', () => {
  expect(choose('x.......', 3)).toEqual({ orphans: [2], choice: [2] });
});

it('[S2] is allowed where every choice of as many adjacent seats leaves one', () => {
  expect(choose('x...x', 2, 3)).toBeUndefined();
  expect(choose('...', 1, 2)).toBeUndefined();
});

it('[S2] is judged by the whole row: another stretch of it that leaves none forbids it', () => {
  expect(choose('...x..', 1, 2)).toEqual({ orphans: [3], choice: [5, 6] });
});

it('[S1] standing admissions have no neighbours', () => {
  const { index, isTaken } = drawHall({ s: ['.....'] }, 'standing');
  expect(findSingleLeft(index, [placeId('s-a-2')], isTaken)).toBeUndefined();
});

it('[S1] each row is judged by itself', () => {
  const { index, isTaken } = drawHall({ s: ['....', '....'] });
  const chosen = ['s-a-1', 's-a-2', 's-b-2', 's-b-3'].map(placeId);
  expect(findSingleLeft(index, chosen, isTaken)).toEqual({
    orphans: ['s-b-1', 's-b-4'],
    choice: ['s-b-1', 's-b-2'],
  });
});

it('[S3] whoever takes an accessible place may leave a single seat', () => {
  const accessible = drawHall({ s: ['.....'] }, 'seated', ({ number }) =>
    number === 2 ? { attributes: ['accessible'] } : {},
  );
  expect(findSingleLeft(accessible.index, [placeId('s-a-2')], accessible.isTaken)).toBeUndefined();
});
