/**
 * Which pages open without a connection, and as what: a ticket's and an order's page render nothing of their record on
 * the server, so one page of each kind and language, rendered for an id that no record has, stands for all. No IO.
 */
import { locales } from '@fashionista/domain/locale';

/** Ids of records hold more than letters: no ticket and no order is called so. */
const nobodysId = 'offline';

const prefixes = locales.map((locale) => (locale === 'en' ? '' : `/${locale}`));

/** The addresses to keep, each once: `/tickets`, `/tickets/offline`, `/orders/offline`, and so in every language. */
export const shellPaths: readonly string[] = prefixes.flatMap((prefix) => [
  `${prefix}/tickets`,
  `${prefix}/tickets/${nobodysId}`,
  `${prefix}/orders/${nobodysId}`,
]);

const known = new Set(shellPaths);

/** The kept page that stands for this address; `undefined` where the page needs the server. */
export function shellOf(pathname: string): string | undefined {
  const shell = pathname.replace(/\/$/, '').replace(/(\/(?:tickets|orders))\/[^/]+$/, `$1/${nobodysId}`);
  return known.has(shell) ? shell : undefined;
}

/** The build's files that a rendered page names, as the manifest writes them: `_app/immutable/…`, no leading slash. */
export const filesNamedIn = (html: string): string[] => [
  ...new Set(html.match(/_app\/immutable\/[\w./-]+\.\w+/g)),
];
