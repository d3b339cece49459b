/**
 * Where to go after signing in: `?next=/events/x`. Only a path of this portal is followed, never another site's
 * address, however it is dressed up. No IO.
 */
const fallback = '/';

const isElsewhere = (path: string, origin: string): boolean =>
  !URL.canParse(path, origin) || new URL(path, origin).origin !== origin;

export function readNextPath(asked: string | null, origin: string): string {
  if (!asked?.startsWith('/') || isElsewhere(asked, origin)) return fallback;
  const { pathname, search, hash } = new URL(asked, origin);
  const path = `${pathname}${search}${hash}`;
  // `//evil.example` and `/\evil.example` begin with a slash too, and leave; so does what is left of `/.//evil.example`.
  return isElsewhere(path, origin) ? fallback : path;
}
