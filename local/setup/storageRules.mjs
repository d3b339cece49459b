/**
 * Finds Google's runtime for the rules of Storage: `$STORAGE_RULES_RUNTIME_JAR`, or what firebase-tools has downloaded
 * earlier, where Java is new enough to run it. Nothing is fetched: without it our stand-in enforces storage.rules
 * (`local/storage-rules`). Answers the environment that tells `local/emulators/storage.ts`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { SetupError } from './progress.mjs';
import { isAtLeast, versionOf } from './versions.mjs';

const javaNeeded = '21';

/** The newest runtime in firebase-tools' folder, or undefined. */
function findDownloaded(env) {
  const cache = env.FIREBASE_EMULATORS_PATH ?? path.join(homedir(), '.cache/firebase/emulators');
  if (!existsSync(cache)) return undefined;
  const jars = readdirSync(cache).filter((name) => /^cloud-storage-rules-runtime-v.*\.jar$/.test(name));
  const newest = jars.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  return newest && path.join(cache, newest);
}

export function findStorageRulesRuntime(env = process.env, askJava = () => versionOf('java', ['-version'])) {
  const named = env.STORAGE_RULES_RUNTIME_JAR;
  if (named && !existsSync(named))
    throw new SetupError(`STORAGE_RULES_RUNTIME_JAR: there is no file "${named}".`);
  const jar = named ?? findDownloaded(env);
  if (!jar) return {};
  const java = askJava();
  if (java && isAtLeast(java, javaNeeded)) return { STORAGE_RULES_RUNTIME_JAR: jar };
  if (!named) return {};
  throw new SetupError(`STORAGE_RULES_RUNTIME_JAR needs Java ${javaNeeded} or newer, not ${java ?? 'none'}.`);
}
