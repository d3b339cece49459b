/**
 * The picture an event is shared with, in the address's language. Only its own whole address is drawn, and then kept for
 * ever; any other (more parameters, another spelling of the same path) leads there, so that nobody makes the server draw by
 * making addresses up. Drawn without the event's own picture, because that could not be had, it is kept for minutes only.
 * IO: Firestore, as nobody; the event's own picture.
 */
import { error } from '@sveltejs/kit';
import { readEventBySlug } from '#lib/events/readEvents.server.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { keptForEver, shareCache } from '#lib/platform/pageCache.ts';
import { describeSharePicture } from '#lib/share/sharePicture.server.ts';
import { serveSharePicture } from '#lib/share/serveSharePicture.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url, fetch }) => {
  const event = await readEventBySlug(params.slug);
  if (!event) error(404);
  const { path } = describeSharePicture(event, getLocale());
  if (url.href !== new URL(path, url).href)
    return new Response(null, { status: 307, headers: { location: path, ...shareCache } });
  const { png, isWhole } = await serveSharePicture(event, getLocale(), fetch);
  const caching = isWhole ? keptForEver : shareCache;
  return new Response(png, { headers: { 'content-type': 'image/png', ...caching } });
};
