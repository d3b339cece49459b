/** Hands the public configuration to the browser. Nothing personal is rendered on the server, here or below. */
import { readWebConfig } from '#lib/platform/webConfig.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = () => ({ config: readWebConfig() });
