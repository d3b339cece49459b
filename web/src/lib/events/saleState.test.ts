import type { FashionEvent } from '@fashionista/domain/event';
import { expect, test } from 'vitest';
import { readSaleState } from './saleState.ts';

const event = (state: FashionEvent['state'] = 'published') =>
  ({
    state,
    startsAt: new Date('2026-10-03T18:00:00Z'),
    endsAt: new Date('2026-10-03T19:00:00Z'),
  }) as FashionEvent;

test.each([
  ['open', '17:59:59'],
  ['begun', '18:00:00'],
  ['begun', '18:59:59'],
  ['ended', '19:00:00'],
] as const)('%s at %s', (state, time) => {
  expect(readSaleState(event(), new Date(`2026-10-03T${time}Z`))).toBe(state);
});
test('a cancelled event says so, before and after its hour', () => {
  expect(readSaleState(event('cancelled'), new Date('2026-01-01T00:00:00Z'))).toBe('cancelled');
  expect(readSaleState(event('cancelled'), new Date('2027-01-01T00:00:00Z'))).toBe('cancelled');
});
