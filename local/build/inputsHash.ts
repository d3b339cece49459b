/**
 * Whether something must be built again: a digest of everything that goes into it, kept beside what came out.
 * IO: reads files, writes one stamp a target under `.local/build`.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { localFolder, rootFolder } from '../start/rootFolder.ts';

/** Made by builds, or never part of one. */
const leftOut = new Set(['node_modules', 'lib', 'build', '.svelte-kit', 'paraglide', 'test-results']);
/** Tests, prose, and the hidden files that tools leave beside their settings. */
const isNoInput = (name: string) => /^\.|\.test\.ts$|\.md$/.test(name);

function* filesUnder(place: string, isTop = true): Generator<string> {
  if (!existsSync(place)) return;
  if (!statSync(place).isDirectory()) {
    yield place;
    return;
  }
  for (const entry of readdirSync(place, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    // `web/src/lib` is source; only a workspace's own `lib` is a build.
    if (entry.isDirectory() && leftOut.has(entry.name) && (isTop || entry.name !== 'lib')) continue;
    // Paraglide keeps its cache beside its settings.
    if (entry.name === 'cache' && path.basename(place) === 'project.inlang') continue;
    if (isNoInput(entry.name)) continue;
    yield* filesUnder(path.join(place, entry.name), false);
  }
}

/** Digest of the files and folders named, from the root. */
export function hashInputs(places: readonly string[]): string {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of filesUnder(path.join(rootFolder, place))) {
      hash
        .update(`${path.relative(rootFolder, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

const stampOf = (target: string) => path.join(localFolder, 'build', `${target}.sha256`);

/** Runs `build` unless its output is there and was made of these very inputs. Answers whether it ran. */
export async function buildIfChanged(
  target: string,
  inputs: readonly string[],
  output: string,
  build: () => Promise<void>,
): Promise<boolean> {
  const digest = hashInputs(inputs);
  const stamp = stampOf(target);
  const isCurrent =
    existsSync(path.join(rootFolder, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
  if (isCurrent) return false;
  rmSync(stamp, { force: true });
  await build();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  return true;
}
