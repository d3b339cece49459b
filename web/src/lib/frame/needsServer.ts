/**
 * Whether a step from page to page asks the server, so that without a connection it would lead nowhere: that is each page
 * with a `load` of its own. A section of the hall, or a filter of its seats, is another address of a page that is there
 * already; another search in the calendar is not. No IO.
 */
interface Stop {
  route: { id: string | null };
  url: Pick<URL, 'pathname'>;
}

const loading = new Set(['/', '/events', '/events/[slug]', '/events/[slug]/checkout', '/saved', '/sign-in']);
/** Those whose `load` reads nothing of what stands behind `?`. */
const sameForEverySearch = new Set(['/events/[slug]']);

export function needsServer({ from, to }: { from: Stop | null; to: Stop | null }): boolean {
  const routeId = to?.route.id ?? '';
  const isHere = from !== null && from.url.pathname === to?.url.pathname && sameForEverySearch.has(routeId);
  return loading.has(routeId) && !isHere;
}
