/** The calendar, filtered by the address. Months and cities to choose from are those of the whole calendar. IO: Firestore. */
import { countCities, listMonths, matchesFilter, readEventFilter } from '#lib/events/eventFilter.ts';
import { readCalendar } from '#lib/events/readEvents.server.ts';
import { calendarCache } from '#lib/platform/pageCache.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, setHeaders }) => {
  const filter = readEventFilter(url.searchParams);
  const all = await readCalendar(new Date());
  setHeaders(calendarCache);
  return {
    filter,
    events: all.filter((event) => matchesFilter(event, filter)),
    months: listMonths(all),
    cities: countCities(all).toSorted((a, b) => a.city.localeCompare(b.city)),
  };
};
