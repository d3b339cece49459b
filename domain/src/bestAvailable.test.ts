import { expect, it } from 'vitest';
import { drawHall, makeEvent, placeId } from '../testing/hall.ts';
import { chooseBest, findNearest } from './bestAvailable.ts';
import type { Result } from './errors.ts';
import type { PlaceId, SectionId, TicketTypeId } from './ids.ts';
import { findSingleLeft } from './orphans.ts';

const idsOf = (result: Result<readonly PlaceId[]>): string[] =>
  result.ok ? [...result.value] : [`refused: ${result.error.code}`];

it('[A1] takes the seats nearest the stage', () => {
  const hall = drawHall({ s: ['xxxx', '....', '....'] });
  expect(idsOf(chooseBest(hall, { quantity: 2 }, 0)).every((id) => id.startsWith('s-b-'))).toBe(true);
});

it('[A1] a restricted view counts as farther away', () => {
  const hall = drawHall({ s: ['..', '..'] }, 'seated', ({ row }) =>
    row === 'a' ? { attributes: ['restricted-view'] } : {},
  );
  expect(idsOf(chooseBest(hall, { quantity: 2 }, 0))).toEqual(['s-b-1', 's-b-2']);
});

it('[A2] sits a party together, a row farther back rather than apart', () => {
  const hall = drawHall({ s: ['.x.x.', '.....'] });
  expect(idsOf(chooseBest(hall, { quantity: 3 }, 0)).every((id) => id.startsWith('s-b-'))).toBe(true);
});

it('[A2] leaves no single seat where that can be', () => {
  const hall = drawHall({ s: ['.....'] });
  for (const quantity of [1, 2, 3]) {
    const chosen = idsOf(chooseBest(hall, { quantity }, 0)).map(placeId);
    expect(chosen).toHaveLength(quantity);
    expect(findSingleLeft(hall.index, chosen, hall.isTaken)).toBeUndefined();
  }
});

it('[A2] together or not at all, where that is asked', () => {
  const hall = drawHall({ s: ['.x.x.'] });
  expect(idsOf(chooseBest(hall, { quantity: 2, together: true }, 0))).toEqual(['refused: sold-out']);
});

it('[A6] only front rows’ places, or none without a restricted view, where that is asked', () => {
  const hall = drawHall({ s: ['..x', '...'] }, 'seated', ({ row, number }) => ({
    attributes: row === 'a' ? ['front-row', ...(number === 1 ? (['restricted-view'] as const) : [])] : [],
  }));
  const best = (request: Parameters<typeof chooseBest>[1]) => idsOf(chooseBest(hall, request, 0));
  expect(best({ quantity: 2, frontRow: true }).toSorted()).toEqual(['s-a-1', 's-a-2']);
  expect(best({ quantity: 1, frontRow: true, clearView: true })).toEqual(['s-a-2']);
  expect(best({ quantity: 3, frontRow: true })).toEqual(['refused: sold-out']);
  expect(best({ quantity: 2, frontRow: true, clearView: true })).toEqual(['refused: sold-out']);
});

it('[A4] splits a party into as few groups as can be had', () => {
  const hall = drawHall({ s: ['..x.', '.x..'] });
  const chosen = idsOf(chooseBest(hall, { quantity: 4 }, 0));
  expect(chosen.toSorted()).toEqual(['s-a-1', 's-a-2', 's-b-3', 's-b-4']);
});

it('[A1] is sold out where there are not as many left', () => {
  const hall = drawHall({ s: ['x.xx'] });
  expect(idsOf(chooseBest(hall, { quantity: 2 }, 0))).toEqual(['refused: sold-out']);
  expect(idsOf(chooseBest(hall, { quantity: 1 }, 0))).toEqual(['s-a-2']);
});

it('[A1] keeps to the sections and the ticket type asked for', () => {
  const hall = drawHall({ s: ['....'], t: ['....'] });
  expect(idsOf(chooseBest(hall, { quantity: 1, sectionIds: ['t' as SectionId] }, 0))[0]).toMatch(/^t-/);
  expect(idsOf(chooseBest(hall, { quantity: 1, ticketTypeId: 'type-t' as TicketTypeId }, 0))[0]).toMatch(
    /^t-/,
  );
});

it('[E2] never offers a section that is not for sale', () => {
  const hall = { ...drawHall({ s: ['....'], t: ['....'] }), event: makeEvent(['t']) };
  expect(idsOf(chooseBest(hall, { quantity: 2 }, 0)).every((id) => id.startsWith('t-'))).toBe(true);
});

const withAccessible = (drawing: string[]) =>
  drawHall({ s: drawing }, 'seated', ({ row, number }) =>
    row === 'a' && number <= 2 ? { attributes: [number === 1 ? 'accessible' : 'companion'] } : {},
  );

it('[A3] keeps accessible places for those who ask', () => {
  const hall = withAccessible(['....', '....']);
  const chosen = idsOf(chooseBest(hall, { quantity: 3 }, 0));
  expect(chosen).not.toContain('s-a-1');
  expect(chosen).not.toContain('s-a-2');
});

it('[A3] gives them to others when nothing else is left', () => {
  expect(idsOf(chooseBest(withAccessible(['..']), { quantity: 2 }, 0))).toEqual(['s-a-1', 's-a-2']);
});

it('[A3] who asks gets an accessible place with the companion’s beside it', () => {
  expect(idsOf(chooseBest(withAccessible(['....', '....']), { quantity: 2, accessible: true }, 0))).toEqual([
    's-a-1',
    's-a-2',
  ]);
});

it('[A3] who asks is told where there is none', () => {
  const hall = drawHall({ s: ['....'] });
  expect(idsOf(chooseBest(hall, { quantity: 1, accessible: true }, 0))).toEqual(['refused: sold-out']);
});

it('[A1] a spread draws among the best, so that a rush does not aim at one seat', () => {
  const hall = drawHall({ s: ['..........'] });
  const drawn = [0, 0.3, 0.6, 0.99].map((random) => idsOf(chooseBest(hall, { quantity: 1 }, random, 4))[0]);
  expect(new Set(drawn).size).toBe(4);
});

it('[A1] standing places need not be neighbours', () => {
  const hall = drawHall({ s: ['.x.x.'] }, 'standing');
  expect(idsOf(chooseBest(hall, { quantity: 3, together: true }, 0)).toSorted()).toEqual([
    's-a-1',
    's-a-3',
    's-a-5',
  ]);
});

it('[A5] offers as many places nearest to those wanted', () => {
  const hall = drawHall({ s: ['..xx....', '........'] });
  expect(findNearest(hall, [placeId('s-a-3'), placeId('s-a-4')])).toEqual(['s-b-3', 's-b-4']);
});

it('[A5] offers the same ticket type, however far, before another', () => {
  const hall = drawHall({ s: ['xxxx', 'xxxx', '..xx'], t: ['....'] });
  expect(findNearest(hall, [placeId('s-a-3'), placeId('s-a-4')])).toEqual(['s-c-1', 's-c-2']);
});

it('[A5] offers another type, or fewer, when that is all there is, and nothing when nothing is', () => {
  expect(findNearest(drawHall({ s: ['xx'], t: ['..'] }), [placeId('s-a-1')])).toHaveLength(1);
  expect(findNearest(drawHall({ s: ['xx.'] }), ['s-a-1', 's-a-2'].map(placeId))).toEqual(['s-a-3']);
  expect(findNearest(drawHall({ s: ['xx'] }), [placeId('s-a-1')])).toEqual([]);
});
