import { describe, expect, test } from 'vitest';
import type { EventFilter } from './eventFilter.ts';
import type { EventSummary } from './eventSummary.ts';
import { dateEvents, narrowCalendar } from './narrowCalendar.ts';
import { ask, makeSummary } from './testing/summary.ts';

const matches = (filter: Partial<EventFilter>, change?: Partial<EventSummary>) =>
  narrowCalendar(dateEvents([makeSummary(change)]), ask(filter)).length === 1;

test('a city and a style are compared whole, without case or accents', () => {
  expect(matches({ city: 'paris' })).toBe(true);
  expect(matches({ city: 'Par' })).toBe(false);
  expect(matches({ style: 'Expérimental' })).toBe(true);
  expect(matches({ style: 'experiment' })).toBe(false);
});

describe('dates are the venue’s', () => {
  test('a month', () => {
    expect(matches({ month: '2026-11' })).toBe(true);
    expect(matches({ month: '2026-10' })).toBe(false);
    expect(matches({ month: '2026-10' }, { timeZone: 'America/Los_Angeles' })).toBe(true);
  });
  test('the first and the last day are included', () => {
    expect(matches({ from: '2026-11-01', to: '2026-11-01' })).toBe(true);
    expect(matches({ from: '2026-11-02' })).toBe(false);
    expect(matches({ to: '2026-10-31' })).toBe(false);
  });
});

describe('prices', () => {
  test('the highest price is included, in the event’s own currency', () => {
    expect(matches({ maxPrice: 50 }, { fromPriceMinor: 5_000 })).toBe(true);
    expect(matches({ maxPrice: 50 }, { fromPriceMinor: 5_001 })).toBe(false);
    expect(matches({ maxPrice: 50 }, { fromPriceMinor: 50, currency: 'JPY' })).toBe(true);
    expect(matches({ maxPrice: 50 }, { fromPriceMinor: 51, currency: 'JPY' })).toBe(false);
  });
  test('free is nothing at all, and what is not sold is neither free nor cheap', () => {
    expect(matches({ isFree: true }, { fromPriceMinor: 0 })).toBe(true);
    expect(matches({ isFree: true }, { fromPriceMinor: 1 })).toBe(false);
    expect(matches({ isFree: true }, { fromPriceMinor: null })).toBe(false);
    expect(matches({ maxPrice: 200 }, { fromPriceMinor: null })).toBe(false);
  });
});

test('accessible: at least one place for a wheelchair', () => {
  expect(matches({ isAccessible: true }, { accessiblePlaceCount: 1 })).toBe(true);
  expect(matches({ isAccessible: true }, { accessiblePlaceCount: 0 })).toBe(false);
});

test('one question can be left out, and the words that were found stay', () => {
  const [paris, milan, other] = [
    makeSummary(),
    makeSummary({ city: 'Milan' }),
    makeSummary({ city: 'Milan' }),
  ];
  const question = { ...ask({ city: 'Paris' }), found: new Set([paris.eventId, milan.eventId]) };
  const left = narrowCalendar(dateEvents([paris, milan, other]), question, 'city');
  expect(left.map(({ event }) => event.eventId)).toEqual([paris.eventId, milan.eventId]);
});
