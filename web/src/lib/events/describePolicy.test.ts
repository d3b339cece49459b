import { policyOf } from '@fashionista/domain/eventPolicy';
import type { EventPolicy } from '@fashionista/domain/eventPolicy';
import { expect, test } from 'vitest';
import { describePolicy } from './describePolicy.server.ts';

const wordsOf = (name: string, policy: Partial<EventPolicy>): string | undefined =>
  describePolicy(policyOf({ policy })).find((line) => line.name === name)?.words;

test('whole days are said as days, other spans as hours', () => {
  expect(wordsOf('Refunds', { refundUntilHours: 48 })).toContain('2 days');
  expect(wordsOf('Refunds', { refundUntilHours: 24 })).toContain('1 day ');
  expect(wordsOf('Exchanges', { exchangeUntilHours: 36 })).toContain('36 hours');
});

test('no span at all is said as the opening of the doors', () => {
  expect(wordsOf('Refunds', { refundUntilHours: 0 })).toMatch(/^Refunded in full until the doors open/);
  expect(wordsOf('Exchanges', { exchangeUntilHours: 0 })).toMatch(/until the doors open\.$/);
});

test('without a term, money comes back only if the event does not take place as sold', () => {
  expect(wordsOf('Refunds', { refundUntilHours: null })).toMatch(/only if .*cancelled or moved/);
});

test('age says who may come, and who comes with an adult', () => {
  expect(wordsOf('Age', { minimumAge: 0, accompaniedUnderAge: 0 })).toBe('Everyone is welcome.');
  expect(wordsOf('Age', { minimumAge: 18 })).toContain('18');
  expect(wordsOf('Age', { minimumAge: 18 })).not.toContain('16');
  expect(wordsOf('Age', { minimumAge: 12, accompaniedUnderAge: 16 })).toMatch(/12.*16/);
});
