import { describe, expect, test } from 'vitest';
import { boundsOf, buildWeeks, openMonth, weekdaysFrom } from './monthGrid.ts';
import { dateEvents } from './narrowCalendar.ts';
import { makeSummary } from './testing/summary.ts';

const on = (...days: string[]) =>
  dateEvents(days.map((day) => makeSummary({ startsAt: new Date(`${day}T12:00:00Z`) })));
const bounds = ['2026-10', '2027-02'] as const;
const monday = 1;
const sunday = 7;

describe('the open month', () => {
  const entries = on('2026-11-03', '2026-11-28', '2027-02-01');
  test('is the one that was asked for, with its events and the months beside it', () => {
    const open = openMonth(entries, '2026-11', bounds);
    expect(open).toMatchObject({ month: '2026-11', previous: '2026-10', next: '2026-12', nearest: null });
    expect(open.entries.map(({ day }) => day)).toEqual(['2026-11-03', '2026-11-28']);
  });
  test('is the first that has something where none was asked for, or the calendar’s first', () => {
    expect(openMonth(entries, '', bounds).month).toBe('2026-11');
    expect(openMonth([], '', bounds)).toMatchObject({ month: '2026-10', nearest: null });
  });
  test('turns over the year', () => {
    expect(openMonth(entries, '2026-12', bounds).next).toBe('2027-01');
    expect(openMonth(entries, '2027-01', bounds).previous).toBe('2026-12');
  });
  test('links end with the calendar, and lead back into it from outside', () => {
    expect(openMonth(entries, '2026-10', bounds).previous).toBeNull();
    expect(openMonth(entries, '2027-02', bounds).next).toBeNull();
    expect(openMonth(entries, '9999-12', bounds)).toMatchObject({ previous: '2027-02', next: null });
    expect(openMonth(entries, '0000-01', bounds)).toMatchObject({ previous: null, next: '2026-10' });
  });
  test('where it is empty it knows the nearest that is not, later ones first', () => {
    expect(openMonth(entries, '2026-12', bounds).nearest).toBe('2027-02');
    expect(openMonth(entries, '2027-05', bounds).nearest).toBe('2027-02');
  });
});

test('the calendar reaches from this month, or an event that is still on, to the last event', () => {
  const now = new Date('2026-11-15T00:00:00Z');
  expect(boundsOf(on('2026-12-01', '2027-02-03'), now)).toEqual(['2026-11', '2027-02']);
  expect(boundsOf(on('2026-10-31'), now)).toEqual(['2026-10', '2026-11']);
  expect(boundsOf([], now)).toEqual(['2026-11', '2026-11']);
});

describe('weeks', () => {
  const days = (month: string, firstWeekday: number) =>
    buildWeeks(month, [], firstWeekday).map((week) =>
      week.map((cell) => cell?.day.slice(8) ?? '..').join(' '),
    );
  test('begin on Monday', () => {
    // 1 October 2026 is a Thursday.
    expect(days('2026-10', monday)).toEqual([
      '.. .. .. 01 02 03 04',
      '05 06 07 08 09 10 11',
      '12 13 14 15 16 17 18',
      '19 20 21 22 23 24 25',
      '26 27 28 29 30 31 ..',
    ]);
  });
  test('begin on Sunday where the language has it so', () => {
    expect(days('2026-10', sunday)[0]).toBe('.. .. .. .. 01 02 03');
  });
  test('a February that fills four weeks has no blanks, and a leap year its day', () => {
    // 1 February 2027 is a Monday.
    expect(days('2027-02', monday)).toHaveLength(4);
    expect(days('2028-02', monday).join(' ')).toContain('29');
  });
  test('each event stands on its day', () => {
    const cells = buildWeeks('2026-11', on('2026-11-03', '2026-11-03', '2026-11-28'), monday).flat();
    const full = cells.filter((cell) => cell && cell.entries.length > 0);
    expect(full.map((cell) => [cell?.day, cell?.entries.length])).toEqual([
      ['2026-11-03', 2],
      ['2026-11-28', 1],
    ]);
  });
  test('weekdays are named in the order of their columns', () => {
    const names = (first: number) => weekdaysFrom(first).map((date) => date.getUTCDay());
    expect(names(monday)).toEqual([1, 2, 3, 4, 5, 6, 0]);
    expect(names(sunday)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
