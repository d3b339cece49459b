/** Nobody's saved events are rendered on the server: only their owner's browser may read them. */
import { noCache } from '#lib/platform/pageCache.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ setHeaders }) => {
  setHeaders(noCache);
};
