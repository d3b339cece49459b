/**
 * Every request on the server: the language is taken from the address and written into `<html lang>`, the display
 * fonts are preloaded, scripts wait where the page can be read without them, the policy says whom the page may ask, a
 * person's pages are kept by nobody on the way, and an unexpected error gets an id that the reader can quote and the log carries.
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { building, dev } from '$app/env';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { completePolicy } from '#lib/frame/contentPolicy.ts';
import { noCache } from '#lib/platform/pageCache.ts';
import { readWebConfig } from '#lib/platform/webConfig.server.ts';

/** Fonts that the first screen always needs: the rest load when a glyph asks for them. */
const firstFonts = /(bodoni-moda-latin-opsz|instrument-sans-latin-wght)-normal/;

/** Rendered whole, with a picture first. Who comes for a section of the hall comes for what the script draws. */
const isReadFirst = ({ route, url }: RequestEvent): boolean =>
  ['/', '/events', '/events/[slug]'].includes(route.id ?? '') && !url.searchParams.has('section');

/** The app's scripts are only named: `afterReading` asks for them. */
const letScriptsWait = (html: string): string =>
  html.replaceAll(/(<link href="[^"]+" )rel="modulepreload"/g, '$1rel="later"');

/** Half a configuration must not come up: the server stops here rather than at the first reader. */
export const init: ServerInit = () => {
  if (!building) readWebConfig();
};

const safetyHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
};

/**
 * Nothing of a ticket, an order, or of what somebody runs is rendered on the server: only the browser of whom it belongs to may read it. Said here
 * and not by a `load` of theirs, which every step from one to the other would ask for, also without a connection.
 */
const personalRoutes = new Set<string | null>([
  ...['/tickets', '/tickets/[id]', '/orders/[id]', '/studio', '/organize', '/organize/[eventId]'],
]);

export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, async ({ locale }) => {
    const response = await resolve(event, {
      transformPageChunk: ({ html }) => {
        const page = html.replace('%lang%', locale);
        return isReadFirst(event) ? letScriptsWait(page) : page;
      },
      preload: (input) => (input.type === 'font' ? firstFonts.test(input.filename) : input.type !== 'asset'),
    });
    for (const [name, value] of Object.entries(safetyHeaders)) response.headers.set(name, value);
    const policy = response.headers.get('content-security-policy');
    if (policy !== null)
      response.headers.set('content-security-policy', completePolicy(policy, readWebConfig(), dev));
    if (personalRoutes.has(event.route.id)) response.headers.set('cache-control', noCache['cache-control']);
    // A page that is missing or broken now may be there in a second: nobody keeps it.
    if (response.status >= 400) response.headers.set('cache-control', 'no-store');
    return response;
  });

export const handleError: HandleServerError = ({ error, kind, event }) => {
  if (kind !== 'unknown') return;
  const errorId = crypto.randomUUID().slice(0, 8);
  process.stderr.write(
    `${JSON.stringify({ severity: 'ERROR', message: 'rendering failed', errorId, path: event.url.pathname, error: error instanceof Error ? error.stack : String(error) })}\n`,
  );
  return { errorId };
};
