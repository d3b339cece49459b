import { describe, expect, test } from 'vitest';
import type { SectionId } from '@fashionista/domain/ids';
import { SeatMapState } from './seatMap.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { place, smallEvent, smallHall } from './testing/smallHall.ts';

class Kept {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
  removeItem = (key: string) => void this.kept.delete(key);
}

function open(board = '............', storage = new Kept()) {
  const map = new SeatMapState(smallEvent(), smallHall());
  map.applyBoard({ sectionId: 'floor' as SectionId, places: board });
  return { map, storage, selection: new Selection(map, storage) };
}

describe('choosing', () => {
  test('adds a free seat with its whole price, and a second press takes it back', () => {
    const { selection, map } = open();
    expect(selection.toggle(place('floor-a-1'))).toBe('chosen');
    expect(selection.toggle(place('floor-a-2'))).toBe('chosen');
    expect(selection.totalMinor).toBe(14_000);
    expect(selection.toggle(place('floor-a-1'))).toBe('dropped');
    expect(selection.placeIds).toEqual(['floor-a-2']);
    expect(map.seat(place('floor-a-1'))?.look).toBe('free');
  });

  test('refuses what is taken, closed, unknown or already ours', () => {
    const { selection, map } = open('h...........');
    map.markMine([place('floor-a-4')]);
    expect(selection.toggle(place('floor-a-1'))).toBe('unavailable');
    expect(selection.toggle(place('box-a-1'))).toBe('unavailable');
    expect(selection.toggle(place('floor-a-4'))).toBe('unavailable');
    expect(selection.count).toBe(0);
  });

  test('[H5] stops at ten places, held and bought ones counted', () => {
    const { selection } = open();
    selection.countOwned(3, 5);
    expect(selection.toggle(place('floor-a-1'))).toBe('chosen');
    expect(selection.toggle(place('floor-a-2'))).toBe('chosen');
    expect(selection.toggle(place('floor-a-3'))).toBe('limit');
    expect(selection.count).toBe(2);
  });
});

describe('nothing chosen is lost', () => {
  test('by a reload: the choice is found again', () => {
    const { selection, storage } = open();
    selection.toggle(place('floor-a-1'));
    expect(open('............', storage).selection.placeIds).toEqual(['floor-a-1']);
    selection.clear();
    expect(open('............', storage).selection.count).toBe(0);
  });

  test('where storage is forbidden, choosing still works', () => {
    const forbidden = {
      getItem: () => {
        throw new Error('SecurityError');
      },
      setItem: () => {
        throw new Error('SecurityError');
      },
      removeItem: () => {
        throw new Error('SecurityError');
      },
    };
    const map = new SeatMapState(smallEvent(), smallHall());
    map.applyBoard({ sectionId: 'floor' as SectionId, places: '............' });
    const selection = new Selection(map, forbidden);
    expect(selection.toggle(place('floor-a-1'))).toBe('chosen');
  });
});
