import { describe, expect, test } from 'vitest';
import { seedRandom } from '../seed/seededRandom.ts';
import { chooseHall, roomIn } from './chooseHall.ts';

describe('what simulated buyers leave to people', () => {
  test.each([
    ['a quiet hall', '......hhss', { mayHold: true, mayBuy: true }],
    ['half free', '...sss', { mayHold: true, mayBuy: true }],
    ['less than a third free: nobody buys', '..sssss', { mayHold: true, mayBuy: false }],
    ['nearly full: nobody holds', '.sssssssss', { mayHold: false, mayBuy: false }],
    ['blocked places count for nothing', '..sbbbbbbb', { mayHold: true, mayBuy: true }],
    ['no place at all', '', { mayHold: false, mayBuy: false }],
  ])('%s', (_, places, room) => {
    expect(roomIn([{ places }])).toEqual(room);
  });
  test('all sections count together', () => {
    expect(roomIn([{ places: 'ssss' }, { places: '....' }]).mayBuy).toBe(true);
  });
});

describe('where they go', () => {
  const halls = ['soonest', 'second', 'third'];
  test('most to what is soonest, some everywhere', () => {
    const random = seedRandom('halls');
    const visits = Array.from({ length: 1_100 }, () => chooseHall(halls, random));
    const countOf = (hall: string) => visits.filter((visited) => visited === hall).length;
    expect(countOf('soonest')).toBeGreaterThan(countOf('second'));
    expect(countOf('second')).toBeGreaterThan(countOf('third'));
    expect(countOf('third')).toBeGreaterThan(100);
  });
  test('nowhere, where nothing is on sale', () => {
    expect(chooseHall([], seedRandom('halls'))).toBeUndefined();
  });
});
