/** The `java` that takes the emulator's one call for the stand-in, and no other. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseRulesRuntime } from './storageRulesRuntime.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "fashionista runtime's-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('Google’s runtime is used where it was found', () => {
  expect(chooseRulesRuntime(folder, { STORAGE_RULES_RUNTIME_JAR: '/x.jar', PATH: '/bin' }).env).toEqual({
    STORAGE_EMULATOR_BINARY_PATH: '/x.jar',
  });
});

test('else the stand-in answers the emulator’s call, and all others go to the next java', () => {
  const next = path.join(folder, 'java');
  writeFileSync(next, '#!/bin/sh\necho "the next java: $*"\n');
  chmodSync(next, 0o755);
  const { env } = chooseRulesRuntime(folder, { PATH: `${folder}:/usr/bin:/bin` });
  const run = (...args: string[]) => spawnSync('java', args, { env, encoding: 'utf8', input: '' }).stdout;
  expect(run('-Duser.language=en', '-jar', env['STORAGE_EMULATOR_BINARY_PATH'] ?? '', 'serve')).toBe(
    '{"id":-1,"status":"ok","action":"ready"}\n',
  );
  expect(run('-jar', 'other.jar')).toBe('the next java: -jar other.jar\n');
});
