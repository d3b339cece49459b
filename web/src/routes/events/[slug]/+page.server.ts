/** An event with its venue, its programme, its designers and how many places are left. IO: Firestore, as nobody. */
import { error } from '@sveltejs/kit';
import { countAvailability } from '#lib/events/availability.ts';
import { describeEventPage } from '#lib/events/describeEventPage.server.ts';
import {
  readBoards,
  readDesigners,
  readEventBySlug,
  readProgramme,
  readVenue,
} from '#lib/events/readEvents.server.ts';
import { writeAddress } from '#lib/events/writeAddress.server.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { eventCache } from '#lib/platform/pageCache.ts';
import { describeSharePicture } from '#lib/share/sharePicture.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, setHeaders, url }) => {
  const event = await readEventBySlug(params.slug);
  if (!event) error(404);
  const [venue, boards, programme, designers] = await Promise.all([
    readVenue(event.venueId),
    readBoards(event),
    readProgramme(event),
    readDesigners(event),
  ]);
  const now = new Date();
  const availability = countAvailability(event, boards);
  const locale = getLocale();
  const share = describeSharePicture(event, locale);
  const address = venue ? writeAddress(venue.address, locale) : [];
  setHeaders(eventCache);
  const shown = { event, venue, designers, availability, now };
  return { ...shown, address, programme, share, jsonLd: describeEventPage({ ...shown, share }, url) };
};
