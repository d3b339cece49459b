/**
 * Before the rules' tests: emulators of Firestore and Storage of their own, with firestore.rules and storage.rules, on free
 * ports; gone after them. IO: two processes. Tells where by FIRESTORE_EMULATOR_HOST and FIREBASE_STORAGE_EMULATOR_HOST, and
 * where the rules' stand-in keeps its coverage by STORAGE_RULES_COVERAGE; the tests' workers inherit these.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PartProcess } from '../../local/start/partProcess.ts';
import { reservePort } from '../../local/start/reservePort.ts';
import { rootFolder } from '../../local/start/rootFolder.ts';

const portsFrom = 20_080;

export default async function startRulesEmulators(): Promise<() => Promise<void>> {
  const logFolder = mkdtempSync(path.join(tmpdir(), 'fashionista-rules-'));
  const start = (name: string, port: number, env: Record<string, string>) =>
    new PartProcess({
      name,
      entry: `local/emulators/${name}.ts`,
      env: { PORT: String(port), STATE_DIR: undefined, ...env },
      readyWithinMs: 60_000,
      logFolder,
      verbose: false,
    });
  const firestorePort = await reservePort(portsFrom);
  const storagePort = await reservePort(portsFrom);
  const firestoreHost = `127.0.0.1:${firestorePort}`;
  const coverage = path.join(logFolder, 'storage-coverage.json');
  const emulators = [
    start('firestore', firestorePort, {
      GCLOUD_PROJECT: 'demo-fashionista',
      FIRESTORE_RULES: path.join(rootFolder, 'firestore.rules'),
    }),
    start('storage', storagePort, {
      // A project of its own: what rules look up here is counted in no other's coverage.
      GCLOUD_PROJECT: 'demo-storage-rules',
      STORAGE_RULES: path.join(rootFolder, 'storage.rules'),
      FIRESTORE_EMULATOR_HOST: firestoreHost,
      STORAGE_RULES_COVERAGE: coverage,
    }),
  ];
  const stop = async () => {
    await Promise.all(emulators.map((emulator) => emulator.stop()));
    rmSync(logFolder, { recursive: true, force: true });
  };
  try {
    await Promise.all(emulators.map((emulator) => emulator.ready()));
  } catch (error) {
    await stop();
    throw error;
  }
  process.env['FIRESTORE_EMULATOR_HOST'] = firestoreHost;
  process.env['FIREBASE_STORAGE_EMULATOR_HOST'] = `127.0.0.1:${storagePort}`;
  process.env['STORAGE_RULES_COVERAGE'] = coverage;
  return stop;
}
