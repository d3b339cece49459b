/**
 * What every part of the local cloud does alike: listen on loopback, say in one line of JSON that it is ready, and leave
 * cleanly. It stands apart so that `local/start` can rely on one protocol whatever the part is.
 * Rules: 127.0.0.1 only; PORT 0 or absent means any free port; SIGTERM, SIGINT and (with EXIT_WITH_STDIN=1) the end of
 * stdin stop the part; a part that does not stop within STOP_DEADLINE_MS is ended all the same.
 * IO: sockets, stdout, process signals.
 */
import type { Server } from 'node:net';
import type { AddressInfo } from 'node:net';

const STOP_DEADLINE_MS = 5_000;

/**
 * How long a part that is called keeps a connection that is not used: longer than its callers do, or a request on one that they
 * use again is cut, as it is by a part that is too busy to see it in time.
 */
export const KEEP_ALIVE_MS = 65_000;

/** The port asked for in the environment; 0 lets the system choose. */
export function readPort(variable = 'PORT'): number {
  const text = process.env[variable] ?? '0';
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`${variable}=${text} is not a port`);
  return port;
}

/** Listens on loopback and answers the port that was taken; rejects if it is busy. */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

/** The one line by which whoever started this part learns where it is. */
export function announceReady(part: string, origin: string, more: Record<string, unknown> = {}): void {
  process.stdout.write(JSON.stringify({ part, origin, ...more }) + '\n');
}

/** Calls `stop` once, when this process is asked to leave, and then leaves with code 0. */
export function stopWhenAsked(stop: () => Promise<void>): void {
  let stopping = false;
  const leave = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`did not stop cleanly: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
  if (process.env['EXIT_WITH_STDIN'] === '1') {
    process.stdin.resume();
    process.stdin.on('end', leave);
    process.stdin.on('error', leave);
  }
}
