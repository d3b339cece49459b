/**
 * Before the rules' tests: a Firestore emulator of their own, with firestore.rules, on a free port; gone after them.
 * IO: one process. Tells where by FIRESTORE_EMULATOR_HOST, which the tests' workers inherit.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PartProcess } from '../../local/start/partProcess.ts';
import { reservePort } from '../../local/start/reservePort.ts';
import { rootFolder } from '../../local/start/rootFolder.ts';

const portsFrom = 20_080;

export default async function startRulesEmulator(): Promise<() => Promise<void>> {
  const logFolder = mkdtempSync(path.join(tmpdir(), 'fashionista-rules-'));
  const port = await reservePort(portsFrom);
  const emulator = new PartProcess({
    name: 'firestore',
    entry: 'local/emulators/firestore.ts',
    env: {
      PORT: String(port),
      GCLOUD_PROJECT: 'demo-fashionista',
      FIRESTORE_RULES: path.join(rootFolder, 'firestore.rules'),
      STATE_DIR: undefined,
    },
    readyWithinMs: 60_000,
    logFolder,
    verbose: false,
  });
  await emulator.ready();
  process.env['FIRESTORE_EMULATOR_HOST'] = `127.0.0.1:${port}`;
  return async () => {
    await emulator.stop();
    rmSync(logFolder, { recursive: true, force: true });
  };
}
