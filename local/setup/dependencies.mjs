/**
 * Installs npm's dependencies exactly as locked, when node_modules is missing or came from another lockfile (a stamp
 * inside it says which). A node_modules that `npm install` itself just made is taken as it is: npm's own hidden
 * lockfile is then newer than ours. IO: reads and writes node_modules.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runStep } from './progress.mjs';

/**
 * npm puts node_modules/.bin first on PATH, where `node` is the Node 24 that `npm ci` is about to delete: the install
 * must run on the system's own.
 */
const pathWithoutModules = (root) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.startsWith(path.join(root, 'node_modules')))
    .join(path.delimiter);

const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

function isInstalled(lockfile, modules, stamp) {
  if (!existsSync(path.join(modules, 'node/bin/node'))) return false;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(lockfile)) return true;
  const hidden = path.join(modules, '.package-lock.json');
  return existsSync(hidden) && statSync(hidden).mtimeMs >= statSync(lockfile).mtimeMs - 2000;
}

/** A node_modules may share its files with another clone's by hard links: a new file leaves the other's stamp as it is. */
function writeStamp(stamp, text) {
  const written = `${stamp}.${process.pid}.tmp`;
  writeFileSync(written, text);
  renameSync(written, stamp);
}

export async function ensureDependencies(root) {
  const lockfile = path.join(root, 'package-lock.json');
  const modules = path.join(root, 'node_modules');
  const stamp = path.join(modules, '.installed-lockfile');
  if (!isInstalled(lockfile, modules, stamp)) {
    await runStep({
      title: 'Installing dependencies (npm ci)',
      usual: 'about two minutes',
      command: 'npm',
      args: ['ci', '--no-progress', '--loglevel=error'],
      cwd: root,
      env: { PATH: pathWithoutModules(root) },
    });
  }
  writeStamp(stamp, hashOf(lockfile));
}
