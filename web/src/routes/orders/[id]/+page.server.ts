/** Nothing of an order is rendered on the server: only its buyer's browser may read it. */
import { noCache } from '#lib/platform/pageCache.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ setHeaders }) => {
  setHeaders(noCache);
};
