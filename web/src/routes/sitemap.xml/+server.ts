/** Every page that is for everyone, in each language, for search engines. IO: Firestore, as nobody. */
import { readCalendar } from '#lib/events/readEvents.server.ts';
import { sitemapCache } from '#lib/platform/pageCache.ts';
import { writeSitemap } from '#lib/seo/writeSitemap.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url }) => {
  const events = await readCalendar(new Date());
  const pages = ['/', '/events', ...events.map(({ slug }) => `/events/${slug}`)];
  return new Response(writeSitemap(pages, url.origin), {
    headers: { 'content-type': 'application/xml; charset=utf-8', ...sitemapCache },
  });
};
