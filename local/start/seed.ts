/**
 * Runs the seed to its end and answers the demo accounts, which it prints last. It is idempotent: data of an earlier run
 * stays. IO: one process.
 */
import { PartProcess } from './partProcess.ts';
import type { PartSpec } from './partProcess.ts';
import type { DemoAccounts } from './readyFile.ts';

/** @throws when the seed fails or says nothing of accounts. `track` gets the process, so that a stop ends it too. */
export async function runSeed(
  spec: Pick<PartSpec, 'env' | 'logFolder' | 'verbose'>,
  track: (seed: PartProcess) => void,
): Promise<DemoAccounts> {
  const seed = new PartProcess({ ...spec, name: 'seed', entry: 'local/seed/main.ts', readyWithinMs: 0 });
  track(seed);
  let accounts: DemoAccounts | undefined;
  seed.onJson((line) => {
    if (typeof line['accounts'] === 'object' && line['accounts'] !== null) {
      accounts = line['accounts'];
    }
  });
  const how = await seed.ended;
  if (how !== 'ended with code 0' || !accounts) {
    throw new Error(`Seeding failed (${how}${accounts ? '' : ', no accounts'}).\n${seed.lastWords}`);
  }
  return accounts;
}
