import fc from 'fast-check';
import { expect, it } from 'vitest';
import { drawHall } from '../testing/hall.ts';
import { countBoard, projectBoard, readBoard } from './board.ts';
import type { PlaceStatus } from './board.ts';
import type { PlaceId } from './ids.ts';

const [section] = drawHall({ s: ['....', '....'] }).index.plan.sections;
if (!section) throw new Error('the hall has no section');
const ids = section.places.map((place) => place.placeId);

it('[B1] one character a place, in plan order', () => {
  const states = new Map<PlaceId, 'held' | 'sold' | 'blocked'>([
    [ids[0] as PlaceId, 'held'],
    [ids[2] as PlaceId, 'sold'],
    [ids[7] as PlaceId, 'blocked'],
  ]);
  expect(projectBoard(section, (placeId) => states.get(placeId))).toBe('h.s....b');
});

it('[B1] reading a board gives back what was projected', () => {
  const anyStatus = fc.constantFrom<PlaceStatus>('free', 'held', 'sold', 'blocked');
  fc.assert(
    fc.property(fc.array(anyStatus, { minLength: ids.length, maxLength: ids.length }), (statuses) => {
      const of = new Map(ids.map((id, i) => [id, statuses[i] ?? 'free']));
      const board = projectBoard(section, (placeId) => {
        const status = of.get(placeId);
        return status === 'free' ? undefined : status;
      });
      expect(readBoard(section, board)).toEqual(of);
      expect(countBoard(board).free).toBe(statuses.filter((status) => status === 'free').length);
    }),
  );
});

it('[B1] a board that is not of this plan is not read', () => {
  expect(readBoard(section, '....')).toBeUndefined();
  expect(readBoard(section, '.......?')).toBeUndefined();
});
