/**
 * Which versions of the tools on this machine will do, each with an error that says what to install.
 * IO: asks a tool for its version.
 */
import { spawnSync } from 'node:child_process';
import { SetupError } from './progress.mjs';

/** Whether dotted version `has` is at least `wants`; what stands after the numbers is ignored. */
export function isAtLeast(has, wants) {
  const parts = (version) => (version.match(/\d+/g) ?? []).map(Number);
  const [left, right] = [parts(has), parts(wants)];
  for (const [i, want] of right.entries()) {
    const got = left[i] ?? 0;
    if (got !== want) return got > want;
  }
  return true;
}

/** The first version number that a tool prints, or undefined where the tool is missing. Java prints it on stderr. */
export function versionOf(command, args = ['--version']) {
  const asked = spawnSync(command, args, { encoding: 'utf8' });
  if (asked.error || asked.status !== 0) return undefined;
  return /\d+(\.\d+)*/.exec(`${asked.stdout}${asked.stderr}`)?.[0];
}

export function checkSystemNode() {
  if (!isAtLeast(process.versions.node, '20')) {
    throw new SetupError(
      `Node ${process.versions.node} is too old: install Node 20 or newer (https://nodejs.org).`,
    );
  }
}

export function checkNpm() {
  const version = versionOf('npm');
  if (!version)
    throw new SetupError('npm is not on PATH: install Node 20 or newer with npm (https://nodejs.org).');
  if (!isAtLeast(version, '9'))
    throw new SetupError(`npm ${version} is too old: npm install --global npm@latest`);
}
