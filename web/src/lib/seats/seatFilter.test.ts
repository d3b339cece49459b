import { describe, expect, test } from 'vitest';
import type { PlaceId, TicketTypeId } from '@fashionista/domain/ids';
import type { Place, PlaceAttribute } from '@fashionista/domain/plan';
import {
  admitsPlace,
  admitsType,
  countTally,
  everySeat,
  readSeatFilter,
  tallyFree,
  toggleIn,
  wishBitsOf,
  writeSeatFilter,
} from './seatFilter.ts';
import type { SeatFilter, SeatWish } from './seatFilter.ts';

const placeWith = (...attributes: PlaceAttribute[]): Place => ({
  ...{ placeId: 's-a-1' as PlaceId, row: 'a', number: 1, x: 0, y: 0 },
  attributes,
});
const wishing = (...wishes: SeatWish[]): SeatFilter => ({ ticketTypeIds: [], wishes });
const types = ['floor', 'circle'] as TicketTypeId[];

describe('a place is asked for', () => {
  test('by anybody who asks for nothing', () => {
    expect(admitsPlace(everySeat, placeWith('restricted-view'))).toBe(true);
    expect(admitsType(everySeat, types[0])).toBe(true);
  });

  test('wheelchair and companion places widen each other, all else narrows', () => {
    const both = wishing('accessible', 'companion');
    expect(admitsPlace(both, placeWith('accessible'))).toBe(true);
    expect(admitsPlace(both, placeWith('companion'))).toBe(true);
    expect(admitsPlace(both, placeWith('front-row'))).toBe(false);
    const inFront = wishing('accessible', 'front-row');
    expect(admitsPlace(inFront, placeWith('accessible'))).toBe(false);
    expect(admitsPlace(inFront, placeWith('accessible', 'front-row'))).toBe(true);
  });

  test('a clear view is one that is not restricted', () => {
    expect(admitsPlace(wishing('clear-view'), placeWith())).toBe(true);
    expect(admitsPlace(wishing('clear-view'), placeWith('restricted-view'))).toBe(false);
  });

  test('tickets widen each other; what no ticket sells is none of them', () => {
    const filter = { ...everySeat, ticketTypeIds: types };
    expect(types.every((type) => admitsType(filter, type))).toBe(true);
    expect(admitsType({ ...everySeat, ticketTypeIds: types.slice(0, 1) }, types[1])).toBe(false);
    expect(admitsType(filter, undefined)).toBe(false);
  });
});

test('only free places are counted, each filter by what it leaves', () => {
  const places = [placeWith('front-row'), placeWith('front-row', 'restricted-view'), placeWith('accessible')];
  const tally = (board: string) => tallyFree(board, wishBitsOf(places));
  expect(countTally(tally('...'), everySeat)).toBe(3);
  expect(countTally(tally('...'), wishing('front-row'))).toBe(2);
  expect(countTally(tally('...'), wishing('front-row', 'clear-view'))).toBe(1);
  expect(countTally(tally('hs.'), wishing('front-row'))).toBe(0);
  expect(countTally(tally('hs.'), wishing('companion', 'accessible'))).toBe(1);
});

describe('in the address', () => {
  const read = (query: string) => readSeatFilter(new URLSearchParams(query), types);

  test('it is read back as it was written, beside what else stands there', () => {
    const filter: SeatFilter = { ticketTypeIds: types, wishes: ['accessible', 'clear-view'] };
    const href = writeSeatFilter({ pathname: '/events/x', search: '?section=s' }, filter);
    expect(href).toBe('/events/x?section=s&ticket=floor,circle&only=accessible,clear-view');
    expect(read(href.split('?')[1] ?? '')).toEqual(filter);
  });

  test('what is not known counts as not asked', () => {
    expect(read('ticket=gone,circle&only=gold,front-row')).toEqual({
      ticketTypeIds: ['circle'],
      wishes: ['front-row'],
    });
  });

  test('nothing asked leaves nothing behind', () => {
    expect(writeSeatFilter({ pathname: '/e', search: '?only=front-row' }, everySeat)).toBe('/e');
  });
});

test('a second press takes a value back', () => {
  expect(toggleIn(toggleIn(['a'], 'b'), 'a')).toEqual(['b']);
});
