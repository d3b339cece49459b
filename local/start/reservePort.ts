/**
 * Finds a free port of 127.0.0.1 and keeps it for this process. Looking alone is not enough: seconds pass between
 * looking and listening, and two stacks that start together would find the same port. So each has a lock in the
 * system's temporary folder until this process ends. IO: listens for an instant; lock files.
 */
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { releaseLock, takeLock } from './lockFile.ts';

const lockOf = (port: number) => path.join(tmpdir(), 'fashionista-ports', String(port));

/** Whether nobody listens on `port` of the loopback address, or of all addresses. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The first free port from `preferred` upwards. */
export async function reservePort(preferred: number): Promise<number> {
  for (let port = preferred; port < 65_536; port += 1) {
    if (!takeLock(lockOf(port))) continue;
    if (await isFree(port)) return port;
    releaseLock(lockOf(port));
  }
  throw new Error(`No free port from ${preferred} upwards.`);
}
