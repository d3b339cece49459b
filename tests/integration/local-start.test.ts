/**
 * `npm start` as a process: what it promises about ports, data, and ending. Run with the two parts that start fastest;
 * that the whole comes up is shown by every other integration test.
 */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readReadyFile } from '../../local/start/readyFile.ts';
import type { ReadyFile } from '../../local/start/readyFile.ts';
import { nodeBinary, rootFolder } from '../../local/start/rootFolder.ts';

const portsFrom = 20_700;
let folder = '';
let runs: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'fashionista-start-'));
});
afterEach(async () => {
  for (const run of runs) {
    if (run.exitCode === null && run.signalCode === null) {
      run.kill('SIGKILL');
      await once(run, 'close');
    }
  }
  runs = [];
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  child: ChildProcess;
  readyFile: string;
  printed: () => string;
}

function start(...args: string[]): Run {
  const readyFile = path.join(folder, `ready-${runs.length}.json`);
  const command = [path.join(rootFolder, 'local/start/main.ts'), '--only', 'mail', 'firestore'];
  const child = spawn(
    nodeBinary,
    [
      ...command,
      ...['--state-dir', path.join(folder, 'state'), '--ready-file', readyFile],
      ...['--ports-from', String(portsFrom), ...args],
    ],
    { cwd: rootFolder, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  runs.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += String(text)));
  return { child, readyFile, printed: () => printed };
}

async function startReady(...args: string[]): Promise<Run & { ready: ReadyFile }> {
  const run = start(...args);
  await expect.poll(() => existsSync(run.readyFile), { timeout: 30_000, interval: 50 }).toBe(true);
  return { ...run, ready: readReadyFile(run.readyFile) };
}

const document = (ready: ReadyFile) =>
  `${ready.firestore ?? ''}/v1/projects/${ready.projectId}/databases/(default)/documents/notes/one`;
const asOwner = { authorization: 'Bearer owner' };
const write = (ready: ReadyFile) =>
  fetch(document(ready), {
    method: 'PATCH',
    headers: asOwner,
    body: JSON.stringify({ fields: { text: { stringValue: 'kept' } } }),
  });

const answers = (origin: string | undefined): Promise<boolean> =>
  fetch(origin ?? '').then(
    () => true,
    () => false,
  );
const areGone = async ({ mail, firestore }: ReadyFile): Promise<boolean> =>
  !(await answers(mail)) && !(await answers(firestore));

async function stop({ child }: Run): Promise<number | null> {
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'close');
  return child.exitCode;
}

test('data survives from run to run, until --fresh', async () => {
  const first = await startReady();
  expect((await write(first.ready)).status).toBe(200);
  expect(await stop(first)).toBe(0);

  const second = await startReady();
  expect((await fetch(document(second.ready), { headers: asOwner })).status).toBe(200);
  await stop(second);

  const third = await startReady('--fresh');
  expect((await fetch(document(third.ready), { headers: asOwner })).status).toBe(404);
  await stop(third);
});

test('stopping ends every process it started and removes the ready file', async () => {
  const run = await startReady();
  expect(await answers(run.ready.mail)).toBe(true);
  expect(await stop(run)).toBe(0);
  expect(await areGone(run.ready)).toBe(true);
  expect(existsSync(run.readyFile)).toBe(false);
});

test('killed outright, its parts end by themselves', async () => {
  const run = await startReady();
  run.child.kill('SIGKILL');
  await expect.poll(() => areGone(run.ready), { timeout: 10_000 }).toBe(true);
});

test('a part that dies is said plainly and ends the run with an error', async () => {
  const run = await startReady();
  process.kill(run.ready.processes.mail ?? 0, 'SIGKILL');
  await once(run.child, 'close');
  expect(run.child.exitCode).toBe(1);
  expect(run.printed()).toContain('The part "mail" ended by SIGKILL unasked');
  expect(await areGone(run.ready)).toBe(true);
});

test('a busy port moves to the next free one', async () => {
  const busy = createServer().listen(portsFrom, '127.0.0.1');
  await once(busy, 'listening');
  const run = await startReady();
  expect([run.ready.mail, run.ready.firestore]).not.toContain(`http://127.0.0.1:${portsFrom}`);
  expect(await answers(run.ready.mail)).toBe(true);
  await stop(run);
  busy.close();
});

test('parts that join a run use what it runs', async () => {
  const first = await startReady();
  const second = spawnJoining(first);
  await expect.poll(() => existsSync(second.readyFile), { timeout: 30_000, interval: 50 }).toBe(true);
  const joined = readReadyFile(second.readyFile);
  expect(joined.firestore).toBe(first.ready.firestore);
  expect(joined.mail).not.toBe(first.ready.mail);
  expect(await stop(second)).toBe(0);
  expect(await answers(first.ready.mail)).toBe(true);
  await stop(first);
});

test('a second run in the same folder is refused, saying how to have one', async () => {
  const first = await startReady();
  const second = start();
  await once(second.child, 'close');
  expect(second.child.exitCode).toBe(2);
  expect(second.printed()).toContain('--state-dir');
  await stop(first);
});

test.each([
  ['half a set', { STRIPE_SECRET_KEY: 'sk_test_1' }, 'STRIPE_WEBHOOK_SECRET is not set'],
  [
    'live and test mixed',
    {
      STRIPE_SECRET_KEY: 'sk_live_1',
      STRIPE_WEBHOOK_SECRET: 'whsec_1',
      STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
    },
    'of different modes, live and test',
  ],
])('Stripe keys, %s: nothing starts, and the keys are named', (_, keys, message) => {
  const args = ['--state-dir', path.join(folder, 'state'), '--ports-from', String(portsFrom)];
  const refused = spawnSync(nodeBinary, [path.join(rootFolder, 'local/start/main.ts'), ...args], {
    env: { ...process.env, ...keys },
    encoding: 'utf8',
  });
  expect(refused.status).toBe(2);
  expect(refused.stdout).toContain(message);
});

function spawnJoining(first: Run): Run {
  const readyFile = path.join(folder, 'joined.json');
  const child = spawn(
    nodeBinary,
    [
      path.join(rootFolder, 'local/start/main.ts'),
      ...['--only', 'mail', '--with', first.readyFile],
      ...['--ready-file', readyFile, '--ports-from', String(portsFrom)],
    ],
    { cwd: rootFolder, stdio: 'ignore' },
  );
  runs.push(child);
  return { child, readyFile, printed: () => '' };
}
