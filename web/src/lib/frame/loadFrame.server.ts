/** What the frame of every page is rendered from: the public configuration. Nothing personal, here or below. No IO. */
import { readWebConfig } from '#lib/platform/webConfig.server.ts';

export const loadFrame = () => ({ config: readWebConfig() });
