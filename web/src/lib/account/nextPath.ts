/**
 * Where to go after signing in: `?next=/events/x`. Only a path of this portal is followed, never another site's
 * address, however it is dressed up. No IO.
 */
const fallback = '/';

export function readNextPath(asked: string | null, origin: string): string {
  if (!asked?.startsWith('/') || !URL.canParse(asked, origin)) return fallback;
  const target = new URL(asked, origin);
  // `//evil.example` and `/\evil.example` begin with a slash too, and leave.
  return target.origin === origin ? `${target.pathname}${target.search}${target.hash}` : fallback;
}
