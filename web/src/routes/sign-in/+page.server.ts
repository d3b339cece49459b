/** Nothing is rendered about anyone; still, no cache keeps the page that signs people in. */
import { noCache } from '#lib/platform/pageCache.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ setHeaders }) => {
  setHeaders(noCache);
};
