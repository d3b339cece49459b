/**
 * Where an emulator's saves lie: the newest whole one, the one before it, and the one that is being written. A save is put
 * in place by two renames, so that a pulled plug never leaves half a save. IO: the state folder.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/** The newest whole save, by a file that stands in every one; undefined where nothing was saved. */
export function findSaved(stateDir: string, fileWithin: string): string | undefined {
  const saves = [path.join(stateDir, 'saved'), path.join(stateDir, 'saved.before')];
  return saves.find((folder) => existsSync(path.join(folder, fileWithin)));
}

/** Has `write` fill a new folder, and puts it in place of the last. */
export async function replaceSaved(
  stateDir: string,
  write: (folder: string) => Promise<void>,
): Promise<void> {
  const next = path.join(stateDir, 'saved.next');
  const saved = path.join(stateDir, 'saved');
  const before = path.join(stateDir, 'saved.before');
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  await write(next);
  rmSync(before, { recursive: true, force: true });
  if (existsSync(saved)) renameSync(saved, before);
  renameSync(next, saved);
}
