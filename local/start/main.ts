/**
 * `npm start` and `npm run dev`, on Node 24 once everything is installed: reads the command line, runs the stack,
 * says where it is, and ends it on Ctrl-C, on SIGTERM, when its parent is gone, or when a part has died.
 * IO: processes, files under the state folder, the terminal.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ConfigError, readConfig } from '../../functions/platform/config.ts';
import { announce } from './announce.ts';
import { ownerOf, takeLock } from './lockFile.ts';
import { UsageError, parseStartOptions, usage } from './options.ts';
import type { StartOptions } from './options.ts';
import { environmentOf, hasRealMail, hasRealStripe } from './partEnvironment.ts';
import { partNames } from './partNames.ts';
import type { PartName } from './partNames.ts';
import { findMissing, findPlaces } from './places.ts';
import { readReadyFile, writeReadyFile } from './readyFile.ts';
import type { ReadyFile } from './readyFile.ts';
import { reloadFunctions } from './reloadFunctions.ts';
import { localFolder } from './rootFolder.ts';
import { ensureSigningKeys } from './signingKeys.ts';
import { Stack } from './stack.ts';
import type { StackInputs } from './stack.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Every part, less Vite outside of development, and less a double of whatever real keys are set for. Nobody simulated pays
 * at the real Stripe or is written to by a real mail server.
 */
function chooseParts(options: StartOptions): PartName[] {
  if (options.only) return partNames.filter((part) => options.only?.includes(part));
  const left: Partial<Record<PartName, boolean>> = {
    web: !options.dev,
    stripe: hasRealStripe(process.env),
    mail: hasRealMail(process.env),
    'simulated-buyers': hasRealStripe(process.env) || hasRealMail(process.env),
  };
  return partNames.filter((part) => !left[part]);
}

/** Parts that join another run keep only their logs, beside it, until they end. */
function makeJoinedDir(other: ReadyFile): string {
  const folder = path.join(other.stateDir, 'joined', String(process.pid));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The folder of this run; one run at a time has it. */
function claimStateDir(options: StartOptions): string {
  const stateDir = path.resolve(options.stateDir ?? path.join(localFolder, 'state'));
  const lock = path.join(stateDir, 'lock');
  mkdirSync(stateDir, { recursive: true });
  if (!takeLock(lock)) {
    throw new UsageError(
      `Another run (process ${ownerOf(lock) ?? 'unknown'}) uses ${stateDir}.\n` +
        'Stop it, or give this one a folder of its own with --state-dir DIR; to join it, use --only and --with.',
    );
  }
  if (options.fresh) rmSync(path.join(stateDir, 'data'), { recursive: true, force: true });
  return stateDir;
}

async function prepare(options: StartOptions): Promise<Stack> {
  const other = options.with === undefined ? undefined : readOther(options.with);
  const joins = other !== undefined && options.stateDir === undefined;
  const stateDir = joins ? makeJoinedDir(other) : claimStateDir(options);
  const parts = chooseParts(options);
  if (options.buyersAMinute !== undefined && !parts.includes('simulated-buyers'))
    throw new UsageError(
      '--simulated-buyers: that part does not run here. It wants the doubles of Stripe and mail, and no --only without it.',
    );
  const places = await findPlaces(parts, other, options.portsFrom);
  const missing = findMissing(parts, places);
  if (missing.length > 0) {
    throw new UsageError(
      `${parts.join(', ')} also need ${missing.join(', ')}: start them too, or name the ready file of a run that has ` +
        'them, by --with FILE.',
    );
  }
  const inputs: StackInputs = {
    parts,
    places,
    saveFolder: options.ephemeral || joins ? undefined : path.join(stateDir, 'data'),
    signingKeys: ensureSigningKeys(other?.stateDir ?? stateDir),
    own: process.env,
    buyersAMinute: options.buyersAMinute,
    tasksAt: other?.api,
    stateDir,
    seeded: !options.only,
    accounts: other?.accounts ?? {},
    // Whoever develops wants the log of what they develop.
    verbose: options.verbose || (options.dev ? ['functions', 'web'] : []),
    say,
  };
  // The functions check their settings at their first call; whoever starts all this should hear of them now.
  if (parts.includes('functions')) readConfig({ ...process.env, ...environmentOf('functions', inputs) });
  return new Stack(inputs);
}

function readOther(file: string): ReadyFile {
  if (!existsSync(file)) throw new UsageError(`--with ${file}: there is no such file.`);
  return readReadyFile(file);
}

/** Settles when this run is to end, with an exit code. */
function waitForEnd(stack: Stack): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(0));
    process.on('disconnect', () => resolve(0));
    void stack.died.then((what) => {
      say(`\n✗ ${what}`);
      resolve(1);
    });
  });
}

async function run(options: StartOptions): Promise<number> {
  const startedAt = Date.now();
  if (options.readyFile !== undefined) rmSync(options.readyFile, { force: true });
  const stack = await prepare(options);
  const end = waitForEnd(stack);
  const started = stack.start().then(
    async (ready) => {
      if (options.readyFile !== undefined) writeReadyFile(options.readyFile, ready);
      announce(ready, (Date.now() - startedAt) / 1000, say);
      if (options.dev && !options.only) await reloadFunctions(stack, say);
      return end;
    },
    (error: unknown) => {
      say(`\n✗ ${error instanceof Error ? error.message : String(error)}`);
      return 1;
    },
  );
  const code = await Promise.race([end, started]);
  say('\nStopping…');
  await stack.stop();
  if (options.readyFile !== undefined) rmSync(options.readyFile, { force: true });
  say('Stopped.');
  return code;
}

try {
  process.exit(await run(parseStartOptions(process.argv.slice(2))));
} catch (error) {
  if (error instanceof ConfigError) say(`✗ ${error.message}`);
  else if (error instanceof UsageError) say(`✗ ${error.message}\n\n${usage}`);
  else throw error;
  process.exit(2);
}
