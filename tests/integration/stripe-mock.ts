/**
 * Finds stripe-mock, Stripe's own stateless checker, and runs it. It is a Go program: where Go is missing there is none, and whoever asks
 * is told why. Its module folder holds Stripe's OpenAPI spec of exactly the API version that the SDK speaks.
 * IO: runs `go`; installs into the ignored folder .tools; two loopback ports.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { vi } from 'vitest';

const MODULE = 'github.com/stripe/stripe-mock';
const VERSION = 'v0.203.0';
const INSTALL_WITHIN_MS = 240_000;

const run = promisify(execFile);
const toolsFolder = path.resolve(import.meta.dirname, '../../.tools/bin');

export type StripeMockTools = { binary: string; specPath: string };

/** Whether this binary is stripe-mock of our version. */
async function isOurVersion(binary: string): Promise<boolean> {
  try {
    await access(binary);
    const { stdout } = await run('go', ['version', '-m', binary]);
    return stdout.includes(`${MODULE}\t${VERSION}`);
  } catch {
    return false; // not there, or not built by Go
  }
}

async function findBinary(): Promise<string> {
  const { stdout } = await run('go', ['env', 'GOPATH']);
  const installed = path.join(stdout.trim(), 'bin', 'stripe-mock');
  const ours = path.join(toolsFolder, 'stripe-mock');
  for (const binary of [installed, ours]) if (await isOurVersion(binary)) return binary;
  await run('go', ['install', `${MODULE}@${VERSION}`], {
    env: { ...process.env, GOBIN: toolsFolder },
    timeout: INSTALL_WITHIN_MS,
  });
  return ours;
}

async function findSpec(): Promise<string> {
  // Outside any module of ours, or `go` looks for a go.mod above.
  const { stdout } = await run('go', ['mod', 'download', '-json', `${MODULE}@${VERSION}`], {
    cwd: homedir(),
    timeout: INSTALL_WITHIN_MS,
  });
  const { Dir: folder } = JSON.parse(stdout) as { Dir: string };
  return path.join(folder, 'embedded/openapi/spec3.json');
}

/** The tools, or why there are none. In CI their absence is an error. */
export async function findStripeMock(): Promise<StripeMockTools | { missing: string }> {
  try {
    return { binary: await findBinary(), specPath: await findSpec() };
  } catch (error) {
    const missing = `stripe-mock needs Go and could not be had: ${error instanceof Error ? error.message : String(error)}`;
    if (process.env['CI']) throw new Error(missing, { cause: error });
    return { missing };
  }
}

async function chooseFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}

export type RunningMock = { origin: string; stop: () => Promise<void> };

export async function startStripeMock(binary: string): Promise<RunningMock> {
  const [port, securePort] = [await chooseFreePort(), await chooseFreePort()];
  // Without both addresses it listens on every interface.
  const child = spawn(binary, ['-http-addr', `127.0.0.1:${port}`, '-https-addr', `127.0.0.1:${securePort}`], {
    stdio: 'ignore',
  });
  const origin = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  try {
    // It answers a request without a key too, with 401: it is up.
    await vi.waitFor(() => fetch(origin), { timeout: 20_000, interval: 50 });
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, stop };
}
