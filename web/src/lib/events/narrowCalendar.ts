/**
 * Which events of the calendar a filter leaves, one question a filter. A question can be left out, for counting what
 * each of its answers would give. No IO.
 */
import type { EventId } from '@fashionista/domain/ids';
import { isoDay } from '#lib/ui/formatDate.ts';
import { minorPerMajor } from '#lib/ui/formatMoney.ts';
import type { EventFilter } from './eventFilter.ts';
import type { EventSummary } from './eventSummary.ts';
import { foldText } from './foldText.ts';

/** An event and its day at the venue, `2026-10-03`: told once, since telling it is most of the work. */
export interface CalendarEntry {
  event: EventSummary;
  day: string;
}

export interface Question {
  filter: EventFilter;
  /** The events that the words of the filter find; `undefined` where there are no words. */
  found: ReadonlySet<EventId> | undefined;
}

type Asked = Exclude<keyof EventFilter, 'text'>;

export const dateEvents = (events: readonly EventSummary[]): CalendarEntry[] =>
  events.map((event) => ({ event, day: isoDay(event.startsAt, event.timeZone) }));

export const monthOf = ({ day }: Pick<CalendarEntry, 'day'>): string => day.slice(0, 7);

const isSame = (one: string, other: string): boolean => foldText(one) === foldText(other);

const costsAtMost = ({ fromPriceMinor, currency }: EventSummary, maxPrice: number): boolean =>
  fromPriceMinor !== null && fromPriceMinor <= maxPrice * minorPerMajor(currency);

const answers: Record<Asked, (entry: CalendarEntry, filter: EventFilter) => boolean> = {
  city: ({ event }, { city }) => !city || isSame(event.city, city),
  month: (entry, { month }) => !month || monthOf(entry) === month,
  from: ({ day }, { from }) => !from || day >= from,
  to: ({ day }, { to }) => !to || day <= to,
  style: ({ event }, { style }) => !style || event.styles.some((one) => isSame(one, style)),
  maxPrice: ({ event }, { maxPrice }) => maxPrice === null || costsAtMost(event, maxPrice),
  isFree: ({ event }, { isFree }) => !isFree || event.fromPriceMinor === 0,
  isAccessible: ({ event }, { isAccessible }) => !isAccessible || event.accessiblePlaceCount > 0,
};

/** The entries that answer every question but `except`, in the order they came. */
export function narrowCalendar(
  entries: readonly CalendarEntry[],
  { filter, found }: Question,
  except?: Asked,
): CalendarEntry[] {
  const asked = Object.entries(answers).filter(([name]) => name !== except);
  return entries.filter(
    (entry) =>
      (!found || found.has(entry.event.eventId)) &&
      asked.every(([, isAnswered]) => isAnswered(entry, filter)),
  );
}
