/**
 * How long the CDN may keep a rendered page. Public content is the same for everyone (nothing personal is rendered
 * on the server), so it is kept for seconds; whatever has to do with a person is kept by nobody. No IO.
 */
const keepSeconds = (seconds: number) => ({
  'cache-control': `public, max-age=0, s-maxage=${seconds}, stale-while-revalidate=${seconds * 6}`,
});

export const calendarCache = keepSeconds(30);
/** Counts of free places are rendered in it; the browser then follows them live. */
export const eventCache = { 'cache-control': 'public, max-age=0, s-maxage=5' };
export const noCache = { 'cache-control': 'private, no-store' };
/** For what only a deploy changes. */
export const staticCache = keepSeconds(3_600);
export const sitemapCache = keepSeconds(600);
/** For what its address names: another content has another address. */
export const keptForEver = { 'cache-control': 'public, max-age=31536000, immutable' };
/** Where a share picture is now, for who asks by an older name, or a share picture in want of its event's: soon perhaps otherwise. */
export const shareCache = keepSeconds(300);
