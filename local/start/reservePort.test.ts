import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { ownerOf, releaseLock, takeLock } from './lockFile.ts';
import { reservePort } from './reservePort.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'fashionista-lock-'));
const lock = path.join(folder, 'lock');
let server: Server | undefined;

afterEach(() => {
  server?.close();
  releaseLock(lock);
  rmSync(lock, { force: true });
});

afterAll(() => rmSync(folder, { recursive: true }));

const listen = (host: string): Promise<number> =>
  new Promise((resolve) => {
    server = createServer().listen(0, host, () => resolve((server?.address() as AddressInfo).port));
  });

test.each(['127.0.0.1', '0.0.0.0'])('a port that is busy on %s moves to the next free one', async (host) => {
  const busy = await listen(host);
  expect(await reservePort(busy)).toBeGreaterThan(busy);
});

test('a port is reserved once, also before anything listens on it', async () => {
  const first = await reservePort(42_000);
  expect(await reservePort(first)).toBeGreaterThan(first);
});

test('a lock is taken once', () => {
  expect(takeLock(lock)).toBe(true);
  expect(takeLock(lock)).toBe(false);
  expect(ownerOf(lock)).toBe(process.pid);
});

test('the lock of a process that is gone is taken over', () => {
  const gone = spawnSync(process.execPath, ['--version']).pid;
  writeFileSync(lock, String(gone));
  expect(ownerOf(lock)).toBeUndefined();
  expect(takeLock(lock)).toBe(true);
});
