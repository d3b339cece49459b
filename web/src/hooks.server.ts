/**
 * Every request on the server: the language is taken from the address and written into `<html lang>`, the display
 * fonts are preloaded, and an unexpected error gets an id that the reader can quote and the log carries.
 */
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { paraglideMiddleware } from '#lib/paraglide/server.js';

/** Fonts that the first screen always needs: the rest load when a glyph asks for them. */
const firstFonts = /(bodoni-moda-latin-opsz|instrument-sans-latin-wght)-normal/;

export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ locale }) =>
    resolve(event, {
      transformPageChunk: ({ html }) => html.replace('%lang%', locale),
      preload: (input) => (input.type === 'font' ? firstFonts.test(input.filename) : input.type !== 'asset'),
    }),
  );

export const handleError: HandleServerError = ({ error, kind, event }) => {
  if (kind !== 'unknown') return;
  const errorId = crypto.randomUUID().slice(0, 8);
  process.stderr.write(
    `${JSON.stringify({ severity: 'ERROR', message: 'rendering failed', errorId, path: event.url.pathname, error: error instanceof Error ? error.stack : String(error) })}\n`,
  );
  return { errorId };
};
