/**
 * The environment the server reads, checked when it starts: half a configuration must not come up. It is private
 * here and handed to the browser by the root layout, since every key in it is public by nature.
 */
import { defineEnvVars } from '@sveltejs/kit/env';
import { parseWebConfig } from './lib/platform/config.ts';

export const variables = defineEnvVars({
  WEB_CONFIG: {
    schema: parseWebConfig,
    description:
      'JSON: {firebase: {apiKey, projectId, authDomain}, emulators?: {auth, firestore}, paymentDouble?}',
  },
});
