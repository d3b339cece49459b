/**
 * Locks between processes: a file created exclusively, with its owner's pid. A lock whose owner is gone is taken over,
 * so that nothing killed has to be cleaned up by hand. IO: lock files, removed when this process ends.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const held = new Set<string>();

process.on('exit', () => {
  for (const lock of held) rmSync(lock, { force: true });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The living process that has the lock, or undefined. */
export function ownerOf(file: string): number | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const pid = Number(text);
  return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : undefined;
}

/** Whether the lock is now this process's. One that it already has is not taken twice. */
export function takeLock(file: string): boolean {
  mkdirSync(path.dirname(file), { recursive: true });
  const create = (): boolean => {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      held.add(file);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  };
  if (create()) return true;
  if (ownerOf(file) !== undefined) return false;
  rmSync(file, { force: true });
  return create();
}

export function releaseLock(file: string): void {
  if (held.delete(file)) rmSync(file, { force: true });
}
