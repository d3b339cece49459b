import { describe, expect, test } from 'vitest';
import { countCities, countFacets, spellAsCalendar } from './eventFacets.ts';
import { everyEvent } from './eventFilter.ts';
import { dateEvents } from './narrowCalendar.ts';
import { ask, makeSummary } from './testing/summary.ts';

const january = new Date('2027-01-05T18:00:00Z');
const events = [
  makeSummary({ styles: ['couture', 'experimental'] }),
  makeSummary({ styles: ['couture'] }),
  makeSummary({ city: 'Milan', startsAt: january, styles: ['knitwear', 'couture'] }),
];
const entries = dateEvents(events);
const asPairs = (choices: { value: string; count: number }[]) =>
  choices.map(({ value, count }) => [value, count]);

describe('facets', () => {
  test('without a filter each choice counts its events, by name', () => {
    const { city, month, style } = countFacets(entries, ask({}));
    expect(asPairs(city)).toEqual([
      ['Milan', 1],
      ['Paris', 2],
    ]);
    expect(asPairs(month)).toEqual([
      ['2026-11', 2],
      ['2027-01', 1],
    ]);
    expect(asPairs(style)).toEqual([
      ['couture', 3],
      ['experimental', 1],
      ['knitwear', 1],
    ]);
  });
  test('a facet is narrowed by the other filters and not by its own', () => {
    const { city, month, style } = countFacets(entries, ask({ city: 'Milan' }));
    expect(asPairs(city)).toEqual([
      ['Milan', 1],
      ['Paris', 2],
    ]);
    expect(asPairs(month)).toEqual([
      ['2026-11', 0],
      ['2027-01', 1],
    ]);
    expect(asPairs(style)).toEqual([
      ['couture', 1],
      ['experimental', 0],
      ['knitwear', 1],
    ]);
  });
  test('the words of a search narrow every facet', () => {
    const found = new Set(events.slice(0, 1).map(({ eventId }) => eventId));
    const { city } = countFacets(entries, { ...ask({}), found });
    expect(asPairs(city)).toEqual([
      ['Milan', 0],
      ['Paris', 1],
    ]);
  });
  test('what was asked for and the calendar does not have is a choice of nothing', () => {
    expect(asPairs(countFacets(entries, ask({ city: 'Tokyo' })).city)).toContainEqual(['Tokyo', 0]);
  });
});

test('a city and a style are spelt as the calendar spells them', () => {
  const asked = { ...everyEvent, city: 'PARIS', style: 'knítwear' };
  expect(spellAsCalendar(entries, asked)).toEqual({ ...everyEvent, city: 'Paris', style: 'knitwear' });
  expect(spellAsCalendar(entries, { ...everyEvent, city: 'Tokyo' }).city).toBe('Tokyo');
  expect(spellAsCalendar(entries, everyEvent)).toEqual(everyEvent);
});

test('cities are counted in the order of their next event', () => {
  expect(countCities(events.toReversed())).toEqual([
    { city: 'Milan', count: 1 },
    { city: 'Paris', count: 2 },
  ]);
});
