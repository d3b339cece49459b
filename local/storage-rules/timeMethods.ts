/** What timestamps and durations can do. A day begins at midnight UTC; a week's first day is Monday, 1. No IO. */
import { tableOf } from './methodTable.ts';
import { duration, int, smallInt, timestamp } from './values.ts';

const nanosInSecond = 1_000_000_000n;
export const nanosInMilli = 1_000_000n;
const nanosInDay = 86_400n * nanosInSecond;
const millisInDay = 86_400_000;

/** Rounds down, also below zero: what is left is never negative. */
const floorTo = (nanos: bigint, unit: bigint): bigint => nanos - (((nanos % unit) + unit) % unit);

const dateOf = (nanos: bigint): Date => new Date(Number(floorTo(nanos, nanosInMilli) / nanosInMilli));

function dayOfYear(date: Date): number {
  const thisDay = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  return (thisDay - Date.UTC(date.getUTCFullYear(), 0, 1)) / millisInDay + 1;
}

export const timestampMethods = tableOf<'timestamp'>({
  toMillis: { takes: [], run: ({ nanos }) => int(floorTo(nanos, nanosInMilli) / nanosInMilli) },
  year: { takes: [], run: ({ nanos }) => smallInt(dateOf(nanos).getUTCFullYear()) },
  month: { takes: [], run: ({ nanos }) => smallInt(dateOf(nanos).getUTCMonth() + 1) },
  day: { takes: [], run: ({ nanos }) => smallInt(dateOf(nanos).getUTCDate()) },
  dayOfWeek: { takes: [], run: ({ nanos }) => smallInt(dateOf(nanos).getUTCDay() || 7) },
  dayOfYear: { takes: [], run: ({ nanos }) => smallInt(dayOfYear(dateOf(nanos))) },
  hours: { takes: [], run: ({ nanos }) => smallInt(dateOf(nanos).getUTCHours()) },
  minutes: { takes: [], run: ({ nanos }) => smallInt(dateOf(nanos).getUTCMinutes()) },
  seconds: { takes: [], run: ({ nanos }) => smallInt(dateOf(nanos).getUTCSeconds()) },
  nanos: { takes: [], run: ({ nanos }) => int(nanos - floorTo(nanos, nanosInSecond)) },
  date: { takes: [], run: ({ nanos }) => timestamp(floorTo(nanos, nanosInDay)) },
  time: { takes: [], run: ({ nanos }) => duration(nanos - floorTo(nanos, nanosInDay)) },
});

export const durationMethods = tableOf<'duration'>({
  seconds: { takes: [], run: ({ nanos }) => int(nanos / nanosInSecond) },
  nanos: { takes: [], run: ({ nanos }) => int(nanos % nanosInSecond) },
});
