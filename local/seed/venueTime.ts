/**
 * Turns a venue's wall clock into an instant: the seed says "in nine days at 20:30 in Milan". No IO, no clock.
 */
const partsIn = (timeZone: string, instant: Date): Record<string, string> =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );

/** What the zone's clock shows at an instant, written as if it were UTC, in milliseconds. */
function wallClockMs(timeZone: string, instant: Date): number {
  const part = partsIn(timeZone, instant);
  return Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`);
}

/**
 * The instant at which the clock of `timeZone` shows `time` (`HH:MM`), `daysAhead` days after the day it shows at
 * `now`. A time that a change of the clocks skips becomes the hour after it.
 */
export function instantAtVenue(now: Date, daysAhead: number, time: string, timeZone: string): Date {
  const today = partsIn(timeZone, now);
  const wanted =
    Date.parse(`${today.year}-${today.month}-${today.day}T${time}:00Z`) + daysAhead * 24 * 3_600_000;
  let instant = wanted;
  // Twice: the first guess may stand on the other side of a change of the clocks.
  for (let i = 0; i < 2; i += 1) instant += wanted - wallClockMs(timeZone, new Date(instant));
  return new Date(instant);
}
