import { describe, expect, test } from 'vitest';
import type { SectionId } from '@fashionista/domain/ids';
import { SeatMapState } from './seatMap.svelte.ts';
import { place, smallEvent, smallHall } from './testing/smallHall.ts';

const floor = 'floor' as SectionId;
const open = () => new SeatMapState(smallEvent(), smallHall());
const lookOf = (map: SeatMapState, placeId: string) => map.seat(place(placeId))?.look;

describe('what a seat looks like', () => {
  test('is unknown until its board arrives, then as the board says', () => {
    const map = open();
    expect(lookOf(map, 'floor-a-1')).toBe('unknown');
    map.applyBoard({ sectionId: floor, places: '.hsb........' });
    expect(['a-1', 'a-2', 'a-3', 'a-4'].map((id) => lookOf(map, `floor-${id}`))).toEqual([
      'free',
      'held',
      'sold',
      'blocked',
    ]);
    expect(map.section('floor')?.freeCount).toBe(9);
  });

  test('of a section that no ticket lists is closed, and none of it is left', () => {
    const map = open();
    map.applyBoard({ sectionId: 'box' as SectionId, places: '..' });
    expect(lookOf(map, 'box-a-1')).toBe('closed');
    expect(map.section('box')?.freeCount).toBe(0);
  });

  test('of our own hold is ours, whatever the board says of it', () => {
    const map = open();
    map.applyBoard({ sectionId: floor, places: 'h...........' });
    map.markMine([place('floor-a-1')]);
    expect(lookOf(map, 'floor-a-1')).toBe('yours');
    map.markMine([]);
    expect(lookOf(map, 'floor-a-1')).toBe('held');
  });
});

describe('a seat pulses', () => {
  test('when it changes before the reader, not when its board first arrives', () => {
    const map = open();
    const changes = () => map.seat(place('floor-a-1'))?.changes;
    map.applyBoard({ sectionId: floor, places: '............' });
    expect(changes()).toBe(0);
    map.applyBoard({ sectionId: floor, places: 'h...........' });
    expect(changes()).toBe(1);
    map.applyBoard({ sectionId: floor, places: 'h.....s.....' });
    expect(changes()).toBe(1);
  });

  test('not for what its own buyer did', () => {
    const map = open();
    map.applyBoard({ sectionId: floor, places: '............' });
    map.markMine([place('floor-a-1')]);
    map.applyBoard({ sectionId: floor, places: 'h...........' });
    expect(map.seat(place('floor-a-1'))?.changes).toBe(0);
  });
});

test('what the last board changed is told, and not what was the buyer’s own doing', () => {
  const map = open();
  map.applyBoard({ sectionId: floor, places: '............' });
  expect(map.section('floor')?.changed).toEqual([]);
  map.markMine([place('floor-a-2')]);
  map.applyBoard({ sectionId: floor, places: 'hh..........' });
  expect(map.section('floor')?.changed.map(({ placeId }) => placeId)).toEqual(['floor-a-1']);
});

test('a filter counts what it leaves of the free places of its tickets', () => {
  const map = open();
  const asked = { ticketTypeIds: [], wishes: ['front-row' as const] };
  expect(map.section('floor')?.countFree(asked)).toBeUndefined();
  map.applyBoard({ sectionId: floor, places: 'h...........' });
  expect(map.section('floor')?.countFree(asked)).toBe(0);
  expect(map.section('floor')?.countFree({ ...asked, wishes: ['clear-view'] })).toBe(11);
});

test('a board of another plan changes nothing', () => {
  const map = open();
  map.applyBoard({ sectionId: floor, places: '...' });
  expect(lookOf(map, 'floor-a-1')).toBe('unknown');
});

describe('nearest', () => {
  test('is beside the seat that is gone, and never one that is chosen already', () => {
    const map = open();
    map.applyBoard({ sectionId: floor, places: '..h.........' });
    const beside = map.nearestTo([place('floor-a-3')]);
    expect(beside).toHaveLength(1);
    expect(['floor-a-2', 'floor-a-4']).toContain(beside[0]);
    const seat = map.seat(place('floor-a-2'));
    if (seat) seat.isChosen = true;
    const [other] = map.nearestTo([place('floor-a-3')]);
    expect(other).not.toBe('floor-a-2');
  });

  test('is none where nothing is free', () => {
    const map = open();
    map.applyBoard({ sectionId: floor, places: 'ssssssssssss' });
    expect(map.nearestTo([place('floor-a-3')])).toEqual([]);
  });
});
