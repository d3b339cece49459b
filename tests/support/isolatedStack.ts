/**
 * A run of the local cloud for tests alone: started by the same command as a developer's, in a folder of its own that is
 * thrown away, on free ports, without the developer's real keys. A developer's own run may be up beside it.
 * IO: processes, a temporary folder.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withoutLimits } from '../../local/start/localRateLimits.ts';
import { readReadyFile } from '../../local/start/readyFile.ts';
import type { ReadyFile } from '../../local/start/readyFile.ts';
import { nodeBinary, rootFolder } from '../../local/start/rootFolder.ts';

/** A build of everything may come before the start. */
const startWithinMs = 300_000;
const charactersKept = 8000;

/** Tests run against the doubles, whatever keys the developer has set. */
const realKeys = [
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'STRIPE_PUBLISHABLE_KEY',
  'SMTP_URL',
  'MAIL_FROM',
  'TICKET_SIGNING_KEYS',
];

export interface IsolatedStack {
  ready: ReadyFile;
  readyFile: string;
  stop: () => Promise<void>;
}

/**
 * Starts it and waits until it is ready. `args`: more for `npm start`, for example `--only functions --with FILE`; `settings`:
 * of the environment.
 */
export async function startIsolatedStack(
  portsFrom: number,
  args: string[] = [],
  settings: NodeJS.ProcessEnv = {},
): Promise<IsolatedStack> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fashionista-test-'));
  const readyFile = path.join(folder, 'ready.json');
  const env: NodeJS.ProcessEnv = { ...process.env };
  for (const key of realKeys) delete env[key];
  // One account tries a thousand wrong requests here, and one address has every buyer of a rush. Limits have tests of their own.
  Object.assign(env, { RATE_LIMITS: withoutLimits('account', 'address') }, settings);
  const child = spawn(
    nodeBinary,
    [
      path.join(rootFolder, 'local/start/main.ts'),
      ...['--ephemeral', '--ready-file', readyFile, '--ports-from', String(portsFrom)],
      // Parts that join another stack take its keys from its folder.
      ...(args.includes('--with') ? [] : ['--state-dir', path.join(folder, 'state')]),
      ...args,
    ],
    // Over the IPC channel it notices when the tests die.
    { cwd: rootFolder, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitForFile(readyFile, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ready: readReadyFile(readyFile), readyFile, stop };
}

/** Settles when the ready file is there; rejects with what was printed when the run ends first or takes too long. */
function waitForFile(file: string, child: ChildProcess): Promise<void> {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (printed = `${printed}${chunk.toString()}`.slice(-charactersKept)));
  }
  return new Promise((resolve, reject) => {
    const fail = (why: string) => settle(() => reject(new Error(`The local stack ${why}:\n${printed}`)));
    const watcher = watch(path.dirname(file), (_, name) => {
      if (name === path.basename(file)) settle(resolve);
    });
    const deadline = setTimeout(() => fail(`was not ready after ${startWithinMs / 1000} s`), startWithinMs);
    const settle = (tell: () => void) => {
      watcher.close();
      clearTimeout(deadline);
      tell();
    };
    child.once('close', (code) => fail(`ended with code ${code ?? 'none'}`));
  });
}
