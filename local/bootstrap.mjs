/**
 * What `npm start`, `npm run dev` and every `npm test…` run first, on the system's own Node (20 or newer), before any
 * dependency is installed: so plain JavaScript, and nothing imported but Node itself.
 * It brings the dependencies and the Firestore emulator side by side, then hands over to Node 24 (an npm package),
 * which runs TypeScript directly. It stays as that process's parent only to pass signals on and to return its exit code.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from './setup/browser.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureFirestoreEmulator } from './setup/firestoreEmulator.mjs';
import { SetupError, say } from './setup/progress.mjs';
import { findStorageRulesRuntime } from './setup/storageRules.mjs';
import { checkNpm, checkSystemNode } from './setup/versions.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Each command: the TypeScript it runs, with which leading arguments, and what it needs besides. */
const commands = {
  start: { entry: 'local/start/main.ts', leading: [], firestore: true },
  dev: { entry: 'local/start/main.ts', leading: ['--dev'], firestore: true },
  build: { entry: 'local/build/main.ts', leading: [] },
  admin: { entry: 'local/admin/main.ts', leading: [] },
  lint: { entry: 'tests/run.ts', leading: ['format', 'lint', 'types'] },
  test: { entry: 'tests/run.ts', leading: [], firestore: true, browser: true },
  'test:unit': { entry: 'tests/run.ts', leading: ['unit'] },
  'test:rules': { entry: 'tests/run.ts', leading: ['rules'], firestore: true },
  'test:rules:mutants': { entry: 'tests/rules/mutants/main.ts', leading: [], firestore: true },
  'test:integration': { entry: 'tests/run.ts', leading: ['integration'], firestore: true },
  'test:e2e': { entry: 'tests/run.ts', leading: ['e2e'], firestore: true, browser: true },
  'test:visual': { entry: 'tests/run.ts', leading: ['visual'], firestore: true, browser: true },
  bench: { entry: 'bench/main.ts', leading: [], firestore: true, browser: true },
  proof: { entry: 'tests/proof/main.ts', leading: [], firestore: true },
  screenshots: { entry: 'tests/e2e/screenshots/main.ts', leading: [], firestore: true, browser: true },
};

/** Runs the command on Node 24 and ends as it ends. The IPC channel tells it when this process dies unexpectedly. */
function handOver({ entry, leading }, rest, env) {
  const node = path.join(root, 'node_modules/node/bin/node');
  if (!existsSync(node))
    throw new SetupError('Node 24 (the npm package "node") is missing: delete node_modules.');
  const child = spawn(node, [path.join(root, entry), ...leading, ...rest], {
    cwd: root,
    env: {
      ...process.env,
      ...env,
      PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}`,
    },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  watchParents(() => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

/** npm killed outright takes nothing with it, so whoever npm started must notice by itself. */
function watchParents(onOrphaned) {
  if (!process.env.npm_lifecycle_event) return;
  // Between npm and this process stands the shell that npm runs scripts in.
  const asked = spawnSync('ps', ['-o', 'ppid=', '-p', String(process.ppid)], { encoding: 'utf8' });
  const parents = [process.ppid, Number(asked.stdout)].filter((pid) => pid > 1);
  setInterval(() => {
    if (!parents.every(isAlive)) onOrphaned();
  }, 1000).unref();
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function main([name = '', ...rest]) {
  const command = commands[name];
  if (!command)
    throw new SetupError(`Unknown command "${name}". Known: ${Object.keys(commands).join(', ')}.`);
  checkSystemNode();
  checkNpm();
  const dependencies = ensureDependencies(root);
  const [, firestore, browser] = await Promise.all([
    dependencies,
    command.firestore ? ensureFirestoreEmulator(root, dependencies) : {},
    command.browser ? ensureBrowser(root, dependencies) : {},
  ]);
  const storageRules = command.firestore ? findStorageRulesRuntime() : {};
  handOver(command, rest, { ...firestore, ...storageRules, ...browser });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(`\n${error.message}\n`);
  process.exit(1);
}
