import { describe, expect, test } from 'vitest';
import { readSchedule } from './scheduleTimes.ts';

/** The next `count` times after a Wednesday in Rome, 2026-07-15 08:30 local. */
function nextTimes(
  schedule: string,
  { count = 2, timeZone = 'Europe/Rome', after = '2026-07-15T06:30:00Z' } = {},
) {
  const nextTime = readSchedule(schedule, timeZone);
  const times: string[] = [];
  let at = new Date(after);
  for (let index = 0; index < count; index += 1) {
    at = nextTime(at);
    times.push(at.toISOString().slice(0, 16));
  }
  return times;
}

describe('unix-cron', () => {
  test('is read in the time zone given', () => {
    expect(nextTimes('0 9 * * *')).toEqual(['2026-07-15T07:00', '2026-07-16T07:00']);
    expect(nextTimes('*/20 * * * *')).toEqual(['2026-07-15T06:40', '2026-07-15T07:00']);
  });
});

describe("App Engine's words", () => {
  test('every N minutes counts from the time before', () => {
    expect(nextTimes('every 1 minutes')).toEqual(['2026-07-15T06:31', '2026-07-15T06:32']);
    expect(nextTimes('every 12 hours')).toEqual(['2026-07-15T18:30', '2026-07-16T06:30']);
    expect(nextTimes('every 5 mins')).toEqual(['2026-07-15T06:35', '2026-07-15T06:40']);
  });

  test('synchronized counts from midnight', () => {
    expect(nextTimes('every 2 hours synchronized')).toEqual(['2026-07-15T08:00', '2026-07-15T10:00']);
    expect(() => readSchedule('every 7 hours synchronized', 'UTC')).toThrow('does not divide a day');
  });

  test('from … to … stays within the day’s range, midnight in it too', () => {
    expect(nextTimes('every 30 minutes from 10:00 to 10:30', { count: 3 })).toEqual([
      '2026-07-15T08:00',
      '2026-07-15T08:30',
      '2026-07-16T08:00',
    ]);
    expect(nextTimes('every 1 hours from 23:00 to 01:00', { timeZone: 'UTC', count: 4 })).toEqual([
      '2026-07-15T23:00',
      '2026-07-16T00:00',
      '2026-07-16T01:00',
      '2026-07-16T23:00',
    ]);
  });

  test('weekdays, all or by their number in the month', () => {
    expect(nextTimes('every day 00:00', { timeZone: 'UTC' })).toEqual([
      '2026-07-16T00:00',
      '2026-07-17T00:00',
    ]);
    expect(nextTimes('every monday 09:00')).toEqual(['2026-07-20T07:00', '2026-07-27T07:00']);
    expect(nextTimes('every mon,wed 17:00')).toEqual(['2026-07-15T15:00', '2026-07-20T15:00']);
    expect(nextTimes('1st,third tuesday of month 04:05', { timeZone: 'UTC' })).toEqual([
      '2026-07-21T04:05',
      '2026-08-04T04:05',
    ]);
    expect(nextTimes('2nd,third mon,wed,thu of march 17:00', { timeZone: 'UTC' })).toEqual([
      '2027-03-08T17:00',
      '2027-03-10T17:00',
    ]);
  });

  test('days of the month', () => {
    expect(nextTimes('1 of jan,april 00:00', { timeZone: 'UTC' })).toEqual([
      '2027-01-01T00:00',
      '2027-04-01T00:00',
    ]);
    expect(nextTimes('1,15 of month 10:00', { timeZone: 'UTC' })).toEqual([
      '2026-07-15T10:00',
      '2026-08-01T10:00',
    ]);
  });

  test('what is no schedule is refused by its name', () => {
    expect(() => readSchedule('every 0 minutes', 'UTC')).toThrow('every 0 minutes');
    expect(() => readSchedule('every day 25:00', 'UTC')).toThrow('25:00');
    expect(() => readSchedule('whenever you like', 'UTC')).toThrow();
    expect(() => readSchedule('every 5 minutes sometimes', 'UTC')).toThrow('every 5 minutes sometimes');
  });
});
