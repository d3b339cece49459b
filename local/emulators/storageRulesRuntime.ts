/**
 * What enforces storage.rules: Google's own runtime, where `local/setup/storageRules.mjs` found it, else our stand-in
 * (`local/storage-rules`). The emulator runs `java -jar $STORAGE_EMULATOR_BINARY_PATH serve`, so the stand-in is a `java`
 * earlier in PATH that takes this one call for itself and hands all others on. IO: files in `workFolder`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const standIn = fileURLToPath(new URL('../storage-rules/main.ts', import.meta.url));

export interface RulesRuntimeChoice {
  /** For the log. */
  name: string;
  /** What the emulator's process needs. */
  env: Record<string, string>;
}

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function installStandIn(workFolder: string, nextPath: string): RulesRuntimeChoice {
  const mark = path.join(workFolder, 'storage-rules-stand-in');
  const bin = path.join(workFolder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(mark, 'The call of java with this file is for local/storage-rules.\n');
  const script = `#!/bin/sh
for argument; do
  if [ "$argument" = ${quote(mark)} ]; then exec ${quote(process.execPath)} ${quote(standIn)}; fi
done
PATH=${quote(nextPath)} exec java "$@"
`;
  writeFileSync(path.join(bin, 'java'), script, { mode: 0o755 });
  return {
    name: 'the stand-in of local/storage-rules',
    env: { STORAGE_EMULATOR_BINARY_PATH: mark, PATH: `${bin}${path.delimiter}${nextPath}` },
  };
}

export function chooseRulesRuntime(
  workFolder: string,
  env: Record<string, string | undefined>,
): RulesRuntimeChoice {
  const jar = env['STORAGE_RULES_RUNTIME_JAR'];
  if (!jar) return installStandIn(workFolder, env['PATH'] ?? '');
  return { name: `Google's runtime, ${jar}`, env: { STORAGE_EMULATOR_BINARY_PATH: jar } };
}
