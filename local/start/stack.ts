/**
 * A run of the local cloud: starts its parts in the order in which they need each other, seeds, watches, and stops them
 * the other way round. A part that ends unasked ends the run. IO: processes, ports.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildAll } from '../build/buildAll.ts';
import { apiKey, environmentOf, projectId, seedEnvironment } from './partEnvironment.ts';
import type { EnvironmentInputs } from './partEnvironment.ts';
import type { PartName } from './partNames.ts';
import { PartProcess } from './partProcess.ts';
import type { Places } from './places.ts';
import type { DemoAccounts, ReadyFile } from './readyFile.ts';
import { rootFolder } from './rootFolder.ts';
import { runSeed } from './seed.ts';

/** Half of what an instance has in production (`functions/index.ts`): what would not fit there shows here. */
const functionsHeap = '--max-old-space-size=256';

/** What runs each part, and how long it may take on a slow, busy machine. */
const programs: Record<PartName, { entry: string; readyWithinMs: number; nodeArgs?: string[] }> = {
  auth: { entry: 'local/emulators/auth.ts', readyWithinMs: 180_000 },
  firestore: { entry: 'local/emulators/firestore.ts', readyWithinMs: 60_000 },
  storage: { entry: 'local/emulators/storage.ts', readyWithinMs: 60_000 },
  stripe: { entry: 'local/stripe/main.ts', readyWithinMs: 30_000 },
  mail: { entry: 'local/mail/main.ts', readyWithinMs: 30_000 },
  functions: {
    entry: 'local/functions-host/main.ts',
    readyWithinMs: 60_000,
    nodeArgs: [functionsHeap],
  },
  'simulated-buyers': { entry: 'local/simulated-buyers/main.ts', readyWithinMs: 30_000 },
  web: { entry: 'local/start/viteDev.ts', readyWithinMs: 60_000 },
  front: { entry: 'local/front/main.ts', readyWithinMs: 30_000 },
};

/** Whoever calls others is stopped before them, so that nothing fails for want of a part already gone. */
const stopOrder: PartName[][] = [
  ['simulated-buyers'],
  ['front', 'web'],
  ['functions'],
  ['stripe', 'mail'],
  ['auth', 'storage'],
  ['firestore'],
];

export interface StackInputs extends EnvironmentInputs {
  parts: readonly PartName[];
  places: Places;
  stateDir: string;
  seeded: boolean;
  /** Which parts' output is printed too; `true`: everyone's. */
  verbose: true | readonly PartName[];
  say: (line: string) => void;
}

export class Stack {
  /** Settles with what to tell people when a part ends unasked. */
  readonly died: Promise<string>;
  #inputs: StackInputs;
  #running = new Map<string, PartProcess>();
  #isStopping = false;
  #tellDeath: (what: string) => void = () => undefined;

  constructor(inputs: StackInputs) {
    this.#inputs = inputs;
    this.died = new Promise((resolve) => (this.#tellDeath = resolve));
  }

  /** Starts everything. Rejects with what went wrong; whoever calls then stops what did start. */
  async start(): Promise<ReadyFile> {
    const { parts, places, say, seeded } = this.#inputs;
    const has = (part: PartName) => parts.includes(part);
    const built = has('functions') || has('front') ? buildAll(say, { web: !has('web') }) : Promise.resolve();
    const stores = this.#startAll(['auth', 'firestore', 'storage']);
    const seeding = stores.then(() => (seeded ? this.#seed() : this.#inputs.accounts));
    const [accounts] = await Promise.all([seeding, built, this.#startAll(['stripe', 'mail'])]);
    this.#inputs = { ...this.#inputs, accounts };
    await this.#startAll(['functions', 'simulated-buyers']);
    await this.#startAll(['web', 'front']);
    const { origins } = places;
    return {
      projectId,
      apiKey,
      web: origins.front,
      api: origins.functions,
      webhooks: origins.functions,
      auth: origins.auth,
      firestore: origins.firestore,
      storage: origins.storage,
      stripe: origins.stripe,
      mail: origins.mail,
      simulatedBuyers: origins['simulated-buyers'],
      accounts,
      smtp: places.smtp,
      stateDir: this.#inputs.stateDir,
      triggersPort: places.triggersPort,
      processes: Object.fromEntries(parts.map((part) => [part, this.#running.get(part)?.pid])),
      pid: process.pid,
    };
  }

  /** Ends a part and starts it anew on the same port, with the same data. */
  async restart(part: PartName): Promise<void> {
    await this.#running.get(part)?.stop();
    if (!this.#isStopping) await this.#startOne(part);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#running.get('seed')?.stop();
    for (const together of stopOrder) {
      await Promise.all(together.map(async (part) => this.#running.get(part)?.stop()));
    }
  }

  async #startAll(parts: readonly PartName[]): Promise<void> {
    const mine = parts.filter((part) => this.#inputs.parts.includes(part));
    await Promise.all(mine.map((part) => this.#startOne(part)));
  }

  async #startOne(part: PartName): Promise<void> {
    if (this.#isStopping) return;
    const program = programs[part];
    const { say, stateDir, verbose } = this.#inputs;
    if (!existsSync(path.join(rootFolder, program.entry))) throw new Error(`${program.entry} is missing.`);
    const started = new PartProcess({
      name: part,
      ...program,
      env: environmentOf(part, this.#inputs),
      logFolder: path.join(stateDir, 'logs'),
      verbose: verbose === true || verbose.includes(part),
    });
    this.#running.set(part, started);
    const startedAt = Date.now();
    const ready = await started.ready();
    say(
      `✓ ${part.padEnd(16)} ${String(ready['origin'])} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`,
    );
    void started.ended.then((how) => {
      if (started.isStopping) return;
      this.#tellDeath(`The part "${part}" ${how} unasked. Its last lines:\n${started.lastWords}`);
    });
  }

  async #seed(): Promise<DemoAccounts> {
    const { stateDir, verbose, say } = this.#inputs;
    const startedAt = Date.now();
    const accounts = await runSeed(
      {
        env: seedEnvironment(this.#inputs),
        logFolder: path.join(stateDir, 'logs'),
        verbose: verbose === true,
      },
      (seed) => this.#running.set('seed', seed),
    );
    say(`✓ seeded (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
    return accounts;
  }
}
