/** The picture an event is shared with, in the address's language. IO: Firestore, as nobody; the event's own picture. */
import { error } from '@sveltejs/kit';
import { readEventBySlug } from '#lib/events/readEvents.server.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { keptForEver, shareCache } from '#lib/platform/pageCache.ts';
import { serveSharePicture } from '#lib/share/serveSharePicture.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url, fetch }) => {
  const event = await readEventBySlug(params.slug);
  if (!event) error(404);
  const { png, version } = await serveSharePicture(event, getLocale(), fetch);
  const isNamed = url.searchParams.get('v') === version;
  return new Response(png, {
    headers: { 'content-type': 'image/png', ...(isNamed ? keptForEver : shareCache) },
  });
};
