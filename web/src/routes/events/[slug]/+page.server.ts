/** An event with its venue and how many places are left. IO: Firestore, as nobody. */
import { error } from '@sveltejs/kit';
import { countAvailability } from '#lib/events/availability.ts';
import { readBoards, readEventBySlug, readVenue } from '#lib/events/readEvents.server.ts';
import { eventCache } from '#lib/platform/pageCache.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, setHeaders }) => {
  const event = await readEventBySlug(params.slug);
  if (!event) error(404);
  const [venue, boards] = await Promise.all([readVenue(event.venueId), readBoards(event)]);
  setHeaders(eventCache);
  return { event, venue, availability: countAvailability(event, boards), now: new Date() };
};
