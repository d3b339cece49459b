/**
 * A Vite plugin: SvelteKit's starting script, the one that a page names, waits for `afterReading` before it is done
 * loading, and with it all that it would start. SvelteKit has no setting for that. Only in builds: in development the
 * app starts at once. IO: none.
 */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const entry = /\/@sveltejs\/kit\/src\/runtime\/client\/entry\.js$/;
const afterReading = fileURLToPath(new URL('./src/lib/platform/afterReading.ts', import.meta.url));

export const startAfterReading = (): Plugin => {
  let isFound = false;
  return {
    name: 'start-after-reading',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    transform(code, id) {
      if (!entry.test(id)) return;
      isFound = true;
      return {
        code: `import { afterReading } from ${JSON.stringify(afterReading)};\n${code}\nawait afterReading();\n`,
        map: null,
      };
    },
    buildEnd(error) {
      if (!error && !isFound) this.error('SvelteKit starts by another script now: see startAfterReading.ts.');
    },
  };
};
