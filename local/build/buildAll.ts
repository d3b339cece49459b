/**
 * Builds what is deployed and what runs locally: the functions' bundle, the web app beside it. Each is skipped while its
 * inputs are unchanged. Two builds at once would write the same files: the second waits, then finds nothing to do.
 * IO: writes functions/lib, web/build, .local/build.
 */
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { releaseLock, takeLock } from '../start/lockFile.ts';
import { localFolder } from '../start/rootFolder.ts';
import { buildWeb, webInputs, webOutput } from './buildWeb.ts';
import { bundleFunctions, functionsInputs, functionsOutput } from './bundleFunctions.ts';
import { buildIfChanged } from './inputsHash.ts';

const askEveryMs = 200;
const lock = path.join(localFolder, 'build/lock');

/** `say` gets a line for each thing that is built. `web: false` leaves the web app out. */
export async function buildAll(say: (line: string) => void, { web }: { web: boolean }): Promise<void> {
  while (!takeLock(lock)) await delay(askEveryMs);
  try {
    const timed = async (title: string, build: () => Promise<boolean>) => {
      const startedAt = Date.now();
      const ran = await build();
      if (ran) say(`✓ built ${title} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
    };
    await timed('the functions', () =>
      buildIfChanged('functions', functionsInputs, functionsOutput, bundleFunctions),
    );
    if (web) await timed('the web app', () => buildIfChanged('web', webInputs, webOutput, buildWeb));
  } finally {
    releaseLock(lock);
  }
}
