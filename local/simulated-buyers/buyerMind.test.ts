import { describe, expect, test } from 'vitest';
import { seedRandom } from '../seed/seededRandom.ts';
import { drawMind, nextStep } from './buyerMind.ts';
import type { BuyerMind, BuyerStep } from './buyerMind.ts';

const mindOf = (change: Partial<BuyerMind>): BuyerMind => ({
  party: 2,
  picks: 'seats',
  intent: 'buy',
  isOneLess: false,
  needsTime: false,
  card: 'good',
  ...change,
});

/** All steps of a visit in which the portal grants everything. */
function liveThrough(mind: BuyerMind, mayBuy = true): BuyerStep[] {
  const taken: BuyerStep[] = [];
  let holding = 0;
  for (;;) {
    const step = nextStep(mind, { taken, holding, mayBuy });
    if (step === 'leave') return taken;
    taken.push(step);
    if (step === 'hold') holding = mind.party;
    if (step === 'release-one') holding -= 1;
    if (step === 'release-all' || step === 'pay' || step === 'give-up-order') holding = 0;
  }
}

test.each<[string, Partial<BuyerMind>, BuyerStep[]]>([
  ['one who buys', {}, ['hold', 'check-out', 'pay']],
  ['one who thinks better of it', { intent: 'let-go' }, ['hold', 'release-all']],
  ['one who walks away from a hold', { intent: 'walk-away' }, ['hold']],
  ['one who gives an order up', { intent: 'give-up' }, ['hold', 'check-out', 'give-up-order']],
  ['a second card', { card: 'second-is-good' }, ['hold', 'check-out', 'pay-declined', 'pay']],
  ['no money', { card: 'no-money' }, ['hold', 'check-out', 'pay-declined', 'give-up-order']],
  ['one stays at home', { isOneLess: true }, ['hold', 'release-one', 'check-out', 'pay']],
  ['alone, nobody stays at home', { isOneLess: true, party: 1 }, ['hold', 'check-out', 'pay']],
  ['one who needs time', { needsTime: true }, ['hold', 'extend', 'check-out', 'pay']],
])('%s', (_, change, steps) => {
  expect(liveThrough(mindOf(change))).toEqual(steps);
});

test('in a hall that is to keep its places, whoever would buy gives up', () => {
  expect(liveThrough(mindOf({}), false)).toEqual(['hold', 'check-out', 'give-up-order']);
});

test('whoever was refused their places leaves', () => {
  expect(nextStep(mindOf({}), { taken: ['hold'], holding: 0, mayBuy: true })).toBe('leave');
});

describe('a thousand minds of one seed', () => {
  const drawAll = (seed: string) =>
    Array.from({ length: 1_000 }, (_, i) => drawMind(seedRandom(`${seed} ${i}`)));
  const minds = drawAll('a');

  test('are the same minds again', () => {
    expect(drawAll('a')).toEqual(minds);
    expect(drawAll('b')).not.toEqual(minds);
  });
  test('every visit ends, and ends in one of the ways there are', () => {
    const ends = new Set(minds.map((mind) => liveThrough(mind).at(-1)));
    expect([...ends].toSorted()).toEqual([
      'extend',
      'give-up-order',
      'hold',
      'pay',
      'release-all',
      'release-one',
    ]);
  });
  test('about a third pay; most seats come back', () => {
    const paying = minds.filter((mind) => liveThrough(mind).includes('pay')).length;
    expect(paying).toBeGreaterThan(250);
    expect(paying).toBeLessThan(400);
  });
});
