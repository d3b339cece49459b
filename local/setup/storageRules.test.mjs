import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findStorageRulesRuntime } from './storageRules.mjs';

let folder;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'fashionista-jars-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name) => {
  const file = path.join(folder, name);
  writeFileSync(file, '');
  return file;
};
const java21 = () => '21.0.4';
const java17 = () => '17.0.15';

test('without a runtime there is none: the stand-in enforces', () => {
  expect(findStorageRulesRuntime({ FIREBASE_EMULATORS_PATH: folder }, java21)).toEqual({});
});

test('the newest that firebase-tools has downloaded is found, where Java can run it', () => {
  put('cloud-storage-rules-runtime-v1.1.3.jar');
  const newest = put('cloud-storage-rules-runtime-v1.1.10.jar');
  const env = { FIREBASE_EMULATORS_PATH: folder };
  expect(findStorageRulesRuntime(env, java21)).toEqual({ STORAGE_RULES_RUNTIME_JAR: newest });
  expect(findStorageRulesRuntime(env, java17)).toEqual({});
  expect(findStorageRulesRuntime(env, () => undefined)).toEqual({});
});

test('one that is named must be there and able to run', () => {
  const jar = put('named.jar');
  expect(findStorageRulesRuntime({ STORAGE_RULES_RUNTIME_JAR: jar }, java21)).toEqual({
    STORAGE_RULES_RUNTIME_JAR: jar,
  });
  expect(() => findStorageRulesRuntime({ STORAGE_RULES_RUNTIME_JAR: jar }, java17)).toThrow(
    /Java 21 or newer, not 17/,
  );
  expect(() => findStorageRulesRuntime({ STORAGE_RULES_RUNTIME_JAR: `${jar}x` }, java21)).toThrow(/no file/);
});
