/** The event that is bought. Who buys is only known in the browser: nothing personal is rendered here. */
import { error } from '@sveltejs/kit';
import { readEventBySlug } from '#lib/events/readEvents.server.ts';
import { noCache } from '#lib/platform/pageCache.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, setHeaders }) => {
  const event = await readEventBySlug(params.slug);
  if (!event) error(404);
  setHeaders(noCache);
  return { event };
};
