/** The next shows, for the opener and the looks. IO: Firestore, as nobody. */
import { readCalendar } from '#lib/events/readEvents.server.ts';
import { calendarCache } from '#lib/platform/pageCache.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ setHeaders }) => {
  const now = new Date();
  const events = await readCalendar(now);
  setHeaders(calendarCache);
  return { events, now };
};
