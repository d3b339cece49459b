/** The calendar as the address asks for it: what is found, what else could be chosen, a page or a month. IO: Firestore. */
import { browseCalendar } from '#lib/events/browseCalendar.server.ts';
import { readBrowseAddress } from '#lib/events/eventFilter.ts';
import { readCalendar } from '#lib/events/readEvents.server.ts';
import { calendarCache } from '#lib/platform/pageCache.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, setHeaders }) => {
  const now = new Date();
  const events = await readCalendar(now);
  setHeaders(calendarCache);
  return browseCalendar(events, readBrowseAddress(url.searchParams), now);
};
