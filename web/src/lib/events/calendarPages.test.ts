import { describe, expect, test } from 'vitest';
import { cutPage, eventsPerPage, groupByMonth } from './calendarPages.ts';
import { dateEvents } from './narrowCalendar.ts';
import { makeSummary } from './testing/summary.ts';

const inMonth = (month: string, count: number) =>
  dateEvents(
    Array.from({ length: count }, () => makeSummary({ startsAt: new Date(`${month}-10T18:00:00Z`) })),
  );
const outline = ({ chapters }: ReturnType<typeof cutPage>) =>
  chapters.map(({ month, events, numberedFrom }) => [month, events.length, numberedFrom]);

test('events stand under the month they happen in, at the venue', () => {
  const entries = dateEvents([makeSummary()]);
  expect(
    groupByMonth([...entries, ...inMonth('2027-01', 2)]).map(({ month, events }) => [month, events.length]),
  ).toEqual([
    ['2026-11', 1],
    ['2027-01', 2],
  ]);
});

describe('pages', () => {
  const entries = [...inMonth('2026-10', 3), ...inMonth('2026-11', 2)];
  test('a chapter that a page cuts goes on in the next, and so do the numbers', () => {
    expect(outline(cutPage(entries, 1, 2))).toEqual([['2026-10', 2, 0]]);
    expect(outline(cutPage(entries, 2, 2))).toEqual([
      ['2026-10', 1, 2],
      ['2026-11', 1, 3],
    ]);
    expect(outline(cutPage(entries, 3, 2))).toEqual([['2026-11', 1, 4]]);
  });
  test('together the pages have every event once', () => {
    const shown = [1, 2, 3].flatMap((page) =>
      cutPage(entries, page, 2).chapters.flatMap(({ events }) => events),
    );
    expect(shown).toEqual(entries.map(({ event }) => event));
  });
  test('a page past the end is the last', () => {
    expect(cutPage(entries, 9_999, 2)).toEqual(cutPage(entries, 3, 2));
  });
  test('a full last page has no empty one after it', () => {
    expect(cutPage(inMonth('2026-10', eventsPerPage), 1).pageCount).toBe(1);
    expect(cutPage(inMonth('2026-10', eventsPerPage + 1), 1).pageCount).toBe(2);
  });
  test('nothing is one page of nothing', () => {
    expect(cutPage([], 4)).toEqual({ page: 1, pageCount: 1, chapters: [] });
  });
});
