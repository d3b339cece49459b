/**
 * Finds or installs a Firestore emulator, in this order: `$HIDANE`; `hidane` on PATH; one installed earlier under
 * `.tools/`; `cargo install`; Google's own emulator, where Java is new enough and its jar can be had. Needs no Java and
 * no download beyond cargo's registry on the common path, which is why hidane comes first.
 * Answers the environment that tells `local/emulators/firestore.ts` what to run: `HIDANE` or `FIRESTORE_EMULATOR_JAR`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { SetupError, runStep, say } from './progress.mjs';
import { isAtLeast, versionOf } from './versions.mjs';

const hidaneVersion = '0.6.0';
const cargoNeeded = '1.88';
const javaNeeded = '21';

const waysToGetOne = `No Firestore emulator could be had. Any one of these will do:
  • set HIDANE to the path of a hidane binary, version ${hidaneVersion}
  • put hidane on PATH (Homebrew, or a release archive from its project page)
  • install Rust, with cargo ${cargoNeeded} or newer (https://rustup.rs): hidane is then built for you
  • install Java ${javaNeeded} or newer, with a network that can download Google's emulator`;

function findHidane(root) {
  const given = process.env.HIDANE;
  if (given) {
    if (!versionOf(given))
      throw new SetupError(`HIDANE is set to "${given}", which does not run.\n\n${waysToGetOne}`);
    return given;
  }
  if (versionOf('hidane')) return 'hidane';
  const earlier = path.join(root, '.tools/hidane/bin/hidane');
  return existsSync(earlier) && versionOf(earlier) ? earlier : undefined;
}

async function buildHidane(root) {
  const target = path.join(root, '.tools/hidane');
  await runStep({
    title: `Building the Firestore emulator (cargo install hidane ${hidaneVersion})`,
    usual: 'about three minutes, once',
    command: 'cargo',
    args: ['install', 'hidane', '--version', hidaneVersion, '--locked', '--root', target],
    cwd: root,
  });
  return path.join(target, 'bin/hidane');
}

/** The newest jar that firebase-tools has downloaded, or undefined. */
function findJar() {
  const cache = process.env.FIREBASE_EMULATORS_PATH ?? path.join(homedir(), '.cache/firebase/emulators');
  if (!existsSync(cache)) return undefined;
  const jars = readdirSync(cache).filter((name) => /^cloud-firestore-emulator-v.*\.jar$/.test(name));
  const newest = jars.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  return newest && path.join(cache, newest);
}

async function downloadJar(root, dependencies) {
  const found = findJar();
  if (found) return found;
  await dependencies;
  await runStep({
    title: "Downloading Google's Firestore emulator",
    usual: 'about a minute, once',
    command: path.join(root, 'node_modules/.bin/firebase'),
    args: ['setup:emulators:firestore'],
    cwd: root,
  });
  return findJar();
}

/** `dependencies`: settles when npm's packages are there (firebase-tools fetches the jar). */
export async function ensureFirestoreEmulator(root, dependencies) {
  const hidane = findHidane(root);
  if (hidane) return { HIDANE: hidane };
  const tried = [];
  const cargo = versionOf('cargo');
  if (cargo && isAtLeast(cargo, cargoNeeded)) {
    try {
      return { HIDANE: await buildHidane(root) };
    } catch (error) {
      tried.push(error.message);
      say('  Building it failed; looking for another way.');
    }
  } else tried.push(cargo ? `cargo ${cargo} is older than ${cargoNeeded}` : 'cargo is not installed');
  const java = versionOf('java', ['-version']);
  if (java && isAtLeast(java, javaNeeded)) {
    try {
      const jar = await downloadJar(root, dependencies);
      if (jar) return { FIRESTORE_EMULATOR_JAR: jar };
    } catch (error) {
      tried.push(error.message);
    }
  } else tried.push(java ? `Java ${java} is older than ${javaNeeded}` : 'Java is not installed');
  throw new SetupError(`${waysToGetOne}\n\nTried here:\n  • ${tried.join('\n  • ')}`);
}
