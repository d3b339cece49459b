/** Hands the public configuration to the browser. Nothing personal is rendered on the server, here or below. */
import { WEB_CONFIG } from '$app/env/private';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = () => ({ config: WEB_CONFIG });
