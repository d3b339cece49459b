/** Hands the public configuration to the browser. Nothing personal is rendered on the server, here or below. */
import { loadFrame } from '#lib/frame/loadFrame.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = loadFrame;
