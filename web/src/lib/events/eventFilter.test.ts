import { describe, expect, test } from 'vitest';
import {
  countCities,
  everyEvent,
  groupByMonth,
  isFiltering,
  listMonths,
  matchesFilter,
  readEventFilter,
  writeEventFilter,
} from './eventFilter.ts';
import type { EventSummary } from './eventSummary.ts';

const event = (change: Partial<EventSummary> = {}): EventSummary =>
  ({
    slug: 'jardin-mecanique',
    title: 'Jardin Mécanique',
    summary: 'Graduates of four schools plant one garden.',
    startsAt: new Date('2026-10-31T23:30:00Z'),
    timeZone: 'Europe/Paris',
    venueName: 'Halle Sainte-Aure',
    city: 'Paris',
    designers: ['Aurore Lesquin'],
    styles: ['experimental'],
    ...change,
  }) as EventSummary;

const read = (query: string) => readEventFilter(new URLSearchParams(query));
const matches = (query: string, change?: Partial<EventSummary>) => matchesFilter(event(change), read(query));

describe('the address', () => {
  test.each([
    '',
    '?q=lace',
    '?q=silk+%26+lace&city=Los+Angeles',
    '?month=2026-10',
    '?q=a&city=Paris&month=2026-12&from=2026-12-01&to=2026-12-31',
  ])('%s reads back as itself', (address) => {
    expect(writeEventFilter(read(address))).toBe(address);
  });
  test('what cannot be read counts as not asked', () => {
    expect(read('?month=octobre&from=2026-13-01&to=2026-01-32&q=%20')).toEqual(everyEvent);
  });
  test('an endless search is cut', () => {
    expect(read(`?q=${'x'.repeat(5_000)}`).text).toHaveLength(100);
  });
  test('only a filter that asks something filters', () => {
    expect(isFiltering(read(''))).toBe(false);
    expect(isFiltering(read('?city=Paris'))).toBe(true);
  });
});

describe('searching', () => {
  test('case and accents do not matter, either way', () => {
    expect(matches('?q=jardin+mecanique')).toBe(true);
    expect(matches('?q=LÉSQUIN')).toBe(true);
  });
  test('every word must be found, in any order and field', () => {
    expect(matches('?q=paris+lesquin')).toBe(true);
    expect(matches('?q=paris+ulloa')).toBe(false);
  });
  test('a city is compared whole', () => {
    expect(matches('?city=paris')).toBe(true);
    expect(matches('?city=Par')).toBe(false);
  });
});

describe('dates are the venue’s', () => {
  // 23:30 UTC on 31 October is 1 November in Paris (00:30 CET) and still October in Los Angeles.
  test('a month', () => {
    expect(matches('?month=2026-11')).toBe(true);
    expect(matches('?month=2026-10')).toBe(false);
    expect(matches('?month=2026-10', { timeZone: 'America/Los_Angeles' })).toBe(true);
  });
  test('the first and the last day are included', () => {
    expect(matches('?from=2026-11-01&to=2026-11-01')).toBe(true);
    expect(matches('?from=2026-11-02')).toBe(false);
    expect(matches('?to=2026-10-31')).toBe(false);
  });
});

describe('chapters', () => {
  const later = event({ startsAt: new Date('2027-01-05T18:00:00Z'), city: 'Milan' });
  test('months are those that have events, in order', () => {
    expect(listMonths([later, event(), event()])).toEqual(['2026-11', '2027-01']);
  });
  test('events stand under the month they happen in', () => {
    expect(
      groupByMonth([event(), event(), later]).map(({ month, events }) => [month, events.length]),
    ).toEqual([
      ['2026-11', 2],
      ['2027-01', 1],
    ]);
  });
  test('cities are counted in the order of their next event', () => {
    expect(countCities([later, event(), event()])).toEqual([
      { city: 'Milan', count: 1 },
      { city: 'Paris', count: 2 },
    ]);
  });
});
