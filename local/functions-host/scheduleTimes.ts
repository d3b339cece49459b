/**
 * Reads what Cloud Scheduler takes as a schedule, unix-cron ("0 3 * * 1") or App Engine's words ("every 5 minutes", "every
 * monday 09:00", "1st,third tue of may 04:05"), into a function that finds the next time. It stands apart so that schedules
 * can be checked without waiting for them.
 * Rules: cron itself is croner's work: App Engine's words are turned into cron wherever cron can say the same. "every N
 * minutes" alone counts from the last run's end, `synchronized` and `from … to …` count from the day's start or the range's.
 * https://cloud.google.com/appengine/docs/standard/scheduling-jobs-with-cron-yaml#cron_yaml_The_schedule_format. No IO.
 */
import { Cron } from 'croner';

/** The first time after the one given. */
export type NextTime = (after: Date) => Date;

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
const MINUTES_A_DAY = 24 * 60;
const WEEKDAY_FORM =
  /^(?:every |(\S+) )?((?:sun|mon|tue|wed|thu|fri|sat)[a-z,]*)(?: of (\S+))? (\d{1,2}):(\d{2})$/;
const DATE_FORM = /^(?:every )?(day|\d[\da-z,]*)(?: of (\S+))? (\d{1,2}):(\d{2})$/;

/** Throws when the text is no schedule. */
export function readSchedule(text: string, timeZone: string): NextTime {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ').replace(/, /g, ',');
  const interval = /^every (\d+) (minutes?|mins?|hours?)(?: (.+))?$/.exec(words);
  if (interval) return readInterval(text, interval, timeZone);
  const weekdays = WEEKDAY_FORM.exec(words);
  if (weekdays) return readWeekdays(text, weekdays, timeZone);
  const dates = DATE_FORM.exec(words);
  if (dates) return readDates(text, dates, timeZone);
  return nextByCron([text.trim()], timeZone);
}

function readInterval(text: string, match: RegExpExecArray, timeZone: string): NextTime {
  const [, count, unit = '', rest] = match;
  const everyMinutes = Number(count) * (unit.startsWith('h') ? 60 : 1);
  if (everyMinutes === 0) throw new Error(`schedule "${text}": the interval is zero`);
  if (rest === undefined) return (after) => new Date(after.getTime() + everyMinutes * 60_000);
  if (rest === 'synchronized') {
    if (MINUTES_A_DAY % everyMinutes !== 0) throw new Error(`schedule "${text}": does not divide a day`);
    return nextByCron(timesOfDay(0, MINUTES_A_DAY - 1, everyMinutes), timeZone);
  }
  const range = /^from (\d{1,2}):(\d{2}) to (\d{1,2}):(\d{2})$/.exec(rest);
  if (!range) throw new Error(`schedule "${text}": not understood after the interval`);
  const from = minuteOfDay(text, range[1], range[2]);
  const to = minuteOfDay(text, range[3], range[4]);
  return nextByCron(timesOfDay(from, to < from ? to + MINUTES_A_DAY : to, everyMinutes), timeZone);
}

/** Cron lines for every time from one minute of the day to another, which may lie on the next day. */
function timesOfDay(from: number, to: number, everyMinutes: number): string[] {
  const lines: string[] = [];
  for (let minute = from; minute <= to; minute += everyMinutes) {
    const ofDay = minute % MINUTES_A_DAY;
    lines.push(`${ofDay % 60} ${Math.floor(ofDay / 60)} * * *`);
  }
  return lines;
}

/** "every mon,wed 17:00", "1st,third tuesday of may 04:05". */
function readWeekdays(text: string, match: RegExpExecArray, timeZone: string): NextTime {
  const [, ordinals, weekdayWords = '', months, hour, minute] = match;
  const weekdays = weekdayWords.split(',').map((word) => indexOf(text, DAYS, word));
  const weeks = ordinals?.split(',').map((word) => readOrdinal(text, word));
  const days = weeks ? weeks.flatMap((week) => weekdays.map((day) => `${day}#${week}`)) : weekdays;
  return nextByCron(
    [`${cronClock(text, hour, minute)} * ${cronMonths(text, months)} ${days.join(',')}`],
    timeZone,
  );
}

/** "every day 09:00", "1,15 of month 04:00", "1 of jan,april 00:00". */
function readDates(text: string, match: RegExpExecArray, timeZone: string): NextTime {
  const [, dates = '', months, hour, minute] = match;
  const days =
    dates === 'day'
      ? '*'
      : dates
          .split(',')
          .map((word) => Number.parseInt(word, 10))
          .join(',');
  return nextByCron([`${cronClock(text, hour, minute)} ${days} ${cronMonths(text, months)} *`], timeZone);
}

function cronClock(text: string, hour?: string, minute?: string): string {
  const time = minuteOfDay(text, hour, minute);
  return `${time % 60} ${Math.floor(time / 60)}`;
}

function cronMonths(text: string, months = 'month'): string {
  if (months === 'month') return '*';
  return months
    .split(',')
    .map((word) => indexOf(text, MONTHS, word) + 1)
    .join(',');
}

function readOrdinal(text: string, word: string): number {
  const number = Number.parseInt(word, 10);
  return Number.isNaN(number) ? indexOf(text, ORDINALS, word) + 1 : number;
}

function indexOf(text: string, words: readonly string[], word: string): number {
  const index = words.findIndex((start) => word.startsWith(start));
  if (index < 0) throw new Error(`schedule "${text}": "${word}" is not understood`);
  return index;
}

function minuteOfDay(text: string, hour = '', minute = ''): number {
  const [hours, minutes] = [Number(hour), Number(minute)];
  if (hours > 23 || minutes > 59)
    throw new Error(`schedule "${text}": ${hour}:${minute} is not a time of day`);
  return hours * 60 + minutes;
}

function nextByCron(lines: readonly string[], timeZone: string): NextTime {
  const jobs = lines.map((line) => new Cron(line, { timezone: timeZone, paused: true, mode: '5-part' }));
  return (after) => {
    const times = jobs.flatMap((job) => job.nextRun(after) ?? []);
    const next = times.sort((a, b) => a.getTime() - b.getTime())[0];
    if (!next) throw new Error(`schedule ${lines.join(' | ')} never comes`);
    return next;
  };
}
