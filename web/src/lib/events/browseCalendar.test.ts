/** What an address gives as a whole; the parts have tests of their own. */
import { describe, expect, test } from 'vitest';
import { browseCalendar } from './browseCalendar.server.ts';
import { readBrowseAddress } from './eventFilter.ts';
import { makeSummary } from './testing/summary.ts';

const now = new Date('2026-10-15T00:00:00Z');
const events = [
  ...Array.from({ length: 30 }, () => makeSummary()),
  makeSummary({ city: 'Milan', title: 'Organza', startsAt: new Date('2027-01-05T18:00:00Z') }),
];
const browse = (query: string) => browseCalendar(events, readBrowseAddress(new URLSearchParams(query)), now);

describe('the list', () => {
  test('has a page of the events, and the count of all', () => {
    const { total, shown } = browse('?page=2');
    expect(total).toBe(31);
    expect(shown).toMatchObject({ view: 'list', page: 2, pageCount: 2 });
    expect(shown.view === 'list' && shown.chapters.map(({ events: inMonth }) => inMonth.length)).toEqual([
      6, 1,
    ]);
  });
  test('finds with a typo what another filter leaves', () => {
    expect(browse('?q=organsa&city=milan')).toMatchObject({ total: 1, filter: { city: 'Milan' } });
    expect(browse('?q=organsa&city=Paris').total).toBe(0);
  });
});

describe('the calendar', () => {
  test('counts the events of all months, and has those of the open one', () => {
    const { total, shown } = browse('?view=calendar&month=2027-01');
    expect(total).toBe(31);
    expect(shown).toMatchObject({ view: 'calendar', month: '2027-01', previous: '2026-12', next: null });
    expect(shown.view === 'calendar' && shown.entries).toHaveLength(1);
  });
  test('opens at the first month that the filters leave', () => {
    expect(browse('?view=calendar&q=organza').shown).toMatchObject({ month: '2027-01' });
  });
});
