/**
 * The process that the part `storage` runs: firebase-tools' Storage emulator, put together here instead of by its command
 * line. That would let rules look documents up only in a Firestore emulator that it has started itself; ours runs beside.
 * Rules that cannot be loaded end it at once: an emulator that denies everything would only puzzle.
 * PORT, GCLOUD_PROJECT, STORAGE_RULES, FIRESTORE_EMULATOR_HOST, IMPORT_FROM. IO: sockets, a rules runtime, TMPDIR.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readPort } from '../part.ts';

/** What of firebase-tools is used; its version is pinned in package.json. */
interface StorageEmulator {
  start(): Promise<void>;
  stop(): Promise<void>;
  getInfo(): { name: string; host: string; port: number };
  storageLayer: { import(folder: string, options: { initiatedBy: string }): void };
  rulesManager: { getRuleset(bucket: string): unknown };
}
interface StorageModule {
  StorageEmulator: new (args: {
    host: string;
    port: number;
    projectId: string;
    rules: { name: string; content: string };
    auto_download: boolean;
  }) => StorageEmulator;
}
interface RegistryModule {
  EmulatorRegistry: { set(name: string, emulator: Pick<StorageEmulator, 'getInfo'>): void };
}

const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
};

const load = createRequire(import.meta.url);
const { useConsoleLoggers } = load('firebase-tools/lib/logger.js') as { useConsoleLoggers: () => void };
const { EmulatorRegistry } = load('firebase-tools/lib/emulator/registry.js') as RegistryModule;
const { StorageEmulator } = load('firebase-tools/lib/emulator/storage/index.js') as StorageModule;
// It logs only for its own command line. That this is one is said for this call alone: others would count our uses.
process.env['IS_FIREBASE_CLI'] = 'true';
useConsoleLoggers();
delete process.env['IS_FIREBASE_CLI'];

const [firestoreHost = '', firestorePort = ''] = required('FIRESTORE_EMULATOR_HOST').split(':');
EmulatorRegistry.set('firestore', {
  getInfo: () => ({ name: 'firestore', host: firestoreHost, port: Number(firestorePort) }),
});

const rulesFile = required('STORAGE_RULES');
const emulator = new StorageEmulator({
  host: '127.0.0.1',
  port: readPort(),
  projectId: required('GCLOUD_PROJECT'),
  rules: { name: rulesFile, content: readFileSync(rulesFile, 'utf8') },
  // The runtime was chosen before; nothing is fetched from anywhere.
  auto_download: false,
});
EmulatorRegistry.set('storage', emulator);
const importFrom = process.env['IMPORT_FROM'];
if (importFrom) emulator.storageLayer.import(importFrom, { initiatedBy: 'start' });

// The emulator answers nothing to SIGTERM by itself; its rules runtime ends with its stdin.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0));
await emulator.start();
if (!emulator.rulesManager.getRuleset('any'))
  throw new Error(`${rulesFile} could not be loaded: what is wrong with it stands above.`);
