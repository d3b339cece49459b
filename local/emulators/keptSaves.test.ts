import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findSaved, replaceSaved } from './keptSaves.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'fashionista-saves-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (text: string) => (next: string) => {
  writeFileSync(path.join(next, 'mark'), text);
  return Promise.resolve();
};
const read = () => readFileSync(path.join(findSaved(folder, 'mark') ?? '', 'mark'), 'utf8');

test('the newest save is found', async () => {
  expect(findSaved(folder, 'mark')).toBeUndefined();
  await replaceSaved(folder, write('first'));
  await replaceSaved(folder, write('second'));
  expect(read()).toBe('second');
});

test('a save that fails leaves the last one in place', async () => {
  await replaceSaved(folder, write('first'));
  await expect(replaceSaved(folder, () => Promise.reject(new Error('disk full')))).rejects.toThrow(
    'disk full',
  );
  expect(read()).toBe('first');
});

test('cut off between the two renames, the one before is found', async () => {
  await replaceSaved(folder, write('first'));
  await replaceSaved(folder, write('second'));
  rmSync(path.join(folder, 'saved'), { recursive: true });
  expect(read()).toBe('first');
});
