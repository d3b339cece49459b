/** What search engines may read: everything that has a page, and where the list of pages is. No IO. */
import { staticCache } from '#lib/platform/pageCache.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url }) =>
  new Response(
    `User-agent: *\nDisallow: /api/\nDisallow: /webhooks/\n\nSitemap: ${url.origin}/sitemap.xml\n`,
    { headers: { 'content-type': 'text/plain; charset=utf-8', ...staticCache } },
  );
