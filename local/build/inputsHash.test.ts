import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { localFolder, rootFolder } from '../start/rootFolder.ts';
import { hashInputs } from './inputsHash.ts';

mkdirSync(localFolder, { recursive: true });
const folder = mkdtempSync(path.join(localFolder, 'inputs-'));
const place = path.relative(rootFolder, folder);
const write = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
};

beforeEach(() => write('source.ts', 'one'));
afterAll(() => rmSync(folder, { recursive: true }));

const changes = (change: () => void): boolean => {
  const before = hashInputs([place]);
  change();
  return hashInputs([place]) !== before;
};

test('a source that changes, comes or moves is built again', () => {
  expect(changes(() => write('source.ts', 'two'))).toBe(true);
  expect(changes(() => write('deep/lib/other.ts', ''))).toBe(true);
  expect(changes(() => rmSync(path.join(folder, 'deep'), { recursive: true }))).toBe(true);
});

test('tests and what builds make are no reason to build again', () => {
  expect(changes(() => write('source.test.ts', ''))).toBe(false);
  expect(changes(() => write('.cache.json', ''))).toBe(false);
  expect(changes(() => write('README.md', ''))).toBe(false);
  expect(changes(() => write('lib/index.js', ''))).toBe(false);
  expect(changes(() => write('node_modules/package/index.js', ''))).toBe(false);
});
