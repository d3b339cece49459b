/**
 * In development: bundles the functions again as their sources change and restarts their host with the new bundle.
 * Restarts follow each other; changes during one lead to one more. IO: watches files, restarts a part.
 */
import { watchFunctions } from '../build/bundleFunctions.ts';
import type { Stack } from './stack.ts';

export async function reloadFunctions(stack: Stack, say: (line: string) => void): Promise<void> {
  let isRestarting = false;
  let isStale = false;
  const restart = async (): Promise<void> => {
    isStale = true;
    if (isRestarting) return;
    isRestarting = true;
    while (isStale) {
      isStale = false;
      await stack.restart('functions').catch((error: unknown) => {
        say(`✗ the functions did not start: ${error instanceof Error ? error.message : String(error)}`);
      });
    }
    isRestarting = false;
  };
  await watchFunctions(() => void restart());
}
