import { expect, test } from 'vitest';
import { seedRandom } from '../seed/seededRandom.ts';
import { gapMs, waitAfterMs } from './arrivals.ts';

test('buyers come at the pace that was set, at irregular times, never minutes apart', () => {
  const random = seedRandom('arrivals');
  const gaps = Array.from({ length: 5_000 }, () => gapMs(12, random));
  const meanMs = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  expect(meanMs).toBeGreaterThan(4_700);
  expect(meanMs).toBeLessThan(5_200);
  expect(Math.min(...gaps)).toBeLessThan(100);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(20_000);
});

test('the longer the portal is in trouble, the longer they stay away, up to a minute', () => {
  expect([0, 1, 2, 3, 10].map(waitAfterMs)).toEqual([0, 2_000, 4_000, 8_000, 60_000]);
});
